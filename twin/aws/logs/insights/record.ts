/** A log event as Logs Insights sees one: fields that it discovers in the line, and those that a query has made. */

export type Value = string | number | boolean | undefined;

export type LogRecord = {
  readonly timestamp: number;
  readonly logStream: string;
  readonly message: string;
  /** `<account>:<log group>`. */
  readonly log: string;
};

export type Row = { readonly field: (name: string) => Value; readonly timestamp: number };

/**
 * A line that is JSON, or of Lambda's logs the first JSON that stands in it ("Supported logs and discovered fields"). What is no JSON
 * has no fields but those with `@`.
 */
function discovered(message: string): unknown {
  const start = message.indexOf('{');
  if (start < 0) return undefined;
  try {
    return JSON.parse(message.slice(start));
  } catch {
    return undefined;
  }
}

/** Objects and lists are no value: AWS flattens them. A JSON null has no value here; no saved query may hang on whether it has one. */
const scalarOf = (found: unknown): Value =>
  typeof found === 'string' || typeof found === 'number' || typeof found === 'boolean' ? found : undefined;

function at(json: unknown, path: string): Value {
  let found = json;
  for (const name of path.split('.')) {
    if (typeof found !== 'object' || found === null || !Object.hasOwn(found, name)) return undefined;
    found = (found as Record<string, unknown>)[name];
  }
  return scalarOf(found);
}

export function rowOf({ timestamp, logStream, message, log }: LogRecord): Row {
  let json: { readonly of: unknown } | undefined;
  const field = (name: string): Value => {
    switch (name) {
      case '@timestamp':
        return timestamp;
      case '@message':
        return message;
      case '@log':
        return log;
      case '@logStream':
        return logStream;
      default:
        json ??= { of: discovered(message) };
        return at(json.of, name);
    }
  };
  return { field, timestamp };
}

/** The row with more fields, which hide those of the same name. */
export const withFields = (row: Row, more: ReadonlyMap<string, Value>): Row => ({
  timestamp: row.timestamp,
  field: (name) => (more.has(name) ? more.get(name) : row.field(name)),
});

/** As `GetQueryResults` writes it. */
export const textOf = (name: string, value: NonNullable<Value>): string =>
  name === '@timestamp' && typeof value === 'number'
    ? new Date(value).toISOString().replace('T', ' ').replace('Z', '')
    : typeof value === 'boolean'
      ? String(Number(value))
      : String(value);
