import { expect, test } from 'vitest';
import { RowError } from '../../../../shared/contract/batches/row-error.ts';
import { csvField } from '../../../../shared/domain/batches/csv-field.ts';
import { rowErrorOf } from '../../../../shared/domain/batches/row-error.ts';
import { check, csvOf, longRows } from '../../../fixtures/files.ts';

/** The figure of the second row, or what stands in another column of it, as a spreadsheet may leave it. */
async function errorsOf(text: string, column = 'value') {
  const rows = longRows();
  const at = rows[0]?.indexOf(column);
  const changed = rows.map((fields, row) =>
    fields.map((field, index) => (row >= 1 && index === at ? text : field)),
  );
  const { findings } = await check(
    csvOf(column === 'value' ? [...rows.slice(0, 1), changed[1] ?? [], ...rows.slice(2)] : changed),
  );
  return findings;
}

test.each([
  ['1E+05', 'value', /shortened the number/, /rút gọn số/],
  ['1,2346E+11', 'value', /shortened the number/, /rút gọn số/],
  ['1,5', 'value', /decimalComma=true/, /decimalComma=true/],
  ['1.000', 'value', /Write what is meant: 1 \| 1000/, /1 \| 1000/],
  ['Oct-26', 'period', /made a date of it/, /đổi nội dung thành ngày/],
  ['thg 10-26', 'period', /made a date of it|does not have the form/, /ngày|không đúng dạng/],
  ['10/2026', 'period', /does not have the form/, /không đúng dạng/],
  ['01/10/2026', 'period', /made a date of it/, /đổi nội dung thành ngày/],
])('what a spreadsheet makes of it is named: %s', async (text, column, english, vietnamese) => {
  const [finding] = await errorsOf(text, column);
  if (finding === undefined) throw new Error('nothing is wrong');
  const error = rowErrorOf(finding, 'en');
  expect(error).toMatchObject({ row: 2, column, key: 'row 0', value: text });
  expect(error.detail).toMatch(english);
  expect(rowErrorOf(finding, 'vi').detail).toMatch(vietnamese);
  expect(RowError.safeParse(error).success).toBe(true);
});

test('a cell that stands twice names the other row in the language of the sender', async () => {
  const rows = longRows();
  const { findings } = await check(csvOf([...rows, rows[3] ?? []]));
  const [first] = findings;
  if (first === undefined) throw new Error('nothing is wrong');
  expect(rowErrorOf(first, 'en').detail).toBe('The cell already stands at row 16.');
  expect(rowErrorOf(first, 'vi').detail).toBe('Ô này đã có tại dòng 16.');
});

test.each([
  ["=cmd|' /C calc'!A0", "'=cmd|' /C calc'!A0"],
  ['+1+2', "'+1+2"],
  ['-1+2', "'-1+2"],
  ['@SUM(A1)', "'@SUM(A1)"],
  ['\t=1', '"\'\t=1"'],
  ['＝1', "'＝1"],
  ['-1.5', '-1.5'],
  ['-1,5', '"-1,5"'],
  ['a "b"', '"a ""b"""'],
  ['a\nb', '"a\nb"'],
  ['a;b', '"a;b"'],
  ['Hồ sơ', 'Hồ sơ'],
])('a cell that is given back runs nothing: %j', (text, written) => {
  expect(csvField(text)).toBe(written);
});
