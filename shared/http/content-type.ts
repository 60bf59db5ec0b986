/** `Content-Type` and `Content-Encoding` of a request: JSON or files in UTF-8, as they are or in gzip. */
import { type BatchMediaType, batchMediaTypes } from '../contract/batches/batch.ts';
import { type Problem, problem } from '../domain/problems/problems.ts';
import { cut } from '../domain/values/cut.ts';

const shown = (text: string): string => cut(text, 100);

/** The `charset` of a parameter, without its quotes; null where it is another one. */
function charsetIn(parameter: string): string | null {
  const text = parameter.trim();
  const name = 'charset=';
  if (text.slice(0, name.length).toLowerCase() !== name) return null;
  const value = text.slice(name.length).trim();
  const isQuoted = value.length > 1 && value.startsWith('"') && value.endsWith('"');
  return isQuoted ? value.slice(1, -1).trim() : value;
}

/** Null where the body may be read as JSON. RFC 8259 gives the media type no charset parameter, but many send one. */
export function refuseContentType(contentType: string | undefined): Problem | null {
  if (contentType === 'application/json') return null;
  if (mediaTypeOf(contentType) !== 'application/json') {
    return problem('unsupported-media-type', { said: shown(contentType ?? '') || 'none' });
  }
  return refuseCharset(contentType);
}

const mediaTypeOf = (contentType: string | undefined): string =>
  (contentType?.split(';', 1)[0] ?? '').trim().toLowerCase();

/** A route that takes files has JSON too: orders. Null where it is JSON. */
export function fileTypeOf(contentType: string | undefined): BatchMediaType | Problem | null {
  const mediaType = mediaTypeOf(contentType);
  if (mediaType === 'application/json') return null;
  const known = batchMediaTypes.find((one) => one === mediaType);
  if (known === undefined)
    return problem('unsupported-file-type', {
      said: shown(contentType ?? '') || 'none',
      workbook: batchMediaTypes[2],
    });
  return refuseCharset(contentType) ?? known;
}

function refuseCharset(contentType: string | undefined): Problem | null {
  const [, ...parameters] = (contentType ?? '').split(';');
  for (const parameter of parameters) {
    const charset = charsetIn(parameter);
    if (charset !== null && !/^utf-?8$/i.test(charset)) {
      return problem('unsupported-charset', { said: shown(charset) || 'none' });
    }
  }
  return null;
}

export type ContentCoding = 'identity' | 'gzip';

/** Null where it is a coding that we do not undo. `x-gzip` is gzip (RFC 9110 §8.4.1.3). */
export function readContentEncoding(contentEncoding: string | undefined): ContentCoding | Problem {
  switch (contentEncoding?.trim().toLowerCase()) {
    case undefined:
    case '':
    case 'identity':
      return 'identity';
    case 'gzip':
    case 'x-gzip':
      return 'gzip';
    default:
      return problem('unsupported-encoding', { said: shown(contentEncoding ?? '') });
  }
}
