/** What stands in a cell, and what is read of it: from ECMA-376 and from what spreadsheets show. */
import { describe, expect, test } from 'vitest';
import {
  dateText,
  isoDateText,
  numberText,
  unescaped,
} from '../../../../../shared/domain/batches/workbook/cell-text.ts';
import { shownBy } from '../../../../../shared/domain/batches/workbook/date-styles.ts';

describe('numbers', () => {
  test.each<[written: string, text: string, isTooLong?: true]>([
    ['0', '0'],
    ['-0', '0'],
    ['007', '7'],
    ['1.50', '1.5'],
    ['.5', '0.5'],
    ['1E+05', '100000'],
    ['1.5e-3', '0.0015'],
    ['0.30000000000000004', '0.3'],
    ['2.0000000000000004', '2'],
    ['999999999999999', '999999999999999'],
    ['1000000000000000', '1000000000000000', true],
    ['12345678901234567890', '12345678901234567890', true],
    ['1E+300', '1E+300', true],
    ['1e-300', '1e-300'],
    ['NaN', 'NaN'],
    ['1,5', '1,5'],
    ['', ''],
    ['-', '-'],
  ])('%s is %s', (written, text, isTooLong = false as never) => {
    expect(numberText(written)).toEqual({ text, isTooLong });
  });
});

describe('formats', () => {
  test.each([
    ['General', 'number'],
    ['0.00', 'number'],
    ['#,##0 "đồng/ngày"', 'number'],
    ['#,##0\\ [$₫-42A];[Red]-#,##0\\ [$₫-42A]', 'number'],
    ['0.00E+00', 'number'],
    ['@', 'number'],
    ['[Red]0', 'number'],
    ['dd/mm/yyyy', 'day'],
    ['[$-42A]dd mmmm yyyy;@', 'day'],
    ['"tháng" m "năm" yyyy', 'month'],
    ['mmm-yy', 'month'],
    ['yyyy', 'year'],
    ['dd/mm/yyyy hh:mm', 'instant'],
    ['m/d/yy h:mm AM/PM', 'instant'],
    ['hh:mm:ss', 'time'],
    ['[h]:mm', 'time'],
    ['mm:ss.0', 'time'],
  ])('%s shows a %s', (format, shown) => {
    expect(shownBy(format)).toBe(shown);
  });
});

describe('dates', () => {
  // 46346 is 2026-11-20 in the dates of 1900, and 44884 in those of 1904 (the days between the two are 1462).
  test.each<
    [written: string, shown: 'day' | 'month' | 'year' | 'instant' | 'time', dates: 1900 | 1904, text: string]
  >([
    ['46346', 'day', 1900, '2026-11-20'],
    ['44884', 'day', 1904, '2026-11-20'],
    ['46327', 'month', 1900, '2026-11'],
    ['46346', 'month', 1900, '2026-11-20'],
    ['46023', 'year', 1900, '2026'],
    ['46346', 'instant', 1900, '2026-11-20T00:00:00+07:00'],
    ['46346.4375', 'day', 1900, '2026-11-20T10:30:00+07:00'],
    ['46346.999999999', 'day', 1900, '2026-11-21'],
    ['0.4375', 'time', 1900, '10:30:00'],
    ['46346.4375', 'time', 1900, '2026-11-20T10:30:00+07:00'],
    ['1', 'day', 1900, '1'],
    ['-5', 'day', 1900, '-5'],
    ['2958466', 'day', 1900, '2958466'],
    ['x', 'day', 1900, 'x'],
  ])('%s shown as a %s, from %i, is %s', (written, shown, dates, text) => {
    expect(dateText(written, shown, dates)).toBe(text);
  });

  test.each([
    ['2026-11-20', '2026-11-20'],
    ['2026-11-20T00:00:00', '2026-11-20'],
    ['2026-11-20T10:30:00.000', '2026-11-20T10:30:00+07:00'],
    ['20.11.2026', '20.11.2026'],
  ])('%s, written out, is %s', (written, text) => {
    expect(isoDateText(written)).toBe(text);
  });
});

test('characters that XML cannot hold are written as their numbers', () => {
  expect(unescaped('a_x000D_b_x005F_x0041_')).toBe('a\rb_x0041_');
});
