/** A figure with its target, and the table of them. */
import Table from 'cli-table3';

type Target = { readonly atMost: number } | { readonly exactly: number };

export type Figure = {
  /** Stable, for comparing results: `submit.cpu-ratio`. */
  readonly id: string;
  readonly title: string;
  readonly value: number;
  /** `×` for ratios. */
  readonly unit: string;
  /** Null where the figure is only told. */
  readonly target: Target | null;
  /** What it is made of, in one line. */
  readonly detail: string;
};

/** Null where nothing was promised. */
export function isMet({ value, target }: Figure): boolean | null {
  if (target === null) return null;
  return 'atMost' in target ? value <= target.atMost : value === target.exactly;
}

/** Three significant digits below 100, else whole: no more is known on a shared machine. */
export function shown(value: number): string {
  if (Number.isInteger(value)) return value.toLocaleString('en-US');
  return Math.abs(value) < 100
    ? String(Number(value.toPrecision(3)))
    : Math.round(value).toLocaleString('en-US');
}

const targetText = (target: Target | null): string =>
  target === null ? '' : 'atMost' in target ? `≤ ${shown(target.atMost)}` : `= ${shown(target.exactly)}`;

const mark = (met: boolean | null): string => (met === null ? '' : met ? '✓' : '✗');

export function figureTable(figures: readonly Figure[]): string {
  const table = new Table({
    head: ['figure', 'value', 'target', '', 'made of'],
    colAligns: ['left', 'right', 'right', 'center', 'left'],
    colWidths: [34, 11, 8, 3, 62],
    wordWrap: true,
    style: { head: [], border: [] },
  });
  for (const figure of figures) {
    const { title, value, unit, target, detail } = figure;
    table.push([title, `${shown(value)} ${unit}`, targetText(target), mark(isMet(figure)), detail]);
  }
  return table.toString();
}
