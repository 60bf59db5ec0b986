/**
 * A spreadsheet (.xlsx) as rows of text, numbered as it shows them (R15). Read is the one visible sheet whose first row is a header of ours.
 * Nothing in the file is run or fetched, and memory is bounded whatever it holds.
 */

import type { FindingCode } from '../../problems/findings.ts';
import type { Details } from '../../problems/problems.ts';
import { cut } from '../../values/cut.ts';
import { LONGEST_SHOWN, type RowFinding } from '../row-finding.ts';
import type { FileHeader, FileRow, ReadRows, RowsRead } from '../rows.ts';
import { type Archive, openArchive, type Unpacking } from './archive.ts';
import { type Merged, type SheetRow, sheetRows } from './sheet-rows.ts';
import { broken, oversized, UnreadableWorkbook } from './unreadable.ts';
import { readParts, type Workbook } from './workbook.ts';

const MOST_OF_A_WORKBOOK = 50_000_000;

export type WorkbookOptions = {
  readonly unpacking: Unpacking;
  /** Whether a row is the header of a table of ours. */
  readonly isHeader: (names: readonly string[]) => boolean;
};

/** Reading a workbook cannot be taken up in the middle: `after` is never given. */
export const workbookReader = ({ unpacking, isHeader }: WorkbookOptions): ReadRows =>
  async function* read(bytes) {
    try {
      const archive = openArchive(zipped(await gathered(bytes)), unpacking);
      const workbook = await readParts(archive);
      yield* tableRows(archive, await tableOf(archive, workbook, isHeader), workbook);
    } catch (thrown) {
      if (!(thrown instanceof UnreadableWorkbook)) throw thrown;
      yield stopped(thrown.code, thrown.details);
    }
  };

const ofFile = { row: null, column: null, key: null, value: null, submission: null } as const;

const stopped = (code: FindingCode, details: Details): RowsRead => {
  const stop = { ...ofFile, code, details };
  return { header: null, rows: [], findings: [], stop, upTo: null };
};

/**
 * A directory of ZIP is at its end, so that the whole file is held: once, in room that is not touched, and takes no memory, before it is filled.
 */
async function gathered(bytes: AsyncIterable<Uint8Array>): Promise<Uint8Array> {
  const held = Buffer.allocUnsafeSlow(MOST_OF_A_WORKBOOK);
  let size = 0;
  for await (const piece of bytes) {
    if (size + piece.length > MOST_OF_A_WORKBOOK) throw oversized('file', MOST_OF_A_WORKBOOK);
    held.set(piece, size);
    size += piece.length;
  }
  return held.subarray(0, size);
}

const COMPOUND = [0xd0, 0xcf, 0x11, 0xe0];

/** A password makes of a workbook a compound file with the encrypted one in it; so is a workbook of before 2007. */
function zipped(bytes: Uint8Array): Uint8Array {
  if (COMPOUND.every((byte, index) => bytes[index] === byte)) {
    const isEncrypted = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).includes(
      Buffer.from('EncryptedPackage', 'utf16le'),
    );
    throw new UnreadableWorkbook(isEncrypted ? 'encrypted-workbook' : 'other-workbook', {});
  }
  if (bytes[0] !== 0x50 || bytes[1] !== 0x4b) throw broken('beginning');
  return bytes;
}

/**
 * The name of its part. Of several tables it is not known which one is meant; where there is none, the header of the first sheet is told what
 * it lacks.
 */
async function tableOf(
  archive: Archive,
  { sheets, surroundings }: Workbook,
  isHeader: WorkbookOptions['isHeader'],
): Promise<string> {
  const tables = [];
  if (sheets.length > 1)
    for (const sheet of sheets) {
      for await (const { rows } of sheetRows(archive, sheet.part, surroundings)) {
        if (isHeader(rows[0]?.fields ?? [])) tables.push(sheet);
        break;
      }
    }
  if (tables.length > 1) {
    const names = tables.map(({ name }) => name).join(', ');
    throw new UnreadableWorkbook('several-tables', { sheets: cut(names, LONGEST_SHOWN) });
  }
  const [found = sheets[0]] = tables;
  if (found === undefined) throw broken('sheets');
  return found.part;
}

const isBlank = (field: string): boolean => field.trim() === '';

/** Rows above the header, and below it, in which nothing stands but blanks are passed over. */
async function* tableRows(
  archive: Archive,
  part: string,
  { surroundings }: Workbook,
): AsyncGenerator<RowsRead> {
  let header: FileHeader | null = null;
  let [last, count] = [0, 0];
  for await (const { rows: all, merged } of sheetRows(archive, part, surroundings)) {
    const rows = all.filter(({ fields }) => !fields.every(isBlank));
    const first: SheetRow | undefined = header === null ? rows.shift() : undefined;
    if (first !== undefined) header = { row: first.row, names: first.fields };
    last = rows.at(-1)?.row ?? first?.row ?? last;
    count += rows.length;
    const { row: top, names } = header ?? { row: null, names: [] };
    yield {
      header: first === undefined ? null : header,
      rows: rows.map((row) => fileRow(row, names)),
      findings: merged.flatMap((one) => mergedFinding(one, top ?? 0, last)),
      stop: null,
      upTo: null,
    };
  }
  if (count === 0) yield stopped(header === null ? 'empty-file' : 'no-rows', {});
}

const columnName = (name: string | undefined): string | null =>
  name === undefined ? null : cut(name, LONGEST_SHOWN);

/** A sheet has no end of its rows: fewer cells than names are a row like any other, more are not. */
function fileRow({ row, fields, faults }: SheetRow, names: readonly string[]): FileRow {
  const isWide = fields.slice(names.length).some((field) => !isBlank(field));
  if (faults.length === 0 && !isWide) return { row, fields };
  const findings = faults.map(({ column, code, value }): RowFinding => {
    const shown = cut(value, LONGEST_SHOWN);
    const heading = columnName(names[column]);
    return { ...ofFile, row, column: heading, code, details: { value: shown }, value: shown };
  });
  const details = { count: fields.length, expected: names.length };
  if (isWide) findings.unshift({ ...ofFile, row, code: 'wrong-field-count', details });
  return { row, fields, findings };
}

/** Of cells that are merged only the first has what all of them show. Above the first row and below the last, nobody reads them. */
function mergedFinding({ range, from, to }: Merged, header: number, last: number): RowFinding[] {
  if (to <= header || from > last) return [];
  return [
    { ...ofFile, row: Math.max(from, header + 1), code: 'merged-cells', details: { range }, value: null },
  ];
}
