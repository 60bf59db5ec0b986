/** CSV (RFC 4180) as rows: UTF-8, parted by `,` `;` or tab, with a header in the first row that has anything in it. */
import type { RowFinding } from '../../../domain/batches/row-finding.ts';
import type { FileHeader, FileRow, ReadRows, ReadUpTo, RowsRead } from '../../../domain/batches/rows.ts';
import type { FindingCode } from '../../../domain/problems/findings.ts';
import type { Details } from '../../../domain/problems/problems.ts';
import { type Opened, withDelimiter } from './csv-head.ts';
import { csvParser, type Parsed } from './csv-parser.ts';
import { PIECE, piecesOf } from './pieces.ts';
import { isEmpty, plainLines } from './plain-lines.ts';
import { type Guarded, guardText } from './text-guard.ts';

/** Pushes out a record that the parser holds back, as what follows could belong to its end. None of it is read. */
const PADDING = Buffer.from('    ');

/** `piece`: in bytes, at least four; it has no effect on what is read. */
export const csvReader = (piece: number): ReadRows =>
  async function* (chunks, after) {
    const guarded = guardText(piecesOf(chunks, piece), after?.bytes ?? 0);
    const given = after?.delimiter ?? null;
    const opened = given === null ? withDelimiter(guarded) : parted(guarded, given);
    let reading: ReturnType<typeof startReading> | null = null;
    for await (const { bytes, offset, fault, delimiter } of opened) {
      reading ??= startReading(delimiter, offset, after);
      const { parser, take } = reading;
      const read = await parser.feed(bytes);
      const pushed = fault === null || read.fault !== null ? null : await parser.feed(PADDING);
      const records = pushed === null ? read.records : [...read.records, ...pushed.records];
      // Where there was text before, nothing whole is left to push out.
      const text = read.text + (pushed?.text ?? '');
      const { end } = pushed ?? read;
      const stretch = take({ records, text, end, fault: read.fault ?? fault }, false);
      yield stretch;
      if (stretch.stop !== null) return;
    }
    const { parser, take } = reading ?? startReading(',', 0, after);
    yield take(await parser.end(), true);
  };

export const readCsv: ReadRows = csvReader(PIECE);

async function* parted(guarded: AsyncIterable<Guarded>, delimiter: string): AsyncGenerator<Opened, void> {
  for await (const one of guarded) yield { ...one, delimiter };
}

/** `offset`: where in the file parsing begins. */
function startReading(delimiter: string, offset: number, after: ReadUpTo | undefined) {
  let row = after?.row ?? 0;
  let header: FileHeader | null = after?.header ?? null;
  let bytes = offset;
  let count = after === undefined ? 0 : 1;

  const finding = (at: number | null, code: FindingCode, details: Details): RowFinding => {
    const nowhere = { column: null, key: null, value: null, submission: null };
    return { ...nowhere, row: at, code, details };
  };

  const rowOf = (row: number, fields: readonly string[], names: readonly string[]): FileRow => {
    if (fields.length === names.length) return { row, fields };
    const wrong = fields.some((field) => field.includes('\r'))
      ? finding(row, 'lone-carriage-return', {})
      : finding(row, 'wrong-field-count', { count: fields.length, expected: names.length });
    return { row, fields, findings: [wrong] };
  };

  const take = ({ records, text, end, fault }: Parsed, isEnd: boolean): RowsRead => {
    const rows: FileRow[] = [];
    const before = header;
    const add = (at: number, fields: readonly string[]): void => {
      if (header === null) header = { row: at, names: fields };
      else rows.push(rowOf(at, fields, header.names));
    };
    for (const fields of records) {
      row += 1;
      if (!isEmpty(fields)) add(row, fields);
    }
    const columns = () => header?.names.length ?? null;
    const { plain, row: last } = plainLines(text, { delimiter, row, columns, other: add });
    row = last;
    bytes = offset + end;
    count += rows.length + plain.rows.length;
    const stop = (): RowFinding | null => {
      if (fault !== null) return finding(row + 1, fault.code, fault.details);
      if (!isEnd || count > 0) return null;
      return finding(null, header === null ? 'empty-file' : 'no-rows', {});
    };
    return {
      header: header === before ? null : header,
      rows,
      plain,
      findings: [],
      stop: stop(),
      upTo: { bytes, row, header, delimiter },
    };
  };
  return { parser: csvParser(delimiter), take };
}
