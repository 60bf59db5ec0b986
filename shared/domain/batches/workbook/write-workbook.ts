/** A workbook of a few plain sheets, as parts of an archive (ECMA-376-1 §18). Texts stand in their cells: nothing is shared, nothing computed. */

const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006';
const TYPES = 'application/vnd.openxmlformats-officedocument.spreadsheetml';
const DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';

/** Numbers of `cellXfs` below. */
const styles = { any: 0, text: 1, whole: 2, heading: 3 } as const;

export type SheetColumn = {
  /** In characters. */
  readonly width: number;
  /** How what is typed there is kept: `text` as it is, `whole` with all its digits shown. */
  readonly holds: 'any' | 'text' | 'whole';
  /** A warning, which can be passed over, where something else is typed. */
  readonly bounds?: { readonly isWhole: boolean; readonly min: string | null; readonly max: string | null };
};

export type WrittenSheet = {
  readonly name: string;
  readonly columns: readonly SheetColumn[];
  /** Numbers are kept as numbers. */
  readonly rows: readonly (readonly (string | number)[])[];
  /** From 1; rows up to it stay in sight, and it is in bold letters. */
  readonly heading: number;
};

const escaped = (text: string): string =>
  text
    // biome-ignore lint/suspicious/noControlCharactersInRegex: XML cannot hold them
    .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replace(/_(?=x[0-9A-Fa-f]{4}_)/g, '_x005F_');

/** `A` for 0. */
function letters(column: number): string {
  let [text, rest] = ['', column + 1];
  while (rest > 0) {
    const digit = (rest - 1) % 26;
    text = String.fromCharCode(65 + digit) + text;
    rest = (rest - 1 - digit) / 26;
  }
  return text;
}

function rowXml(
  row: readonly (string | number)[],
  number: number,
  { columns, heading }: WrittenSheet,
): string {
  const cells = row.map((value, column) => {
    if (value === '') return '';
    const holds = columns[column]?.holds ?? 'any';
    const at = `r="${letters(column)}${number}" s="${number === heading ? styles.heading : styles[holds]}"`;
    if (typeof value === 'number') return `<c ${at}><v>${value}</v></c>`;
    return `<c ${at} t="inlineStr"><is><t xml:space="preserve">${escaped(value)}</t></is></c>`;
  });
  return `<row r="${number}">${cells.join('')}</row>`;
}

const LAST_ROW = 1_048_576;

function boundsXml(columns: readonly SheetColumn[], heading: number): string {
  const rules = columns.flatMap(({ bounds }, column) => {
    if (bounds === undefined) return [];
    const { isWhole, min, max } = bounds;
    const operator = max === null ? 'greaterThanOrEqual' : min === null ? 'lessThanOrEqual' : 'between';
    const [first, second] = min === null ? [max, null] : [min, max];
    const formulas = [first, second].map((text, index) =>
      text === null ? '' : `<formula${index + 1}>${text}</formula${index + 1}>`,
    );
    if (first === null) return [];
    const said = escaped(
      `${isWhole ? 'Số nguyên / Whole number' : 'Số / Number'}: ${min ?? '-∞'} … ${max ?? '∞'}`,
    );
    const range = `${letters(column)}${heading + 1}:${letters(column)}${LAST_ROW}`;
    return [
      `<dataValidation type="${isWhole ? 'whole' : 'decimal'}" operator="${operator}" errorStyle="warning" allowBlank="1" showErrorMessage="1" error="${said}" sqref="${range}">${formulas.join('')}</dataValidation>`,
    ];
  });
  return rules.length === 0
    ? ''
    : `<dataValidations count="${rules.length}">${rules.join('')}</dataValidations>`;
}

function sheetXml(sheet: WrittenSheet): string {
  const { columns, rows, heading } = sheet;
  const pane = `<pane ySplit="${heading}" topLeftCell="A${heading + 1}" activePane="bottomLeft" state="frozen"/>`;
  const widths = columns.map(
    ({ width, holds }, index) =>
      `<col min="${index + 1}" max="${index + 1}" width="${width}" style="${styles[holds]}" customWidth="1"/>`,
  );
  const data = rows.map((row, index) => rowXml(row, index + 1, sheet));
  return `${DECLARATION}<worksheet xmlns="${MAIN}"><sheetViews><sheetView workbookViewId="0">${pane}</sheetView></sheetViews><cols>${widths.join('')}</cols><sheetData>${data.join('')}</sheetData>${boundsXml(columns, heading)}</worksheet>`;
}

const xf = (more: string, inside = ''): string =>
  `<xf ${more} fillId="0" borderId="0" xfId="0">${inside}</xf>`;

/** All that is optional is written: some programs complain of what is not. */
const stylesXml = [
  `${DECLARATION}<styleSheet xmlns="${MAIN}">`,
  '<fonts count="2"><font><sz val="11"/><name val="Calibri"/></font><font><b/><sz val="11"/><name val="Calibri"/></font></fonts>',
  '<fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills>',
  '<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>',
  '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>',
  '<cellXfs count="4">',
  xf('numFmtId="0" fontId="0"'),
  xf('numFmtId="49" fontId="0" applyNumberFormat="1"'),
  xf('numFmtId="1" fontId="0" applyNumberFormat="1"'),
  xf(
    'numFmtId="49" fontId="1" applyNumberFormat="1" applyFont="1" applyAlignment="1"',
    '<alignment vertical="top" wrapText="1"/>',
  ),
  '</cellXfs>',
  '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles>',
  '</styleSheet>',
].join('');

const relationship = (id: string, type: string, target: string): string =>
  `<Relationship Id="${id}" Type="${OFFICE}/${type}" Target="${target}"/>`;

/** Parts by name. Names of sheets: at most 31 characters, none of `[]:*?/\`. */
export function workbookParts(sheets: readonly WrittenSheet[]): ReadonlyMap<string, string> {
  const numbered = sheets.map((sheet, index) => ({ sheet, number: index + 1 }));
  const override = (part: string, type: string) =>
    `<Override PartName="/${part}" ContentType="${TYPES}.${type}+xml"/>`;
  const types = numbered.map(({ number }) => override(`xl/worksheets/sheet${number}.xml`, 'worksheet'));
  const listed = numbered.map(
    ({ sheet, number }) => `<sheet name="${escaped(sheet.name)}" sheetId="${number}" r:id="s${number}"/>`,
  );
  const targets = numbered.map(({ number }) =>
    relationship(`s${number}`, 'worksheet', `worksheets/sheet${number}.xml`),
  );
  return new Map([
    [
      '[Content_Types].xml',
      `${DECLARATION}<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>${override('xl/workbook.xml', 'sheet.main')}${override('xl/styles.xml', 'styles')}${types.join('')}</Types>`,
    ],
    [
      '_rels/.rels',
      `${DECLARATION}<Relationships xmlns="${PACKAGE}/relationships">${relationship('w', 'officeDocument', 'xl/workbook.xml')}</Relationships>`,
    ],
    [
      'xl/workbook.xml',
      `${DECLARATION}<workbook xmlns="${MAIN}" xmlns:r="${OFFICE}"><sheets>${listed.join('')}</sheets></workbook>`,
    ],
    [
      'xl/_rels/workbook.xml.rels',
      `${DECLARATION}<Relationships xmlns="${PACKAGE}/relationships">${targets.join('')}${relationship('f', 'styles', 'styles.xml')}</Relationships>`,
    ],
    ['xl/styles.xml', stylesXml],
    ...numbered.map(({ sheet, number }): [string, string] => [
      `xl/worksheets/sheet${number}.xml`,
      sheetXml(sheet),
    ]),
  ]);
}
