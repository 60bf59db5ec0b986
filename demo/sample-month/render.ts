/** What the sample month looks like on a terminal. */
import { counted, grouped, seconds, table } from '../../cli/table.ts';
import { WIDTH } from '../../cli/view.ts';
import type { ComparedRow, Figure } from './compare.ts';
import type { Observed } from './observe.ts';

const shown = (figure: Figure | null): readonly string[] =>
  figure === null
    ? ['nothing']
    : 'value' in figure
      ? [grouped(figure.value)]
      : [grouped(figure.numerator), `÷ ${grouped(figure.denominator)}`];

/** Columns that a terminal needs for the Vietnamese names beside the English ones. */
const WIDE = 140;

/** Two numbers over each other are a ratio. Never wider than `WIDTH`, unless the terminal has room for both languages. */
export function totalsTable(rows: readonly ComparedRow[], terminal = WIDTH): string {
  const figures = rows.map(({ hub, sent }) => ({ hub: shown(hub), sent: shown(sent) }));
  const widest = (lines: readonly string[]) => Math.max(...lines.map((line) => line.length));
  const hubWidth = widest(['national total', ...figures.flatMap(({ hub }) => hub)]);
  const sentWidth = widest(['sum of what was sent', ...figures.flatMap(({ sent }) => sent)]);
  const nameWidth = WIDTH - hubWidth - sentWidth - 'equal'.length - 6;
  const vietnamese = terminal >= WIDE ? [{ head: 'chỉ tiêu', width: WIDE - WIDTH - 2 }] : [];
  const englishName = ({ indicator, cells }: ComparedRow): string =>
    `${indicator.names.en}${cells === 1 ? '' : ` (${cells} cells)`}`;
  return table(
    [
      { head: 'indicator', width: nameWidth },
      ...vietnamese,
      { head: 'national total', align: 'right', width: hubWidth },
      { head: 'sum of what was sent', align: 'right', width: sentWidth },
      { head: 'equal', width: 5 },
    ],
    rows.map((row, at) => [
      englishName(row),
      ...vietnamese.map(() => row.indicator.names.vi),
      figures[at]?.hub ?? '',
      figures[at]?.sent ?? '',
      row.differing.length === 0 ? '✓' : `✗ ${row.differing.length}`,
    ]),
  );
}

export type Reporters = { readonly hub: number; readonly sent: number };

export const isEqual = (rows: readonly ComparedRow[], { hub, sent }: Reporters): boolean =>
  rows.length > 0 && hub === sent && rows.every(({ differing }) => differing.length === 0);

/** One line when all is equal; else every cell that is not. */
export function verdict(rows: readonly ComparedRow[], reporters: Reporters): string {
  const cells = rows.reduce((count, row) => count + row.cells, 0);
  if (isEqual(rows, reporters)) {
    return `✓ EQUAL, digit for digit: ${rows.length} indicators, ${cells} cells, ${counted(reporters.hub, 'reporting system')}.`;
  }
  const differing = rows.flatMap((row) => row.differing);
  return [
    `✗ NOT EQUAL: ${differing.length} of ${cells} cells differ; ${counted(reporters.hub, 'system')} in the total, ${reporters.sent} reported.`,
    ...differing.map((key) => `  ${key}`),
  ].join('\n');
}

const outcomes = ['accepted', 'corrected', 'duplicate', 'refused', 'there before'] as const;
const meanings: Readonly<Record<(typeof outcomes)[number], string>> = {
  accepted: 'first reports of a system',
  corrected: 'later revisions: the highest counts',
  duplicate: 'the same again: answered as the first time, counted once',
  refused: 'with these problems, nothing of them counted:',
  'there before': 'recorded by an earlier run',
};

/** How many came to what, and what the refused ones were refused for. */
export function outcomesTable(observed: readonly Observed[]): string {
  const of = Map.groupBy(observed, ({ outcome }) => outcome);
  const rows = outcomes.flatMap((outcome) => {
    const own = of.get(outcome) ?? [];
    if (own.length === 0 && outcome === 'there before') return [];
    const first = [outcome, String(own.length), meanings[outcome]];
    if (outcome !== 'refused') return [first];
    const whys = Map.groupBy(own, ({ refusal }) => `${refusal?.status} ${refusal?.code}`);
    const reasons = [...whys]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([why, all]) => ['', '', reasonOf(why, all)]);
    return [first, ...reasons];
  });
  return table(
    [{ head: 'outcome' }, { head: 'requests', align: 'right' }, { head: '', width: WIDTH - 24 }],
    rows,
  );
}

function reasonOf(why: string, all: readonly Observed[]): string {
  const findings = [
    ...new Set(
      all.flatMap(({ request, refusal }) => request.refusedWith?.finding ?? refusal?.findings ?? []),
    ),
  ];
  return `  ${all.length} × ${why}${findings.length === 0 ? '' : `: ${findings.sort().join(', ')}`}`;
}

/** Null when every answer was the planned one. */
export function mismatches(observed: readonly Observed[]): string | null {
  const wrong = observed.flatMap(({ request, mismatch }) =>
    mismatch === null ? [] : `  ${request.name}: ${mismatch}`,
  );
  if (wrong.length === 0) return null;
  const most = 20;
  const rest = wrong.length > most ? [`  … and ${wrong.length - most} more`] : [];
  return [
    `✗ ${wrong.length} of ${observed.length} requests were not answered as planned:`,
    ...wrong.slice(0, most),
    ...rest,
  ].join('\n');
}

export const paceText = (requests: number, milliseconds: number): string =>
  `${requests} requests in ${seconds(milliseconds)} (${Math.round((1000 * requests) / milliseconds)} a second)`;
