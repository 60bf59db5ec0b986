/** Fields of the request in one form, and those that every answer carries. */
import type { APIGatewayProxyEvent } from 'aws-lambda';
import { bareObject } from '../domain/json/bare-object.ts';
import { type Problem, problem } from '../domain/problems/problems.ts';
import type { Headers } from './operation.ts';

/**
 * Fields that the hub reads and that have one value (RFC 9110 §5.3): two of them are two truths. The others are lists, whose order and
 * number may mean something: gzip twice is gzip of gzip.
 */
const single: Readonly<Record<string, string>> = {
  authorization: 'Authorization',
  'content-length': 'Content-Length',
  'content-type': 'Content-Type',
  'idempotency-key': 'Idempotency-Key',
  'if-match': 'If-Match',
  'x-api-key': 'X-API-Key',
};

export type HeadersVerdict = {
  readonly headers: Headers;
  /** Fields of one value that came with several. No value is repeated: one may be a key. */
  readonly problem: Problem | null;
};

/**
 * Names differ in case only where a sender or somebody on the way writes them so: they are one field (RFC 9110 §5.1). All that came
 * under it counts, the same value several times as once, and never only the last: whoever else on the way may have read the first.
 * An event has every value in `multiValueHeaders`; `headers` is read where there are none, as from a console.
 */
export function readHeaders({ headers: last, multiValueHeaders: all }: APIGatewayProxyEvent): HeadersVerdict {
  const headers = bareObject<string>();
  const twice = new Set<string>();
  const add = (sent: string, value: string | undefined): void => {
    if (value === undefined) return;
    const name = sent.toLowerCase();
    const before = headers[name];
    const isOne = Object.hasOwn(single, name);
    if (before === undefined) headers[name] = value;
    else if (isOne && before.trim() !== value.trim()) twice.add(name);
    else if (!isOne) headers[name] = `${before}, ${value}`;
  };
  if (all) for (const name in all) for (const value of all[name] ?? []) add(name, value);
  else for (const name in last) add(name, last[name]);
  if (twice.size === 0) return { headers, problem: null };
  const findings = [...twice].sort().map((name) => {
    const parameter = single[name] ?? name;
    return {
      code: 'header-twice' as const,
      pointer: null,
      parameter,
      key: null,
      details: { name: parameter },
    };
  });
  return { headers, problem: problem('invalid-request', {}, findings) };
}

/** Answers are about one caller and one moment; no cache may keep them, no browser guess at them. */
export const answerHeaders = {
  'Strict-Transport-Security': 'max-age=63072000; includeSubDomains',
  'Cache-Control': 'no-store',
  'X-Content-Type-Options': 'nosniff',
} as const;
