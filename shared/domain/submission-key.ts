/**
 * Keys of the ledger. They are made from what the sender sends alone, never from a resolved tree: two caches of
 * the registry may differ, and the same retry must not land in two places (DESIGN §2).
 */

export type ReportKey = {
  readonly system: string;
  readonly dataset: string;
  readonly period: string;
  readonly revision: number;
};

export const submissionId = (key: ReportKey): string =>
  `${key.system}~${key.dataset}~${key.period}~${key.revision}`;

/** Expects an id that fits `SubmissionId`; ids carry their whole key, so no index is needed to find them. */
export function readSubmissionId(id: string): ReportKey {
  const [system = '', dataset = '', period = '', revision = ''] = id.split('~');
  return { system, dataset, period, revision: Number(revision) };
}

/** The agency code that a system id was made from, which is the agency that registered it. */
export const agencyOfSystemId = (system: string): string => system.slice(0, system.lastIndexOf('.'));
