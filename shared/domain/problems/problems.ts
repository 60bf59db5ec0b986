/**
 * The one table of problems, of all rooms: HTTP status, whether asking again can help, and the texts in both languages. The
 * HTTP edge, the gateway responses, the queue consumers, the CLI and the OpenAPI document all render from it.
 * `{name}` in a detail is filled from the problem's details; a title has none, as it is the same for every
 * occurrence of its type (RFC 9457 §3.1.3).
 */
import type { Localized } from '../../contract/text.ts';
import { accessProblems } from '../access/problems.ts';
import { tokenProblems } from '../access/token-problems.ts';
import { batchesProblems } from '../batches/problems.ts';
import { oversightProblems } from '../oversight/problems.ts';
import { recoveryProblems } from '../recovery/problems.ts';
import { registryProblems } from '../registry/problems.ts';
import { submissionsProblems } from '../submissions/problems.ts';
import { joined } from '../values/joined.ts';
import { verificationProblems } from '../verification/problems.ts';
import type { FindingCode } from './findings.ts';
import { httpProblems } from './http-problems.ts';

export const problems = /* @__PURE__ */ joined({
  http: httpProblems,
  access: accessProblems,
  tokens: tokenProblems,
  submissions: submissionsProblems,
  batches: batchesProblems,
  recovery: recoveryProblems,
  registry: registryProblems,
  oversight: oversightProblems,
  verification: verificationProblems,
});

export type ProblemKind = keyof typeof problems;
export type Details = Readonly<Record<string, string | number>>;

/** One error among those of a request; `pointer` is a JSON pointer into the body, `key` the sender's own. */
export type FindingValue = {
  readonly code: FindingCode;
  readonly pointer: string | null;
  readonly parameter?: string;
  /** In a file that the body carries; `pointer` is then into that file. */
  readonly place?: { readonly file: string; readonly row: number | null; readonly column: string | null };
  readonly key: string | null;
  readonly details: Details;
  /** Details that are texts of the hub's own. */
  readonly words?: Readonly<Record<string, Localized>>;
  readonly allowed?: readonly string[];
  /** In the place of `allowed` where it is a text and no list of values. */
  readonly allowedText?: Localized;
};

export type Problem = {
  readonly kind: ProblemKind;
  readonly details: Details;
  readonly findings: readonly FindingValue[];
};

export const problem = (
  kind: ProblemKind,
  details: Details = {},
  findings: readonly FindingValue[] = [],
): Problem => ({ kind, details, findings });

/** Fills `{name}` from the details; a name without a detail stays as it is, so that a test finds it. */
export const fill = (text: string, details: Details): string =>
  text.replace(/\{(\w+)\}/g, (whole, name: string) => String(details[name] ?? whole));
