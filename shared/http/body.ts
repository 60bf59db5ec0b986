/** From the bytes that came to a JSON value: each step refuses what the next could misread. */
import { hash } from 'node:crypto';
import { gunzipSync } from 'node:zlib';
import type { APIGatewayProxyEvent } from 'aws-lambda';
import { INLINE_LIMIT } from '../contract/batches/batch.ts';
import type { Route } from '../contract/routes.ts';
import { BODY_LIMIT } from '../contract/submissions/submission.ts';
import { parseStrictJson, type StrictJson } from '../domain/json/strict-json.ts';
import { type Problem, problem } from '../domain/problems/problems.ts';
import { fail, ok, type Result } from '../domain/problems/result.ts';
import { refuseContentDigest } from './content-digest.ts';
import { fileTypeOf, readContentEncoding, refuseContentType } from './content-type.ts';
import type { DecodedBody, Headers, SentFile } from './operation.ts';

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
const tooLarge = (limit: number): Result<never> => fail(problem('payload-too-large', { limit }));

/** The bytes as sent. Behind API Gateway they always come in base64; as text only from tests and consoles. */
const bodyBytes = (event: APIGatewayProxyEvent): Buffer =>
  Buffer.from(event.body ?? '', event.isBase64Encoded ? 'base64' : 'utf8');

/** At most `limit` bytes are ever made, however far the input would expand. */
function gunzip(bytes: Buffer, limit: number): Result<Buffer> {
  try {
    const { buffer, engine } = gunzipSync(bytes, { maxOutputLength: limit, info: true }) as unknown as {
      buffer: Buffer;
      engine: { bytesWritten: number };
    };
    // zlib ignores zeros behind the last member: bytes that the digests cover and nobody reads
    return engine.bytesWritten === bytes.length ? ok(buffer) : fail(problem('malformed-gzip'));
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : null;
    return code === 'ERR_BUFFER_TOO_LARGE' ? tooLarge(limit) : fail(problem('malformed-gzip'));
  }
}

function decodeUtf8(bytes: Buffer): Result<string> {
  try {
    return ok(utf8.decode(bytes));
  } catch {
    return fail(problem('not-utf-8'));
  }
}

/** `sha256` is known whatever the verdict, and tells the sender's file in the audit line. */
export type BodyVerdict = { readonly sha256: string | null; readonly body: Result<DecodedBody> };

function readBody(bytes: Buffer, headers: Headers, digest: Buffer, limit: number): Result<StrictJson> {
  const refused: Problem | null =
    refuseContentType(headers['content-type']) ??
    refuseContentDigest(headers['content-digest'], bytes, digest);
  if (refused) return fail(refused);
  const coding = readContentEncoding(headers['content-encoding']);
  if (typeof coding !== 'string') return fail(coding);
  const plain = coding === 'gzip' ? gunzip(bytes, limit) : ok(bytes);
  if (!plain.ok) return plain;
  const text = decodeUtf8(plain.value);
  if (!text.ok) return text;
  return parseStrictJson(text.value);
}

/** A body where none is read would be a wish that nobody looks at; an empty one is none. */
export const refuseBody = (event: APIGatewayProxyEvent): Problem | null =>
  (event.body ?? '') === ''
    ? null
    : problem('invalid-request', {}, [
        {
          code: 'unexpected-body',
          pointer: '',
          key: null,
          details: { method: event.httpMethod },
        },
      ]);

/** A file as it was sent; null where it is JSON. What is in it is read behind the queue. */
function fileOf(bytes: Buffer, headers: Headers, digest: Buffer): Result<SentFile> | null {
  const mediaType = fileTypeOf(headers['content-type']);
  if (mediaType === null) return null;
  if (typeof mediaType !== 'string') return fail(mediaType);
  const encoding = readContentEncoding(headers['content-encoding']);
  if (typeof encoding !== 'string') return fail(encoding);
  const refused = refuseContentDigest(headers['content-digest'], bytes, digest);
  return refused === null ? ok({ bytes, mediaType, encoding }) : fail(refused);
}

/** What a route takes: `bodyLimit` of the decoded body, in bytes; `takesFile`: it may be a file, of up to INLINE_LIMIT bytes as sent. */
type TakenBody = Pick<Route, 'bodyLimit' | 'takesFile'>;

export function decodeBody(
  event: APIGatewayProxyEvent,
  headers: Headers,
  { bodyLimit: limit = BODY_LIMIT, takesFile }: TakenBody = {},
): BodyVerdict {
  const bytes = bodyBytes(event);
  const isFile = takesFile === true && fileTypeOf(headers['content-type']) !== null;
  if (isFile && bytes.length > INLINE_LIMIT)
    return { sha256: null, body: fail(problem('file-too-large', { limit: INLINE_LIMIT })) };
  if (!isFile && bytes.length > limit) return { sha256: null, body: tooLarge(limit) };
  const digest = hash('sha256', bytes, 'buffer');
  const sha256 = digest.toString('hex');
  const file = takesFile ? fileOf(bytes, headers, digest) : null;
  if (file !== null) {
    const nothing = { value: null, literals: [], findings: [] };
    return { sha256, body: file.ok ? ok({ ...nothing, sha256, file: file.value }) : file };
  }
  const body = readBody(bytes, headers, digest, limit);
  return { sha256, body: body.ok ? ok({ ...body.value, sha256 }) : body };
}
