/**
 * A query of CloudWatch Logs Insights over lines, for the commands that the saved queries have
 * (https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/CWL_QuerySyntax.html). What it does not know it refuses.
 */
import { compare, readOr } from './expression.ts';
import { type LogRecord, type Row, rowOf, textOf, type Value, withFields } from './record.ts';
import { readNamed, readStats, type Table } from './stats.ts';
import { MalformedQuery, Reader, type Token, tokensOf } from './tokens.ts';

type Command = (table: Table) => Table;

/** Most rows of an answer, also where no `limit` says so. */
const MOST_ROWS = 10_000;

const commands: Readonly<Record<string, (reader: Reader) => Command>> = {
  filter: (reader) => {
    const condition = readOr(reader);
    return ({ names, rows }) => ({ names, rows: rows.filter((row) => condition(row) === true) });
  },
  fields: (reader) => {
    const list = readNamed(reader, readOr);
    return ({ names, rows }) => ({
      names: [...names, ...list.map(({ name }) => name)],
      rows: rows.map((row) => withFields(row, new Map(list.map(({ name, of }) => [name, of(row)])))),
    });
  },
  parse: (reader) => {
    const { text } = reader.take('name');
    const form = new RegExp(reader.take('regex').text);
    return ({ names, rows }) => ({ names, rows: rows.map((row) => parsed(row, text, form)) });
  },
  stats: (reader) => {
    const group = readStats(reader);
    return ({ rows }) => group(rows);
  },
  sort: (reader) => {
    const keys: { name: string; sign: 1 | -1 }[] = [];
    do {
      const { text } = reader.take('name');
      const isDescending = reader.takes('desc');
      if (!isDescending) reader.takes('asc');
      keys.push({ name: text, sign: isDescending ? -1 : 1 });
    } while (reader.takes(','));
    return ({ names, rows }) => ({
      names,
      rows: rows.toSorted((one, other) => {
        for (const { name, sign } of keys) {
          const order = orderOf(one.field(name), other.field(name));
          if (order !== 0) return sign * order;
        }
        return 0;
      }),
    });
  },
  limit: (reader) => {
    const count = Number(reader.take('number').text);
    return ({ names, rows }) => ({ names, rows: rows.slice(0, count) });
  },
};

/** What is not there comes first. */
const orderOf = (one: Value, other: Value): number =>
  one === undefined || other === undefined
    ? Number(one !== undefined) - Number(other !== undefined)
    : compare(one, other);

/** The named groups of the expression as fields; none where it does not match. */
function parsed(row: Row, name: string, form: RegExp): Row {
  const groups = form.exec(String(row.field(name) ?? ''))?.groups ?? {};
  return withFields(row, new Map(Object.entries(groups)));
}

function readCommand(tokens: readonly Token[]): Command {
  const reader = new Reader(tokens);
  const { text } = reader.take('name');
  const read = commands[text.toLowerCase()];
  if (read === undefined) throw new MalformedQuery(`the twin does not know the command ${text}`);
  const command = read(reader);
  if (!reader.isAtEnd) throw reader.unexpected('| or the end');
  return command;
}

export type ResultRow = readonly { readonly field: string; readonly value: string }[];

/** Reads the whole query first: what is wrong with it throws a `MalformedQuery` before any line is looked at. */
export function readQuery(query: string): (records: Iterable<LogRecord>) => ResultRow[] {
  const parts: Token[][] = [[]];
  for (const token of tokensOf(query)) {
    if (token.kind === 'sign' && token.text === '|') parts.push([]);
    else parts.at(-1)?.push(token);
  }
  const story = parts.map(readCommand);
  return (records) => {
    let table: Table = { names: [], rows: [...records].map(rowOf) };
    for (const command of story) table = command(table);
    const names = [...new Set(table.names.length === 0 ? ['@timestamp', '@message'] : table.names)];
    return table.rows.slice(0, MOST_ROWS).map((row) =>
      names.flatMap((field) => {
        const value = row.field(field);
        return value === undefined ? [] : [{ field, value: textOf(field, value) }];
      }),
    );
  };
}
