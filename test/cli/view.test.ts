/** Language by the locale, times with their offset, tables as wide as the terminal. */
import { describe, expect, test } from 'vitest';
import { meText } from '../../cli/me-text.ts';
import { problemText } from '../../cli/problem-table.ts';
import { table } from '../../cli/table.ts';
import { instantText, languageOf, minuteText, secondText } from '../../cli/view.ts';
import { Me } from '../../shared/contract/access/me.ts';
import { meExample } from '../../shared/http/access/examples/me.ts';
import { english, vietnamese } from '../fixtures/view.ts';

test.each([
  [{}, 'en'],
  [{ LANG: 'vi_VN.UTF-8' }, 'vi'],
  [{ LANG: 'vi' }, 'vi'],
  [{ LANG: 'vie_X' }, 'en'],
  [{ LC_ALL: 'C', LANG: 'vi_VN' }, 'en'],
  [{ LC_ALL: '', LC_MESSAGES: 'vi_VN', LANG: 'en_US' }, 'vi'],
])('%j speaks %s', (environment, language) => {
  expect(languageOf(environment)).toBe(language);
});

test('times have their offset: Vietnam’s, or UTC', () => {
  const instant = '2026-11-20T18:30:05.123Z';
  expect(minuteText(instant, english)).toBe('2026-11-21 01:30 +07:00');
  expect(secondText(instant, { utc: true })).toBe('2026-11-20 18:30:05 +00:00');
  expect(instantText(Date.parse(instant), english)).toBe('2026-11-21 01:30:05.123 +07:00');
});

test('an answer and a problem in Vietnamese', () => {
  expect(meText(Me.parse(meExample.answer), vietnamese)).toMatch(
    /^Khóa bri9pl6bjkbi của H26 Ủy ban nhân dân .*\nđược submit, read đến 2027-11-20 09:30 \+07:00;.*\n14 hệ thống/,
  );
  const error = {
    parameter: 'agency',
    pointer: null,
    key: null,
    code: 'unknown',
    detail: 'không có',
    allowed: ['VN'],
  };
  const problem = { type: 'about:blank', title: 'Sai', status: 422, code: 'x', requestId: 'r1' };
  const text = problemText(
    { ...problem, detail: 'Số lỗi: 1. errors[] nêu từng lỗi.', errors: [error] },
    vietnamese,
  );
  expect(text).toContain('Số lỗi: 1. Bảng nêu từng lỗi.');
  expect(text).toMatch(/^vị trí +ô +lỗi +chi tiết$/m);
  expect(text).toMatch(/Được phép: VN\n\nmã yêu cầu r1$/);
});

describe('a table', () => {
  const columns = [{ head: 'id' }, { head: 'name', width: 60 }, { head: 'reason', width: 30 }];
  const long = 'word '.repeat(30).trim();
  const widest = (width: number | null) =>
    Math.max(
      ...table(columns, [['H26', long, long]], width)
        .split('\n')
        .map((line) => line.length),
    );

  test.each([60, 80, 100, 160])('of long cells stays within %i columns', (width) => {
    expect(widest(width)).toBeLessThanOrEqual(width);
    expect(widest(width)).toBeGreaterThan(width * 0.85);
  });

  test('that is piped on breaks nothing', () => {
    expect(table(columns, [['H26', long, long]], null).split('\n')).toHaveLength(3);
  });

  test('that fits is not widened for the terminal’s sake, nor narrowed', () => {
    const short = [['H26', 'name', 'reason']];
    expect(table(columns, short, 300)).toBe(table(columns, short, 100));
  });
});
