/** `stats … by …`: rows into one row a group. */
import { compare, type Expression, readOr } from './expression.ts';
import type { Row, Value } from './record.ts';
import { MalformedQuery, type Reader } from './tokens.ts';

type Aggregate = (rows: readonly Row[]) => Value;
type Named<T> = { readonly name: string; readonly of: T };

const valuesOf = (rows: readonly Row[], of: Expression): NonNullable<Value>[] =>
  rows.map(of).filter((value) => value !== undefined);

const numbersOf = (rows: readonly Row[], of: Expression): number[] =>
  valuesOf(rows, of)
    .map(Number)
    .filter((value) => !Number.isNaN(value))
    .toSorted((one, other) => one - other);

/** Of the first or last of the group in time that has the field. */
const inTime = (rows: readonly Row[], of: Expression, which: 0 | -1): Value =>
  rows
    .filter((row) => of(row) !== undefined)
    .toSorted((one, other) => one.timestamp - other.timestamp)
    .map(of)
    .at(which);

const aggregates: Readonly<Record<string, (of: Expression, share: number) => Aggregate>> = {
  count: (of) => (rows) => valuesOf(rows, of).length,
  count_distinct: (of) => (rows) => new Set(valuesOf(rows, of).map(String)).size,
  sum: (of) => (rows) => numbersOf(rows, of).reduce((sum, value) => sum + value, 0),
  avg: (of) => (rows) => {
    const numbers = numbersOf(rows, of);
    return numbers.length === 0 ? undefined : numbers.reduce((sum, value) => sum + value, 0) / numbers.length;
  },
  min: (of) => (rows) => valuesOf(rows, of).toSorted(compare).at(0),
  max: (of) => (rows) => valuesOf(rows, of).toSorted(compare).at(-1),
  // The nearest rank; AWS interpolates where there are many, and says "approximate".
  pct: (of, share) => (rows) => {
    const numbers = numbersOf(rows, of);
    return numbers.at(Math.max(0, Math.ceil((share / 100) * numbers.length) - 1));
  },
  earliest: (of) => (rows) => inTime(rows, of, 0),
  latest: (of) => (rows) => inTime(rows, of, -1),
};

function readAggregate(reader: Reader): Aggregate {
  const { text } = reader.take('name');
  const make = aggregates[text.toLowerCase()];
  if (make === undefined) throw new MalformedQuery(`the twin does not know the aggregation ${text}`);
  reader.expect('(');
  const of: Expression = reader.takes('*') ? () => true : readOr(reader);
  const share = reader.takes(',') ? Number(reader.take('number').text) : 0;
  reader.expect(')');
  return make(of, share);
}

/** A list of what `read` reads, each with its name: behind `as`, or as it is written. */
export function readNamed<T>(reader: Reader, read: (reader: Reader) => T): Named<T>[] {
  const list: Named<T>[] = [];
  do {
    const first = reader.peek();
    const of = read(reader);
    list.push({ name: reader.takes('as') ? reader.take('name').text : (first?.text ?? ''), of });
  } while (reader.takes(','));
  return list;
}

export type Table = { readonly names: readonly string[]; readonly rows: readonly Row[] };

export function readStats(reader: Reader): (rows: readonly Row[]) => Table {
  const made = readNamed(reader, readAggregate);
  const by = reader.takes('by') ? readNamed(reader, readOr) : [];
  return (rows) => {
    const groups = new Map<string, Row[]>();
    for (const row of rows) {
      const key = JSON.stringify(by.map(({ of }) => of(row) ?? null));
      const group = groups.get(key) ?? [];
      groups.set(key, group);
      group.push(row);
    }
    return {
      names: [...by, ...made].map(({ name }) => name),
      rows: [...groups.values()].map((group) => {
        const [first] = group;
        const fields = new Map<string, Value>([
          ...by.map(({ name, of }) => [name, first && of(first)] as const),
          ...made.map(({ name, of }) => [name, of(group)] as const),
        ]);
        return { timestamp: first?.timestamp ?? 0, field: (name) => fields.get(name) };
      }),
    };
  };
}
