/** What the edge hands to a use case, and what it takes back. */
import type { QuotaStanding } from '../app/access/quota-gate.ts';
import type { AuditEvent } from '../contract/access/audit.ts';
import type { Change } from '../contract/access/change.ts';
import type { BatchMediaType } from '../contract/batches/batch.ts';
import type { Credential } from '../contract/registry.ts';
import type { IdOf, OperationId, QueryOf } from '../contract/routes.ts';
import type { Language } from '../contract/text.ts';
import type { Literal } from '../domain/json/strict-json.ts';
import type { FindingValue, Problem } from '../domain/problems/problems.ts';

/** Names in lower case, each with one value: see `readHeaders`. */
export type Headers = Readonly<Record<string, string>>;

export type DecodedBody = {
  /** Objects inherit no names; see `parseStrictJson`. */
  readonly value: unknown;
  /** Numbers with zeros behind the point, as they were written. */
  readonly literals: readonly Literal[];
  /** Numbers of too many digits: to be refused together with all else that is wrong with the body. */
  readonly findings: readonly FindingValue[];
  /** Of the bytes as sent, before decompression. */
  readonly sha256: string;
  /** Of a route that takes files, where the body is one: then nothing of it was read. */
  readonly file?: SentFile;
};

export type SentFile = {
  /** As sent. */
  readonly bytes: Uint8Array;
  readonly mediaType: BatchMediaType;
  readonly encoding: 'identity' | 'gzip';
};

export type HubRequest<Id extends OperationId = OperationId> = {
  readonly requestId: string;
  readonly language: Language;
  /** Null exactly where the route needs no key. */
  readonly credential: Credential | null;
  /** Those that the call has used. */
  readonly quotas: readonly QuotaStanding[];
  /** ARN of who signed; null exactly where the route is not an operator's. */
  readonly operator: string | null;
  /** The `{id}` of the path, of the form that the route gives it. */
  readonly id: IdOf<Id>;
  /** As the route names them: what it does not name was refused. */
  readonly query: QueryOf<Id>;
  readonly headers: Headers;
  /** Null exactly where the method has no body. */
  readonly body: DecodedBody | null;
  /** When the call came in: an Instant. */
  readonly now: string;
  /** Aborted shortly before the function's time is up; the answer is then 504 whatever comes after. */
  readonly signal: AbortSignal;
};

/** A text, or bytes, is sent as it is and brings its own `Content-Type`; everything else is sent as JSON. */
export type Answer = {
  readonly status: number;
  readonly body: unknown;
  readonly headers?: Readonly<Record<string, string>>;
};

/**
 * What the audit line says beyond what the edge knows. `resource` is a validated id or is left out: what a caller
 * wrote must not reach a log. `action` is left out where it follows from the route.
 */
export type AuditFacts = {
  readonly action?: AuditEvent['action'];
  readonly resource?: string | null;
  /** Digests of the record that an operator changed. */
  readonly changed?: Pick<Change, 'before' | 'after'>;
};

export type Answered = { readonly audit?: AuditFacts } & (
  | { readonly ok: true; readonly value: Answer }
  | { readonly ok: false; readonly problem: Problem }
);

/** Expected failures are values; a throw is a bug (500) or an outage (503). */
export type Operation<Id extends OperationId> = (request: HubRequest<Id>) => Promise<Answered>;

/** Of whichever route. */
export type AnyOperation = (request: never) => Promise<Answered>;

/** What is wrong with the body of a request whose parameters are wrong: all of it is told at once (R25). */
export type JudgeBody = (request: Omit<HubRequest, 'id' | 'query'>) => Promise<readonly FindingValue[]>;
