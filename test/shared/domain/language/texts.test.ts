/** The tables of texts: each in both languages, with the same facts, and no word of the other language. */
import { describe, expect, test } from 'vitest';
import { findingText } from '../../../../shared/domain/language/finding-text.ts';
import { findings } from '../../../../shared/domain/problems/findings.ts';
import { problems } from '../../../../shared/domain/problems/problems.ts';
import { proseOf, words } from './prose.ts';

const texts = [
  ...Object.entries(findings).map(([code, text]) => ({ code, ...text })),
  ...Object.entries(problems).flatMap(([code, { title, detail }]) => [
    { code: `${code}, title`, ...title },
    { code: `${code}, detail`, ...detail },
  ]),
];

const namesIn = (text: string): string[] => [...new Set(text.match(/\{\w+\}/g))].sort();

describe('texts of problems and findings', () => {
  test.each(texts)('$code names the same facts in both languages', ({ en, vi }) => {
    expect(namesIn(vi)).toEqual(namesIn(en));
  });

  test.each(texts)('$code is English in English, Vietnamese in Vietnamese', ({ en, vi }) => {
    expect(words.vietnamese.test(proseOf(vi))).toBe(true);
    expect(words.english.exec(proseOf(vi))?.[0]).toBeUndefined();
    expect(words.vietnamese.exec(proseOf(en))?.[0]).toBeUndefined();
  });
});

describe('what a finding says fits what it is about', () => {
  const value = 'x';
  test.each([
    [
      { remedy: 'zero' },
      'The cell x is missing; where nothing happened, send 0.',
      'Thiếu ô x; nếu không phát sinh hãy gửi 0.',
    ],
    [
      { remedy: 'range', min: '1', max: '100' },
      'The cell x is missing; send a value from 1 to 100.',
      'Thiếu ô x; hãy gửi một giá trị từ 1 đến 100.',
    ],
    [
      { remedy: 'evidence' },
      'The cell x is missing; where there is no document, send "evidence": null.',
      'Thiếu ô x; nếu chưa có văn bản hãy gửi "evidence": null.',
    ],
  ])('missing-cell, %o', (details, en, vi) => {
    const finding = { code: 'missing-cell', details: { value, ...details } } as const;
    expect([findingText(finding, 'en'), findingText(finding, 'vi')]).toEqual([en, vi]);
  });

  test.each([
    [{ absence: 'merged', into: 'H26' }, 'it was merged into H26', 'đã sáp nhập vào H26'],
    [{ absence: 'ended', until: '2025-06-30' }, 'its last day was 2025-06-30', 'cuối cùng là 2025-06-30'],
    [{ absence: 'not-begun', begins: '2027-01-01' }, 'it begins on 2027-01-01', 'từ 2027-01-01'],
    [{ absence: 'unknown' }, 'the registry does not have it', 'không có trong danh bạ'],
  ])('agency-closed, %o', (absence, en, vi) => {
    const details = { value, from: '2026-09-15', to: '2026-10-14', ...absence };
    const finding = { code: 'agency-closed', details } as const;
    expect(findingText(finding, 'en')).toContain(en);
    expect(findingText(finding, 'vi')).toContain(vi);
  });

  test('a detail of the sender’s names no other detail', () => {
    const details = { name: '{secret}', secret: 'no' };
    expect(findingText({ code: 'unknown-field', details }, 'en')).toContain('"{secret}"');
  });

  test('one zone in a text, whatever the sender wrote: Hanoi’s in Vietnamese, UTC in English', () => {
    const details = {
      from: '2026-11-05T10:31:00+07:00',
      to: '2026-11-05T03:33:00Z',
      end: '2026-11-05T03:32:00.000Z',
      dataset: 'etx-live',
      level: 'minute',
    };
    const finding = { code: 'window-crosses-bucket', details } as const;
    expect(findingText(finding, 'en')).toBe(
      'The window ends at 2026-11-05T03:33:00.000Z; etx-live is kept by minute, and a window that begins at 2026-11-05T03:31:00.000Z has to end by 2026-11-05T03:32:00.000Z.',
    );
    expect(findingText(finding, 'vi')).toBe(
      'Khoảng thời gian kết thúc lúc 2026-11-05T10:33:00+07:00; etx-live được lưu theo phút, khoảng bắt đầu lúc 2026-11-05T10:31:00+07:00 phải kết thúc chậm nhất lúc 2026-11-05T10:32:00+07:00.',
    );
  });

  test('what the sender wrote stays as it was written', () => {
    const details = { value: '2026-11-05T03:33:00Z', dataset: 'etx-live' };
    expect(findingText({ code: 'no-period', details }, 'vi')).toContain('2026-11-05T03:33:00Z');
  });
});
