/** What stands in `filter`, `fields` and behind `by`: conditions, comparisons and functions, as the saved queries use them. */
import type { Row, Value } from './record.ts';
import { MalformedQuery, type Reader } from './tokens.ts';

export type Expression = (row: Row) => Value;

/** What AWS documents and no query of ours uses is refused here: it would have to be learned first. */
const functions: Readonly<Record<string, (...values: readonly Value[]) => Value>> = {
  ispresent: (value) => value !== undefined,
  coalesce: (...values) => values.find((value) => value !== undefined),
  concat: (...values) => values.map((value) => value ?? '').join(''),
};

const milliseconds = { ms: 1, s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000, w: 604_800_000 } as const;

export function readOr(reader: Reader): Expression {
  let left = readAnd(reader);
  while (reader.takes('or')) {
    const [one, other] = [left, readAnd(reader)];
    left = (row) => one(row) === true || other(row) === true;
  }
  return left;
}

function readAnd(reader: Reader): Expression {
  let left = readNot(reader);
  while (reader.takes('and')) {
    const [one, other] = [left, readNot(reader)];
    left = (row) => one(row) === true && other(row) === true;
  }
  return left;
}

function readNot(reader: Reader): Expression {
  if (!reader.takes('not')) return readComparison(reader);
  const condition = readNot(reader);
  return (row) => condition(row) !== true;
}

const isNumeric = (value: Value): boolean =>
  typeof value === 'number' || (typeof value === 'string' && /^-?\d+(\.\d+)?$/.test(value));

/** Numbers as numbers, all else as text; negative where the first is less. */
export function compare(one: NonNullable<Value>, other: NonNullable<Value>): number {
  if (isNumeric(one) && isNumeric(other)) return Number(one) - Number(other);
  const [left, right] = [String(one), String(other)];
  return left < right ? -1 : left > right ? 1 : 0;
}

const comparisons: Readonly<Record<string, (order: number) => boolean>> = {
  '=': (order) => order === 0,
  '!=': (order) => order !== 0,
  '<': (order) => order < 0,
  '<=': (order) => order <= 0,
  '>': (order) => order > 0,
  '>=': (order) => order >= 0,
};

/** What is compared with a field that is not there is false, whatever the comparison: no query may hang on the contrary. */
function readComparison(reader: Reader): Expression {
  const left = readOperand(reader);
  const isNegated = reader.takes('not');
  const condition = readCondition(reader, left);
  if (condition === undefined) {
    if (isNegated) throw reader.unexpected('in or like');
    return left;
  }
  return isNegated ? (row) => condition(row) !== true : condition;
}

function readCondition(reader: Reader, left: Expression): Expression | undefined {
  for (const [sign, holds] of Object.entries(comparisons)) {
    if (!reader.takes(sign)) continue;
    const right = readOperand(reader);
    return (row) => {
      const [one, other] = [left(row), right(row)];
      return one !== undefined && other !== undefined && holds(compare(one, other));
    };
  }
  if (reader.takes('like')) {
    const { kind, text } = reader.take('regex', 'text');
    const matches = kind === 'regex' ? new RegExp(text) : { test: (value: string) => value.includes(text) };
    return (row) => {
      const value = left(row);
      return value !== undefined && matches.test(String(value));
    };
  }
  if (reader.takes('in')) {
    const values = readList(reader);
    return (row) => {
      const value = left(row);
      return value !== undefined && values.some((one) => compare(value, one) === 0);
    };
  }
  return undefined;
}

function readList(reader: Reader): string[] {
  const values: string[] = [];
  reader.expect('[');
  do values.push(reader.take('text', 'number').text);
  while (reader.takes(','));
  reader.expect(']');
  return values;
}

function readOperand(reader: Reader): Expression {
  if (reader.takes('(')) {
    const inner = readOr(reader);
    reader.expect(')');
    return inner;
  }
  const { kind, text } = reader.take('name', 'number', 'text');
  if (kind === 'text') return () => text;
  if (kind === 'number') return () => Number(text);
  return reader.takes('(') ? readCall(reader, text) : (row) => row.field(text);
}

function readCall(reader: Reader, name: string): Expression {
  if (name === 'bin') return readBin(reader);
  const called = functions[name.toLowerCase()];
  if (called === undefined) throw new MalformedQuery(`the twin does not know the function ${name}`);
  const inputs: Expression[] = [];
  do inputs.push(readOr(reader));
  while (reader.takes(','));
  reader.expect(')');
  return (row) => called(...inputs.map((input) => input(row)));
}

/** The beginning of the stretch of time in which the line lies, written as AWS writes it. */
function readBin(reader: Reader): Expression {
  const [, count = '1', unit = 's'] = /^(\d+)([a-z]+)$/.exec(reader.take('duration').text) ?? [];
  reader.expect(')');
  const length = Number(count) * (milliseconds[unit as keyof typeof milliseconds] ?? 1000);
  return ({ timestamp }) =>
    new Date(Math.floor(timestamp / length) * length).toISOString().replace('T', ' ').replace('Z', '');
}
