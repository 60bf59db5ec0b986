/** Lines of CSV without a quotation mark: where each of their cells ends. None is made a text of its own. */
import type { PlainRows } from '../../../domain/batches/rows.ts';

const CR = 0x0d;

/** Nothing but blanks stands in it. */
export const isEmpty = (fields: readonly string[]): boolean => {
  for (const field of fields) if (field !== '' && field.trim() !== '') return false;
  return true;
};

/** Letters and digits begin a row that is not empty; whatever else does is looked at. */
const beginsWithText = (text: string, at: number): boolean => {
  const code = text.charCodeAt(at);
  return code >= 0x30 && code <= 0x7a;
};

type Reading = {
  readonly delimiter: string;
  /** Of the row before. */
  readonly row: number;
  /** How many cells a row has; null while there is no header. */
  readonly columns: () => number | null;
  /** Is given each row of another number of cells that is not empty. The first is the header where there is none. */
  readonly other: (row: number, fields: readonly string[]) => void;
};

/** The number of the last row, and those of right length that are not empty. `text` is of whole lines, the last perhaps without its break. */
export function plainLines(
  text: string,
  { delimiter, row: before, columns, other }: Reading,
): { readonly row: number; readonly plain: PlainRows } {
  const rows: number[] = [];
  const bounds: number[] = [];
  let row = before;
  let expected = columns();
  let next = text.indexOf(delimiter);
  for (let begin = 0, at = 0; begin < text.length; begin = at + 1) {
    row += 1;
    const mark = bounds.push(begin);
    const lineEnd = text.indexOf('\n', begin);
    at = lineEnd < 0 ? text.length : lineEnd;
    for (; next >= 0 && next < at; next = text.indexOf(delimiter, next + 1)) bounds.push(next);
    const end = at < text.length && at > begin && text.charCodeAt(at - 1) === CR ? at - 1 : at;
    const count = bounds.push(end) - mark;
    if (count === expected && beginsWithText(text, begin)) {
      rows.push(row);
      continue;
    }
    const fields = text.slice(begin, end).split(delimiter);
    if (!isEmpty(fields) && count === expected) {
      rows.push(row);
      continue;
    }
    bounds.length = mark - 1;
    if (isEmpty(fields)) continue;
    other(row, fields);
    expected = columns();
  }
  return { row, plain: { text, delimiter, columns: expected ?? 0, rows, bounds } };
}
