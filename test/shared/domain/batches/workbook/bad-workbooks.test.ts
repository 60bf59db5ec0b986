/** What may be sent as a workbook and is none, or more than one, or larger than anybody needs: each is told, and none costs more than it may. */
import { deflateRawSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { mainType, partsOf, textRow, zip, zipOf } from '../../../../fixtures/workbooks/workbook.ts';
import { readAll, stopOf } from './read.ts';

const table = textRow('system', 'dataset') + textRow('H26.dvc', 'etx-monthly');
const right = zipOf(partsOf(table));
const sheet = 'xl/worksheets/a.xml';
const strings = 'xl/strings.xml';
const types = (type: string) =>
  `<Types><Override PartName="/xl/workbook.xml" ContentType="${type}"/></Types>`;
const withTypes = (type: string) => zipOf(partsOf(table, { '[Content_Types].xml': types(type) }));
const withSheet = (rows: string) => zipOf(partsOf(rows));
const entriesOf = (parts: ReturnType<typeof partsOf>) =>
  Object.entries(parts).map(([name, text]) => [name, text ?? ''] as const);
const compound = (text: string): Buffer =>
  Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.alloc(500), Buffer.from(text, 'utf16le')]);
/** Deflate's densest: a thousand to one. */
const zeros = (size: number): Buffer => deflateRawSync(Buffer.alloc(size));

test('the workbook of which the others are made is right', async () => {
  const { names, headerRow, rows, findings, stop } = await readAll(right);
  expect({ names, headerRow, rows, findings, stop }).toEqual({
    names: ['system', 'dataset'],
    headerRow: 1,
    rows: [{ row: 2, fields: ['H26.dvc', 'etx-monthly'] }],
    findings: [],
    stop: null,
  });
});

describe('other files', () => {
  test.each<[of: string, bytes: Uint8Array, stop: string]>([
    ['nothing', Buffer.alloc(0), 'broken-workbook beginning'],
    ['text', Buffer.from('system;dataset\n'), 'broken-workbook beginning'],
    ['.xls', compound('Workbook'), 'other-workbook'],
    ['a workbook with a password', compound('EncryptedPackage'), 'encrypted-workbook'],
    ['an entry with a password', zipOf(partsOf(table), { [sheet]: { flags: 1 } }), 'encrypted-workbook'],
    [
      'macros by type',
      withTypes(mainType.replace('sheet.main', 'sheet.macroEnabled.main')),
      'macro-workbook',
    ],
    ['macros as a part', zipOf(partsOf(table, { 'xl/vbaProject.bin': 'x' })), 'macro-workbook'],
    ['.xlsb', withTypes('application/vnd.ms-excel.sheet.binary.macroEnabled.main'), 'other-workbook'],
    [
      '.docx',
      withTypes('application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml'),
      'other-workbook',
    ],
    [
      '.ods',
      zipOf({ mimetype: 'application/vnd.oasis.opendocument.spreadsheet', 'content.xml': '<x/>' }),
      'other-workbook',
    ],
    ['any archive', zipOf({ 'a.txt': 'x' }), 'other-workbook'],
  ])('%s', async (_, bytes, stop) => {
    expect(await stopOf(bytes)).toBe(stop);
  });
});

describe('broken archives', () => {
  const cut = (length: number) => right.subarray(0, right.length - length);
  test.each<[of: string, bytes: Uint8Array, stop: string]>([
    ['truncated by a byte', cut(1), 'broken-workbook end of directory'],
    ['truncated within the directory', cut(30), 'broken-workbook end of directory'],
    ['more behind its end', Buffer.concat([right, Buffer.from('x')]), 'broken-workbook end of directory'],
    ['more in front of it', Buffer.concat([Buffer.from('PKx'), right]), 'broken-workbook directory'],
    ['a sum that is wrong', zipOf(partsOf(table), { [sheet]: { crc: 1 } }), `broken-workbook ${sheet}`],
    [
      'a size that is too small',
      zipOf(partsOf(table), { [sheet]: { size: 10 } }),
      `broken-workbook ${sheet}`,
    ],
    [
      'a size that is too large',
      zipOf(partsOf(table), { [sheet]: { size: 9999 } }),
      `broken-workbook ${sheet}`,
    ],
    [
      'a packed size beyond the file',
      zipOf(partsOf(table), { [sheet]: { packed: 1e6 } }),
      `broken-workbook ${sheet}`,
    ],
    [
      'a packed size that is too small',
      zipOf(partsOf(table), { [sheet]: { packed: 20 } }),
      `broken-workbook ${sheet}`,
    ],
    [
      'a beginning beyond the file',
      zipOf(partsOf(table), { [sheet]: { header: 0xfffffff0 } }),
      `broken-workbook ${sheet}`,
    ],
    [
      'a beginning within another part',
      zipOf(partsOf(table), { [sheet]: { header: 5 } }),
      `broken-workbook ${sheet}`,
    ],
    ['another compression', zipOf(partsOf(table), { [sheet]: { method: 12 } }), `broken-workbook ${sheet}`],
    [
      'bytes that are not packed',
      zipOf(partsOf(table), { [sheet]: { bytes: Buffer.from('\xff\xff\xff') } }),
      `broken-workbook ${sheet}`,
    ],
    [
      'two parts of one name',
      zip([...entriesOf(partsOf(table)), [sheet.toUpperCase(), '<worksheet/>']]),
      `broken-workbook ${sheet}`,
    ],
    [
      '100,000 parts',
      zip([
        ...entriesOf(partsOf(table)),
        ...Array.from({ length: 100_000 }, (_, index) => [`p${index}`, ''] as const),
      ]),
      'broken-workbook end of directory',
    ],
    [
      '20,000 parts',
      zip([
        ...entriesOf(partsOf(table)),
        ...Array.from({ length: 20_000 }, (_, index) => [`p${index}`, ''] as const),
      ]),
      'oversized-workbook parts 10000',
    ],
  ])('%s', async (_, bytes, stop) => {
    expect(await stopOf(bytes)).toBe(stop);
  });

  test('a name that leads elsewhere is only a name: nothing is looked up by it, and nothing written', async () => {
    const parts = partsOf(table, { '../../etc/passwd': 'x', '/etc/cron.d/x': 'x', 'C:\\x': 'x' });
    expect(await stopOf(zipOf(parts))).toBeNull();
  });

  test('a sheet whose name leads out of the archive is not there', async () => {
    const elsewhere =
      '<Relationships><Relationship Id="a" Type="x/worksheet" Target="../../../etc/passwd"/></Relationships>';
    expect(await stopOf(zipOf(partsOf(table, { 'xl/_rels/workbook.xml.rels': elsewhere })))).toBe(
      'broken-workbook etc/passwd',
    );
  });
});

describe('what a workbook lacks, or has too much of', () => {
  const without = (part: string) => zipOf(partsOf(table, { [part]: null }));
  const laughs = `<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]><sst><si><t>&b;</t></si></sst>`;
  const tables = {
    'xl/workbook.xml':
      '<workbook xmlns:r="r"><sheets><sheet name="A" r:id="a"/><sheet name="B" r:id="b"/></sheets></workbook>',
    'xl/worksheets/b.xml': `<worksheet><sheetData>${table}</sheetData></worksheet>`,
  };
  test.each<[of: string, bytes: Uint8Array, stop: string]>([
    ['no content types', without('[Content_Types].xml'), 'other-workbook'],
    ['no relationships', without('_rels/.rels'), 'broken-workbook _rels/.rels'],
    ['no workbook', without('xl/workbook.xml'), 'broken-workbook xl/workbook.xml'],
    ['no relationships of the workbook', without('xl/_rels/workbook.xml.rels'), 'broken-workbook sheets'],
    ['no sheet', without(sheet), `broken-workbook ${sheet}`],
    ['no shared texts', without(strings), `broken-workbook ${strings}`],
    ['no styles', without('xl/styles.xml'), 'broken-workbook xl/styles.xml'],
    [
      'only hidden sheets',
      zipOf(
        partsOf(table, {
          'xl/workbook.xml':
            '<workbook xmlns:r="r"><sheets><sheet name="A" state="veryHidden" r:id="a"/></sheets></workbook>',
        }),
      ),
      'broken-workbook sheets',
    ],
    [
      'a shared text that is not there',
      withSheet('<row><c t="s"><v>0</v></c></row>'),
      `broken-workbook ${sheet}`,
    ],
    ['two tables', zipOf(partsOf(table, tables)), 'several-tables A, B'],
    ['entities', zipOf(partsOf(table, { [strings]: laughs })), `broken-workbook ${strings}`],
    [
      'an entity from outside',
      zipOf(partsOf('', { [sheet]: '<!DOCTYPE x SYSTEM "file:///etc/passwd"><worksheet/>' })),
      `broken-workbook ${sheet}`,
    ],
    [
      'XML that is not whole',
      zipOf(partsOf('', { [sheet]: '<worksheet><sheetData>' })),
      `broken-workbook ${sheet}`,
    ],
    ['XML that is none', zipOf(partsOf('', { [sheet]: 'system;dataset' })), `broken-workbook ${sheet}`],
    [
      'UTF-16',
      zip([
        ...entriesOf(partsOf(table)).filter(([name]) => name !== sheet),
        [sheet, Buffer.from('\ufeff<worksheet/>', 'utf16le')],
      ]),
      `broken-workbook ${sheet}`,
    ],
    ['two rows of one number', withSheet('<row r="2"/><row r="2"/>'), `broken-workbook ${sheet}`],
    ['a row beyond the last', withSheet('<row r="1048577"/>'), `broken-workbook ${sheet}`],
    ['a column beyond the last', withSheet('<row><c r="XFE1"/></row>'), `broken-workbook ${sheet}`],
    ['columns out of order', withSheet('<row><c r="B1"/><c r="A1"/></row>'), `broken-workbook ${sheet}`],
    ['a cell without a place', withSheet('<row><c r="?"/></row>'), `broken-workbook ${sheet}`],
    ['tags within tags', withSheet('<a>'.repeat(100) + '</a>'.repeat(100)), `oversized-workbook ${sheet} 64`],
    [
      'a text of 2 MB',
      withSheet(textRow('system') + textRow('x'.repeat(2_000_000))),
      `oversized-workbook ${sheet} 1000000`,
    ],
    [
      'a tag of 2 MB',
      withSheet(`<row x="${'x'.repeat(2_000_000)}"/>`),
      `oversized-workbook ${sheet} 1000000`,
    ],
    [
      'a comment of 2 MB',
      withSheet(`<!--${'x'.repeat(2_000_000)}-->`),
      `oversized-workbook ${sheet} 1000000`,
    ],
    [
      'many attributes',
      withSheet(`<row ${Array.from({ length: 200 }, (_, index) => `a${index}="1"`).join(' ')}/>`),
      `oversized-workbook ${sheet} 100`,
    ],
    [
      '257 sheets',
      zipOf(
        partsOf(table, {
          'xl/workbook.xml': `<workbook xmlns:r="r"><sheets>${'<sheet name="A" r:id="a"/>'.repeat(257)}</sheets></workbook>`,
        }),
      ),
      'oversized-workbook sheets 256',
    ],
  ])('%s', async (_, bytes, stop) => {
    expect(await stopOf(bytes)).toBe(stop);
  });
});

describe('bombs', () => {
  test.each<[of: string, bytes: Uint8Array, stop: string]>([
    [
      'a list of more than it may have',
      zipOf(partsOf(table), { 'xl/workbook.xml': { size: 9_000_000, bytes: zeros(9_000_000) } }),
      'oversized-workbook xl/workbook.xml 8000000',
    ],
    [
      'a list that says to be small',
      zipOf(partsOf(table), { 'xl/workbook.xml': { size: 1000, bytes: zeros(90_000_000) } }),
      'broken-workbook xl/workbook.xml',
    ],
    [
      'a sheet that says to be large',
      zipOf(partsOf(table), { [sheet]: { size: 1_000_000_001 } }),
      `oversized-workbook ${sheet} 1000000000`,
    ],
    [
      'a sheet of zeros',
      zipOf(partsOf(table), { [sheet]: { size: 900_000_000, bytes: zeros(50_000_000) } }),
      `broken-workbook ${sheet}`,
    ],
    [
      'shared texts of zeros',
      zipOf(partsOf(table), { [strings]: { size: 200_000_000, bytes: zeros(50_000_000) } }),
      `broken-workbook ${strings}`,
    ],
    ['more than 50 MB', Buffer.alloc(50_000_001), 'oversized-workbook file 50000000'],
    [
      'one long text, named by each cell',
      zipOf(
        partsOf(`${textRow('system')}${`<row>${'<c t="s"><v>0</v></c>'.repeat(40)}</row>`.repeat(2000)}`, {
          [strings]: `<sst><si><t>${'x'.repeat(30_000)}</t></si></sst>`,
        }),
      ),
      `oversized-workbook ${sheet} 1000000`,
    ],
  ])('%s', async (_, bytes, stop) => {
    const before = process.memoryUsage().rss;
    expect(await stopOf(bytes)).toBe(stop);
    expect(process.memoryUsage().rss - before).toBeLessThan(150_000_000);
  });
});
