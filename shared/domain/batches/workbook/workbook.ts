/** What a workbook consists of: its visible sheets, and what its cells refer to (ECMA-376-1 §18.2). */
import type { Archive } from './archive.ts';
import { readStyles } from './date-styles.ts';
import { contentTypes, MOST_OF_A_LIST, relationshipsOf } from './relationships.ts';
import { readSharedStrings } from './shared-strings.ts';
import type { Surroundings } from './sheet-rows.ts';
import { broken, oversized, UnreadableWorkbook } from './unreadable.ts';
import { readXml } from './xml-events.ts';

const MOST_SHEETS = 256;

type Sheet = { readonly name: string; readonly part: string };

export type Workbook = { readonly sheets: readonly Sheet[]; readonly surroundings: Surroundings };

/** The main part of a workbook; throws what the file is instead. */
async function mainPart(archive: Archive): Promise<string> {
  if (archive.has('mimetype') || !archive.has('[Content_Types].xml'))
    throw new UnreadableWorkbook('other-workbook', {});
  const part = (await relationshipsOf(archive, '')).find(({ type }) => type === 'officeDocument')?.target;
  if (part === undefined) throw broken('_rels/.rels');
  const type = (await contentTypes(archive))(part).toLowerCase();
  if (type.includes('.sheet.binary.') || !/spreadsheetml|ms-excel/.test(type))
    throw new UnreadableWorkbook('other-workbook', {});
  const hasMacros =
    type.includes('macroenabled') || [...archive.names].some((name) => name.endsWith('vbaproject.bin'));
  if (hasMacros) throw new UnreadableWorkbook('macro-workbook', {});
  return part;
}

/** Throws `UnreadableWorkbook`. Sheets in their order; hidden ones and charts are none. */
export async function readParts(archive: Archive): Promise<Workbook> {
  const main = await mainPart(archive);
  const relationships = await relationshipsOf(archive, main);
  const partOf = (type: string): string | null =>
    relationships.find((one) => one.type === type)?.target ?? null;
  const sheets: Sheet[] = [];
  let dates: 1900 | 1904 = 1900;
  await readXml(main, archive.open(main, MOST_OF_A_LIST), {
    open(element, attributes) {
      if (element === 'workbookPr' && /^(1|true)$/.test(attributes.date1904 ?? '')) dates = 1904;
      if (element !== 'sheet' || (attributes.state ?? 'visible') !== 'visible') return;
      const id = Object.entries(attributes).find(([name]) => name.endsWith(':id'))?.[1];
      const found = relationships.find((one) => one.id === id);
      if (found?.type !== 'worksheet') return;
      if (sheets.length === MOST_SHEETS) throw oversized('sheets', MOST_SHEETS);
      sheets.push({ name: attributes.name ?? '', part: found.target });
    },
  });
  if (sheets.length === 0) throw broken('sheets');
  const strings = await readSharedStrings(archive, partOf('sharedStrings'));
  const shown = await readStyles(archive, partOf('styles'));
  return { sheets, surroundings: { strings, shown, dates } };
}
