/** Workbooks that programs have written that are not ours: see `test/fixtures/workbooks/write.py`. */
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { readAll } from './read.ts';

const fixture = (name: string): Buffer =>
  readFileSync(new URL(`../../../../fixtures/workbooks/${name}.xlsx`, import.meta.url));

/** Row, fields and what was found in them. */
async function linesOf(name: string): Promise<string[]> {
  const { rows, findings, stop } = await readAll(fixture(name));
  expect(stop).toBeNull();
  return [
    ...rows.map(
      ({ row, fields, findings: found = [] }) =>
        `${row}: ${fields.join(' | ')}${found.map(({ code, column }) => ` (${code} in ${column})`).join('')}`,
    ),
    ...findings.map(({ row, code, details }) => `${row}: ${code} ${details.range}`),
  ];
}

const common = [
  '2: H26.dvc | etx-monthly | 2026-11 | 1 | 1234567 | dòng đầu',
  '3: H26.dvc | etx-monthly | 2026-11-20 | 1 | 0.3 | ngày',
];
const merged = ['8: merged', '9:  | x', '8: merged-cells A8:A9'];

test('openpyxl: the visible sheet that has a header; hidden rows count, and so do gaps; a formula has no result', async () => {
  expect((await readAll(fixture('openpyxl'))).names.slice(0, 2)).toEqual([
    'Mã hệ thống / System [system]',
    'dataset',
  ]);
  expect(await linesOf('openpyxl')).toEqual([
    ...common,
    '6: H26.gap |  | 2026-11 | TRUE | 2026-11-20T10:30:15+07:00 | =A1&"<&>" (uncomputed-formula in note)',
    '7: 12345678901234567890 |  |  |  | 12345678901234570000 | #N/A (number-too-long in b|kind=x) (error-cell in note)',
    ...merged,
  ]);
});

test('LibreOffice: the same workbook, saved by it, with the formula computed and the long number rounded by it', async () => {
  expect(await linesOf('libreoffice/openpyxl')).toEqual([
    ...common,
    '6: H26.gap |  | 2026-11 | TRUE | 2026-11-20T10:30:15+07:00 | Mã hệ thống / System [system]<&>',
    '7: 12345678901234567890 |  |  |  | 12345678901234600000 | #N/A (number-too-long in b|kind=x) (error-cell in note)',
    ...merged,
  ]);
});

test('XlsxWriter, in constant memory and with dates from 1904: results of formulas, times, shares, line breaks', async () => {
  expect(await linesOf('xlsxwriter')).toEqual([
    '2: H26.dvc |  | 2026-11-20 |  | 123456789012345',
    '3:  |  | 10:30:00 |  | 0.125',
    '4:  |  |  |  | #DIV/0! (error-cell in b|kind=x)',
    '5:  |  |  | FALSE | 42 | chữ',
    '6:  |  |  |  |  | hai\ndòng  ',
  ]);
});

test('by hand: the strict form, prefixes, names with backslashes, sizes of 64 bits, rows and cells without a reference', async () => {
  expect((await readAll(fixture('by-hand'))).names).toEqual(['system', 'note']);
  expect(await linesOf('by-hand')).toEqual([
    '7:  a\rb_x0041_😀&<  |  |  | 2026-11-20T10:00:00+07:00 | 1500 (wrong-field-count in null)',
    '8:  | =A1 (uncomputed-formula in note)',
  ]);
});
