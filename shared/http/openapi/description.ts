/** What the document says of an operation, and what several of them have in common. */
import * as z from 'zod';
import type { OperationId } from '../../contract/routes.ts';
import type { ProblemKind } from '../../domain/problems/problems.ts';

export type Description = {
  readonly summary: string;
  readonly description: string;
  readonly header?: z.ZodObject;
  readonly body?: z.ZodType;
  /** Media types of files that it takes instead. */
  readonly files?: readonly string[];
  /** Status → what is answered then, beside problems; without a schema, no body. `type`: of what is no JSON. */
  readonly answers: Readonly<Record<number, { description: string; schema?: z.ZodType; type?: string }>>;
  readonly problems: readonly ProblemKind[];
};

/** Of a room. */
export type Descriptions = Readonly<Partial<Record<OperationId, Description>>>;

/** Of every route that any key may call. */
export const problemsOfAnyKey = [
  'key-missing',
  'key-malformed',
  'key-unknown',
  'key-revoked',
  'key-expired',
  'key-network',
  'token-not-taken',
  'token-refused',
  'token-expired',
  'token-scope',
  'client-unknown',
  'client-revoked',
  'client-expired',
  'issuer-unavailable',
  'quota-exceeded',
] as const;
/** Of every route that needs a key with a scope. */
export const problemsOfKey = [...problemsOfAnyKey, 'scope-missing'] as const;
/** Of every route that an operator signs for. */
export const problemsOfOperator = ['not-found', 'signature-refused', 'operator-not-allowed'] as const;
/** Of every change by an operator. */
export const problemsOfChange = ['task-busy', 'version-changed', 'version-missing'] as const;
/** Of every route that reads a body. */
export const problemsOfBody = [
  'malformed-json',
  'not-utf-8',
  'malformed-gzip',
  'digest-mismatch',
  'payload-too-large',
  'request-too-large',
  'unsupported-media-type',
  'unsupported-charset',
  'unsupported-encoding',
] as const;
/** What can go wrong before and in the hub itself. */
export const problemsOfHub = [
  'refused-by-firewall',
  'too-many-requests',
  'internal-error',
  'unavailable',
  'timeout',
] as const;

/** API Gateway takes no more of all headers and the request line together. */
export const headerText = () => z.string().max(10_240);

export const acceptLanguage = headerText()
  .optional()
  .meta({ description: 'vi (default) or en: the language of titles and details (R5).', examples: ['en'] });

/** The header of a route that takes no other. */
export const inLanguage = z.object({ 'Accept-Language': acceptLanguage });

/** The headers of a change by an operator. */
export const onVersion = z.object({
  'If-Match': headerText()
    .optional()
    .meta({
      description: 'The ETag of what was read: the version that the change is made on.',
      examples: ['"3.2"'],
    }),
  'Accept-Language': acceptLanguage,
});
