/** Reads what a function answered to the gateway; anything but the agreed shape is a 502, as in the cloud. */
import { answerHeader } from './headers.ts';

export type FunctionAnswer = {
  readonly status: number;
  readonly headers: readonly (readonly [string, string])[];
  readonly body: Buffer;
};

const members = new Set(['statusCode', 'headers', 'multiValueHeaders', 'body', 'isBase64Encoded']);

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const isScalar = (value: unknown): value is string | number | boolean =>
  typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean';

function headersOf(single: unknown, multiple: unknown): (readonly [string, string])[] | undefined {
  const found: (readonly [string, string])[] = [];
  if (!isObject(single ?? {}) || !isObject(multiple ?? {})) return undefined;
  const listed = Object.entries((multiple ?? {}) as Record<string, unknown>);
  const repeated = new Set(listed.map(([name]) => name.toLowerCase()));
  for (const [name, values] of listed) {
    if (!Array.isArray(values) || !values.every(isScalar)) return undefined;
    for (const value of values) found.push([name, String(value)]);
  }
  for (const [name, value] of Object.entries((single ?? {}) as Record<string, unknown>)) {
    if (!isScalar(value)) return undefined;
    if (!repeated.has(name.toLowerCase())) found.push([name, String(value)]);
  }
  return found;
}

/** `undefined` if malformed. A base64 body is decoded only where the API declares binary types for it. */
export function readFunctionAnswer(payload: string, decodes: boolean): FunctionAnswer | undefined {
  const answer: unknown = JSON.parse(payload);
  if (!isObject(answer) || Object.keys(answer).some((name) => !members.has(name))) return undefined;
  const { statusCode, body = '', isBase64Encoded = false } = answer;
  const status = Number(statusCode);
  if (statusCode === undefined || !Number.isInteger(status) || status < 100 || status > 599) return undefined;
  if (body !== null && typeof body !== 'string') return undefined;
  if (typeof isBase64Encoded !== 'boolean') return undefined;
  const given = headersOf(answer.headers, answer.multiValueHeaders);
  if (given === undefined) return undefined;
  const headers = given.flatMap(([name, value]): (readonly [string, string])[] => {
    const kept = answerHeader(name);
    return kept === undefined ? [] : [[kept, value]];
  });
  if (!headers.some(([name]) => name.toLowerCase() === 'content-type'))
    headers.push(['Content-Type', 'application/json']);
  return { status, headers, body: Buffer.from(body ?? '', isBase64Encoded && decodes ? 'base64' : 'utf8') };
}
