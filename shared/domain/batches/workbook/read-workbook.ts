/**
 * A spreadsheet (.xlsx) as rows of text, numbered as it shows them (R15). Read is the one visible sheet whose first row is a header of ours.
 * Nothing in the file is run or fetched, and memory is bounded whatever it holds.
 */
import { type Archive, openArchive, type Unpacking } from './archive.ts';
import { type Merged, type SheetRow, type Surroundings, sheetRows } from './sheet-rows.ts';
import { broken, oversized, type UnreadableCode, UnreadableWorkbook } from './unreadable.ts';
import { readParts, type Sheet } from './workbook.ts';

export const MOST_OF_A_WORKBOOK = 50_000_000;

/** `file`: nothing more is read. `merged`: said of the first row of a range of cells that are one, of which only the first has what they show. */
export type WorkbookFault =
  | { readonly fault: 'file'; readonly code: UnreadableCode; readonly details: UnreadableWorkbook['details'] }
  | { readonly fault: 'merged'; readonly row: number; readonly range: string };

export type WorkbookOptions = {
  readonly unpacking: Unpacking;
  /** Whether a row is the header of a table of ours. */
  readonly isHeader: (fields: readonly string[]) => boolean;
};

/** Rows that are not blank, each as wide as the first of them or wider, and what is wrong with the file. */
export async function* readWorkbook(
  bytes: AsyncIterable<Uint8Array>,
  { unpacking, isHeader }: WorkbookOptions,
): AsyncGenerator<SheetRow | WorkbookFault> {
  try {
    const archive = openArchive(zipped(await gathered(bytes)), unpacking);
    const { sheets, surroundings } = await readParts(archive);
    const { part } = await tableOf(archive, sheets, surroundings, isHeader);
    yield* tableRows(sheetRows(archive, part, surroundings));
  } catch (thrown) {
    if (!(thrown instanceof UnreadableWorkbook)) throw thrown;
    yield { fault: 'file', code: thrown.code, details: thrown.details };
  }
}

/** A directory of ZIP is at its end, so that the whole file is held. */
async function gathered(bytes: AsyncIterable<Uint8Array>): Promise<Uint8Array> {
  const pieces: Uint8Array[] = [];
  let size = 0;
  for await (const piece of bytes) {
    size += piece.length;
    if (size > MOST_OF_A_WORKBOOK) throw oversized('file', MOST_OF_A_WORKBOOK);
    pieces.push(piece);
  }
  return Buffer.concat(pieces, size);
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

const isRow = (found: SheetRow | Merged): found is SheetRow => 'fields' in found;

/** Of several tables it is not known which one is meant; where there is none, the header of the first sheet is told what it lacks. */
async function tableOf(
  archive: Archive,
  sheets: readonly Sheet[],
  surroundings: Surroundings,
  isHeader: WorkbookOptions['isHeader'],
): Promise<Sheet> {
  const tables: Sheet[] = [];
  if (sheets.length > 1)
    for (const sheet of sheets) {
      for await (const found of sheetRows(archive, sheet.part, surroundings)) {
        if (isRow(found) && isHeader(found.fields)) tables.push(sheet);
        break;
      }
    }
  const [first = sheets[0], second] = tables;
  if (second !== undefined)
    throw new UnreadableWorkbook('several-tables', {
      sheets: tables
        .slice(0, 5)
        .map(({ name }) => name)
        .join(', '),
    });
  if (first === undefined) throw broken('sheets');
  return first;
}

async function* tableRows(found: AsyncIterable<SheetRow | Merged>): AsyncGenerator<SheetRow | WorkbookFault> {
  let header: SheetRow | null = null;
  let last = 0;
  for await (const one of found) {
    if (isRow(one)) {
      header ??= one;
      last = one.row;
      const blanks = Math.max(header.fields.length - one.fields.length, 0);
      yield blanks === 0 ? one : { row: one.row, fields: [...one.fields, ...Array<string>(blanks).fill('')] };
    } else if (header !== null && one.to > header.row && one.from <= last) {
      yield { fault: 'merged', row: Math.max(one.from, header.row + 1), range: one.range };
    }
  }
}
