import type { IncomingHttpHeaders } from 'node:http';

/** The services this endpoint serves; the name is the one in the SigV4 credential scope. */
export type Service = 'dynamodb' | 'sqs' | 's3' | 'secretsmanager' | 'logs';

/** A request read to its end: `path` is as sent (percent-encoded, without the query). */
export type WireRequest = {
  method: string;
  path: string;
  query: URLSearchParams;
  headers: IncomingHttpHeaders;
  body: Buffer;
};

/** Injected faults: `destroy` cuts the connection without an answer, `silence` leaves it to whoever waits at its other end. */
export type WireAnswer =
  | { status: number; headers: Record<string, string | number>; body: string | Buffer }
  | 'destroy'
  | 'silence';

export type JsonValue = null | boolean | number | string | JsonValue[] | JsonObject;
export type JsonObject = { [name: string]: JsonValue | undefined };

export function isObject(value: JsonValue | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The string at `name`, or undefined where it is absent or of another type. */
export function text(input: JsonObject, name: string): string | undefined {
  const value = input[name];
  return typeof value === 'string' ? value : undefined;
}

export function list(value: JsonValue | undefined): JsonValue[] {
  return Array.isArray(value) ? value : [];
}

/** Parses a JSON body; undefined where it is no JSON object. */
export function parseObject(body: Buffer): JsonObject | undefined {
  try {
    const value: JsonValue = JSON.parse(body.toString('utf8'));
    return isObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
}
