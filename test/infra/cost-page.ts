/** The costs of docs/deploy.md, read as a calculator would: each row's arithmetic, its quantities and its prices. */
import { readFileSync } from 'node:fs';

type CostRow = {
  readonly section: string;
  readonly what: string;
  readonly arithmetic: string;
  readonly dollars: number;
};
/** `sum`: what the table's last row says, of the rows above it. */
export type CostTable = {
  readonly section: string;
  readonly rows: readonly CostRow[];
  readonly sum?: number;
};

const page = readFileSync(new URL('../../docs/deploy.md', import.meta.url), 'utf8');
const [, costs = ''] = /^## What it costs([\s\S]*?)^## /m.exec(page) ?? [];

/** Numbers of the list of unit prices, as they stand there. */
export const unitPrices: readonly string[] = costs
  .slice(costs.indexOf('| unit price'), costs.indexOf('\n### '))
  .split('\n')
  .flatMap((line) => /^\| .* \| ([\d., ]+) \|$/.exec(line)?.[1]?.split(', ') ?? []);

export const costTables: readonly CostTable[] = costs.split(/^### /m).flatMap((text) => {
  const [section = ''] = text.split('\n', 1);
  return [...text.matchAll(/^\| [^|]+ \| arithmetic \| \$ \|\n\|[-|]+\|\n((?:\|.*\n)+)/gm)].map(
    ([, body = '']) => {
      const rows = [...body.matchAll(/^\| ([^|]+) \| ([^|]+) \| ([\d.]+) \|$/gm)].map(
        ([, what = '', arithmetic = '', dollars]) => ({
          section,
          what,
          arithmetic,
          dollars: Number(dollars),
        }),
      );
      const sum = /^\| \*\*.*\*\* \| \| \*\*([\d.]+)\*\* \|$/m.exec(body)?.[1];
      return { section, rows, ...(sum !== undefined && { sum: Number(sum) }) };
    },
  );
});

const numberOf = (text: string): number =>
  Number(text.replaceAll(',', '').replace(/ M$/, '')) * (text.endsWith(' M') ? 1_000_000 : 1);

const NUMBER = /\d[\d,]*(?:\.\d+)?(?: M\b)?/;
/** A number, the words behind it that say what it is of, or a sign. */
const TOKEN = new RegExp(`(${NUMBER.source})((?: [A-Za-z][A-Za-z-]*)*)\\*?|([×/+()])`, 'g');

type Token = { readonly number?: string; readonly unit: string; readonly sign?: string };
const tokensOf = (arithmetic: string): Token[] =>
  [...arithmetic.matchAll(TOKEN)].map(([, number, unit = '', sign]) => ({
    unit: unit.trim(),
    ...(number !== undefined && { number }),
    ...(sign !== undefined && { sign }),
  }));

export type Quantity = { readonly unit: string; readonly value: number };

/** The numbers that say what they are of. */
export const quantitiesOf = (arithmetic: string): Quantity[] =>
  tokensOf(arithmetic).flatMap(({ number, unit }) =>
    number === undefined || unit === '' ? [] : [{ unit, value: numberOf(number) }],
  );

/** The numbers that do not: prices, but for the million that a price is of. */
export const pricesIn = (arithmetic: string): string[] =>
  tokensOf(arithmetic).flatMap(({ number, unit }) =>
    number === undefined || unit !== '' || number === '1 M' ? [] : [number],
  );

/** The value of sums and products of numbers, with brackets. Throws at what is none. */
export function amountOf(arithmetic: string): number {
  const tokens = tokensOf(arithmetic);
  let at = 0;
  const sum = (): number => {
    let value = product();
    for (; tokens[at]?.sign === '+'; ) {
      at += 1;
      value += product();
    }
    return value;
  };
  const product = (): number => {
    let value = factor();
    for (let sign = tokens[at]?.sign; sign === '×' || sign === '/'; sign = tokens[at]?.sign) {
      at += 1;
      value = sign === '×' ? value * factor() : value / factor();
    }
    return value;
  };
  const factor = (): number => {
    const token = tokens[at];
    at += 1;
    if (token?.number !== undefined) return numberOf(token.number);
    if (token?.sign !== '(') throw new Error(`"${arithmetic}" is no sum of products`);
    const value = sum();
    if (tokens[at]?.sign !== ')') throw new Error(`"${arithmetic}" has a bracket that is not closed`);
    at += 1;
    return value;
  };
  const value = sum();
  if (at !== tokens.length) throw new Error(`"${arithmetic}" goes on behind its value`);
  return value;
}
