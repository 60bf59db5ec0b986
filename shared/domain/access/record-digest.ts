import { hash } from 'node:crypto';
import canonicalize from 'canonicalize';

/** SHA-256 of a record as canonical JSON (RFC 8785), in hexadecimal. */
export const recordDigest = (body: unknown): string => hash('sha256', canonicalize(body) ?? 'null');
