import { expect, test } from 'vitest';
import { conditional } from '../../../../shared/http/registry/conditional.ts';

const value = { version: 1, datasets: ['Báo cáo tháng'] };
const tag = conditional({}, value).headers?.ETag ?? '';

test.each([
  ['the tag', tag, 304],
  ['a weak one of the same', `W/${tag}`, 304],
  ['one of a list', `"other" , ${tag}`, 304],
  ['any', '*', 304],
  ['another', '"other"', 200],
  ['a part of it', tag.slice(0, -2), 200],
  ['none', undefined, 200],
])('If-None-Match: %s (%s) is a %i', (_, sent, status) => {
  const answer = conditional(sent === undefined ? {} : { 'if-none-match': sent }, value);
  expect(answer.status).toBe(status);
  expect(answer.body).toBe(status === 304 ? '' : JSON.stringify(value));
  expect(answer.headers).toEqual({
    ETag: sent === `W/${tag}` ? sent : tag,
    'Cache-Control': 'private, no-cache',
    Vary: 'Authorization, X-API-Key',
  });
});

test('the tag is strong, and another for another content', () => {
  expect(tag).toMatch(/^"[\w-]{22}"$/);
  expect(conditional({}, { ...value, version: 2 }).headers?.ETag).not.toBe(tag);
});
