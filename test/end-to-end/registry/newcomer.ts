/** A newcomer's program: it builds submissions from what `/me` and `/catalogue` say, by their forms alone. */

type Names = { readonly vi: string; readonly en: string };
type Field = { readonly name: string; readonly min: string | null; readonly max: string | null };
type Indicator = {
  readonly id: string;
  readonly scale: number;
  readonly fields: readonly Field[];
  readonly isShare: boolean;
};
export type Described = {
  readonly id: string;
  readonly kind: 'report' | 'event';
  readonly indicators: readonly Indicator[];
  readonly cells: readonly { key: string; indicator: string; dimensions: Readonly<Record<string, string>> }[];
  readonly checks: readonly {
    readonly id: string;
    readonly operator: '<=' | '=';
    readonly says: Names;
    readonly pairs: readonly { readonly left: string; readonly right: string }[];
  }[];
  readonly example: readonly unknown[];
};
export type Myself = {
  readonly now: string;
  readonly today: string;
  readonly systems: { readonly first: readonly { id: string; details: { stage: string } | null }[] };
  readonly datasets: readonly {
    readonly id: string;
    readonly onlySystems: readonly string[] | null;
    readonly periods: readonly { readonly id: string; readonly from: string; readonly to: string }[];
  }[];
};

/** Figures of cells, by key and field, in the smallest digit of the indicator. */
export type Figures = Map<string, Record<string, bigint>>;

const indicatorOf = ({ indicators, cells }: Described, key: string): Indicator => {
  const id = cells.find((cell) => cell.key === key)?.indicator;
  const found = indicators.find((one) => one.id === id);
  if (found === undefined) throw new Error(`${key}: not in the catalogue`);
  return found;
};

/** `12.5` with two digits is 1250. */
const digitsOf = (text: string, scale: number): bigint => {
  const [whole = '', fraction = ''] = text.split('.');
  return BigInt(whole + fraction.padEnd(scale, '0'));
};

function textOf(digits: bigint, scale: number): string {
  const padded = (digits < 0n ? -digits : digits).toString().padStart(scale + 1, '0');
  const [whole, fraction] = [padded.slice(0, padded.length - scale), padded.slice(padded.length - scale)];
  const trimmed = scale === 0 ? '' : fraction.replace(/0+$/, '');
  return `${digits < 0n ? '-' : ''}${whole}${trimmed === '' ? '' : `.${trimmed}`}`;
}

/** Figures of every cell: in range, and such that all checks hold. `pick`: the next of a row of numbers from 0 to 999. */
export function rightFigures(dataset: Described, pick: () => number): Figures {
  const figures: Figures = new Map();
  for (const { key } of dataset.cells) {
    const { fields, scale, isShare } = indicatorOf(dataset, key);
    const values: Record<string, bigint> = {};
    for (const { name, min, max } of fields) {
      const low = min === null ? 0n : digitsOf(min, scale);
      const wanted = low + BigInt(pick());
      const high = max === null ? wanted : digitsOf(max, scale);
      values[name] = wanted < high ? wanted : high;
    }
    const { numerator = 0n, denominator = 0n } = values;
    if (isShare && numerator > denominator) Object.assign(values, { numerator: denominator });
    figures.set(key, values);
  }
  for (let round = 0; round < 10; round += 1)
    for (const check of dataset.checks) lower(dataset, check, figures);
  return figures;
}

/** What is too large for what it is compared with is made as small as that. */
function lower(dataset: Described, { operator, pairs }: Described['checks'][number], figures: Figures): void {
  for (const { left, right } of pairs) {
    const [a, b] = [valueAt(dataset, figures, left), valueAt(dataset, figures, right)];
    if (a > b) setAt(dataset, figures, left, b);
    if (a < b && operator === '=') setAt(dataset, figures, right, a);
  }
}

const MOST_DIGITS = 9;
const shift = (dataset: Described, key: string): bigint =>
  10n ** BigInt(MOST_DIGITS - indicatorOf(dataset, key).scale);

/** With nine digits, so that indicators of different digits compare. */
const valueAt = (dataset: Described, figures: Figures, key: string): bigint =>
  (figures.get(key)?.value ?? 0n) * shift(dataset, key);
export const setAt = (dataset: Described, figures: Figures, key: string, value: bigint): void => {
  figures.set(key, { value: value / shift(dataset, key) });
};

/** The left cells of all pairs that do not hold. */
export const brokenChecks = (dataset: Described, figures: Figures): string[] =>
  dataset.checks.flatMap(({ operator, pairs }) =>
    pairs.flatMap(({ left, right }) => {
      const [a, b] = [valueAt(dataset, figures, left), valueAt(dataset, figures, right)];
      return (operator === '=' ? a !== b : a > b) ? [left] : [];
    }),
  );

export const cellsOf = (dataset: Described, figures: Figures, today: string) =>
  dataset.cells.map(({ key, indicator, dimensions }) => {
    const { fields, scale } = indicatorOf(dataset, key);
    const parts = fields.map(({ name }) => [
      name,
      name === 'evidence'
        ? { day: today, reference: '15/BC-UBND', sha256: 'ab'.repeat(32) }
        : textOf(figures.get(key)?.[name] ?? 0n, scale),
    ]);
    const split = Object.keys(dimensions).length > 0;
    return { indicator, ...(split && { dimensions }), ...Object.fromEntries(parts) };
  });

/** The newest period that is open, by the first system that may report it. */
export function submissionOf(me: Myself, dataset: Described, cells: readonly unknown[]) {
  const open = me.datasets.find(({ id }) => id === dataset.id);
  const connected = me.systems.first.filter(({ details }) => details?.stage === 'connected');
  const system = open?.onlySystems?.[0] ?? connected[0]?.id;
  const period = open?.periods.at(-1)?.id;
  return dataset.kind === 'report'
    ? { system, dataset: dataset.id, period, revision: 1, cells }
    : { system, dataset: dataset.id, increments: [{ from: me.now, to: me.now, cells }] };
}
