/** One request of the sample story, and what the hub has to answer. */
import type { ReportSubmission } from '../../shared/contract/submissions/submission.ts';
import type { FindingCode } from '../../shared/domain/problems/findings.ts';
import type { ProblemKind } from '../../shared/domain/problems/problems.ts';

export type PlannedRequest = {
  readonly name: string;
  /** The level-1 agency whose key sends it. */
  readonly agency: string;
  /** Requests of one system have to be sent in order, each after the answer to the one before. */
  readonly system: string;
  readonly body: string;
  readonly headers: Readonly<Record<string, string>>;
  /** `corrected`: accepted with a revision above 1. `duplicate`: answered as the first was. */
  readonly expected: 'accepted' | 'corrected' | 'duplicate' | 'refused';
  readonly refusedWith?: {
    readonly status: number;
    readonly code: ProblemKind;
    /** Must be among `errors[]`; null where the problem has none. */
    readonly finding: FindingCode | null;
  };
};

export type Report = ReportSubmission;

/** The requests of each system, in order. Lanes are independent of each other and may be sent in parallel. */
export const lanesOf = (requests: readonly PlannedRequest[]): PlannedRequest[][] => [
  ...Map.groupBy(requests, ({ system }) => system).values(),
];
