/** What the header of a file says: which column is what. Plain JSON, kept with the batch. */

/** `long`: a row for each cell. `wide`: a row for each system, with a column for each cell. */
type Shape = 'long' | 'wide';

/** The columns that say of which submission a row is, and whose it is. */
export type RowField = 'system' | 'dataset' | 'period' | 'revision' | 'agency' | 'key' | 'from' | 'to';

/** The parts of a cell that a column can hold. `day`, `reference` and `sha256` are of evidence. */
export const figures = ['value', 'numerator', 'denominator', 'day', 'reference', 'sha256'] as const;
export type CellFigure = (typeof figures)[number];

/** `heading`: as the file has it, shortened. */
export type Column = { readonly heading: string } & (
  | { readonly is: RowField }
  | { readonly is: 'indicator' }
  | { readonly is: 'dimension'; readonly dimension: string }
  /** `cell`: its key; null in a long file, where indicator and dimensions stand beside it. */
  | { readonly is: 'figure'; readonly cell: string | null; readonly figure: CellFigure }
);

export type Layout = {
  readonly shape: Shape;
  /** Whether its rows are of reports (`period`, `revision`) or of events (`key`, `from`, `to`). */
  readonly kind: 'report' | 'event';
  /** In the order of the file. */
  readonly columns: readonly Column[];
  /** As declared: figures are written 1234,5. */
  readonly decimalComma: boolean;
};
