import { expect, test } from 'vitest';
import { languages } from '../../../shared/contract/text.ts';
import { negotiateLanguage } from '../../../shared/http/language.ts';
import { send } from './call-event.ts';

test.each([
  [undefined, 'vi'],
  ['', 'vi'],
  ['vi', 'vi'],
  ['en', 'en'],
  ['EN-us', 'en'],
  ['en-US,en;q=0.9,vi;q=0.8', 'en'],
  ['fr, en;q=0.5', 'en'],
  ['fr', 'vi'],
  ['*', 'vi'],
  ['en;q=0.5, *;q=0.9', 'vi'],
  ['vi;q=0, *', 'en'],
  ['en;q=0', 'vi'],
  ['vi;q=0.3, en;q=0.7', 'en'],
  ['en, vi', 'en'],
  ['vi, en', 'vi'],
  ['english', 'vi'],
  ['en;q=2', 'vi'],
  [`${'x,'.repeat(5_000)}en`, 'en'],
])('%s → %s', (acceptLanguage, language) => {
  expect(negotiateLanguage(acceptLanguage)).toBe(language);
});

test.each(languages)('a problem is told in %s', async (language) => {
  const { problem, headers } = await send({ headers: { 'Accept-Language': language } });
  const titles = { vi: 'Thiếu khóa API', en: 'No API key' };
  expect([problem.title, headers['Content-Language']]).toEqual([titles[language], language]);
});
