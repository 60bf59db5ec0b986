/** Fields of the request in one form, and those that every answer carries. */
import type { APIGatewayProxyEvent } from 'aws-lambda';
import { bareObject } from '../domain/bare-object.ts';
import type { Headers } from './operation.ts';

/**
 * A field that came several times is joined (RFC 9110 §5.3), never reduced to its last one: two keys in two
 * `Authorization` fields then are one malformed key, whoever else on the way may have read the first.
 */
export function readHeaders(event: APIGatewayProxyEvent): Headers {
  const headers = bareObject<string>();
  for (const name in event.headers) {
    const value = event.headers[name];
    if (value !== undefined) headers[name.toLowerCase()] = value;
  }
  for (const name in event.multiValueHeaders) {
    const values = event.multiValueHeaders[name];
    if (values !== undefined && values.length > 0) headers[name.toLowerCase()] = values.join(', ');
  }
  return headers;
}

/** Answers are about one caller and one moment; no cache may keep them, no browser guess at them. */
export const answerHeaders = {
  'Strict-Transport-Security': 'max-age=63072000; includeSubDomains',
  'Cache-Control': 'no-store',
  'X-Content-Type-Options': 'nosniff',
} as const;
