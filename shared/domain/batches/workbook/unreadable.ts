/** Why a file cannot be read as a workbook. Thrown inside of this folder only: `readWorkbook` makes a value of it. */
export type UnreadableCode =
  | 'broken-workbook'
  | 'encrypted-workbook'
  | 'macro-workbook'
  | 'other-workbook'
  | 'oversized-workbook'
  | 'several-tables';

export class UnreadableWorkbook extends Error {
  override readonly name = 'UnreadableWorkbook';
  readonly code: UnreadableCode;
  readonly details: Readonly<Record<string, string | number>>;

  constructor(code: UnreadableCode, details: Readonly<Record<string, string | number>>) {
    super(code);
    this.code = code;
    this.details = details;
  }
}

/** `what`: the place in the file, a name of the format's (`end of directory`, `xl/workbook.xml`). */
export const broken = (what: string): UnreadableWorkbook =>
  new UnreadableWorkbook('broken-workbook', { what });

export const oversized = (what: string, limit: number): UnreadableWorkbook =>
  new UnreadableWorkbook('oversized-workbook', { what, limit });
