/** `Content-Type` and `Content-Encoding` of a request: JSON in UTF-8, as it is or in gzip. */
import { type Problem, problem } from '../domain/problems.ts';

const shown = (text: string): string => (text.length <= 100 ? text : `${text.slice(0, 100)}…`);

/** Null where the body may be read as JSON. RFC 8259 gives the media type no charset parameter, but many send one. */
export function refuseContentType(contentType: string | undefined): Problem | null {
  if (contentType === 'application/json') return null;
  const [mediaType = '', ...parameters] = (contentType ?? '').split(';');
  if (mediaType.trim().toLowerCase() !== 'application/json') {
    return problem('unsupported-media-type', { said: shown(contentType ?? '') || 'none' });
  }
  for (const parameter of parameters) {
    const [, charset] = /^\s*charset=\s*"?([^"]*)"?\s*$/i.exec(parameter) ?? [];
    if (charset !== undefined && !/^utf-?8$/i.test(charset.trim())) {
      return problem('unsupported-charset', { said: shown(charset.trim()) || 'none' });
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
