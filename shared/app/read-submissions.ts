/** What the hub holds of a system's reports and what has become of them (R15, R20). */
import type { LedgerEntry } from '../contract/ledger.ts';
import type { Credential } from '../contract/registry.ts';
import type { SubmissionList, SubmissionState } from '../contract/submission.ts';
import { dayOf, readPeriod } from '../domain/period.ts';
import { type Problem, problem } from '../domain/problems.ts';
import { fail, ok, type Result } from '../domain/result.ts';
import { agencyOfSystemId, readSubmissionId } from '../domain/submission-key.ts';
import { stateOf } from '../domain/submission-state.ts';
import { asOfDay } from '../domain/tree.ts';
import type { ReadNode } from './fold-node.ts';
import { actsFor, chainAt, type FindAgency, type FindSystem, type ReadCalendar } from './registry-ports.ts';

/** Every revision of one system's report, in order; consistent, so that what was acknowledged is seen. */
export type ReadRevisions = (
  system: string,
  dataset: string,
  period: string,
) => Promise<readonly LedgerEntry[]>;

export type ReadSubmissionsPorts = {
  readonly findAgency: FindAgency;
  readonly findSystem: FindSystem;
  readonly readCalendar: ReadCalendar;
  readonly readRevisions: ReadRevisions;
  readonly readNode: ReadNode;
};

export type SubmissionsQuery = { readonly system: string; readonly dataset: string; readonly period: string };

export async function listSubmissions(
  ports: ReadSubmissionsPorts,
  credential: Credential,
  query: SubmissionsQuery,
  now: number,
): Promise<Result<SubmissionList, Problem>> {
  const period = readPeriod(query.period, await ports.readCalendar());
  const day = period?.to ?? dayOf(now);
  const system = await ports.findSystem(query.system);
  const agency = (system && asOfDay(system.value.history, day)?.agency) ?? agencyOfSystemId(query.system);
  const mine = await actsFor(ports.findAgency, credential, agency, [day, dayOf(now)]);
  if (!mine || (credential.systems !== null && !credential.systems.includes(query.system))) {
    return fail(
      problem('foreign-agency', { keyId: credential.keyId, agency: credential.agency, what: query.system }),
    );
  }
  const entries = await ports.readRevisions(query.system, query.dataset, query.period);
  const highest = entries.at(-1);
  if (highest === undefined || period === null) return ok({ submissions: [] });
  // Of the agency as the registry has it now, which is where the fold counts the system; the entry may know another.
  const [own = agency, parent = null] = await chainAt(ports.findAgency, agency, day);
  const node = await ports.readNode({ dataset: query.dataset, period: query.period, parent, node: own });
  const counted = node?.revisions[query.system] ?? 0;
  return ok({ submissions: entries.map((entry) => stateOf(entry, highest, counted)) });
}

export async function getSubmission(
  ports: ReadSubmissionsPorts,
  credential: Credential,
  id: string,
  now: number,
): Promise<Result<SubmissionState, Problem>> {
  const key = readSubmissionId(id);
  const listed = await listSubmissions(ports, credential, key, now);
  if (!listed.ok) return listed;
  const found = listed.value.submissions.find(({ revision }) => revision === key.revision);
  return found === undefined ? fail(problem('submission-not-found', { id })) : ok(found);
}
