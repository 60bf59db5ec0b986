/** What the hub holds of a system's submissions and what has become of them (R15, R20). */
import type { ReportEntry } from '../contract/ledger.ts';
import type { Credential } from '../contract/registry.ts';
import type { SubmissionList, SubmissionState } from '../contract/submission.ts';
import { dayOfBucket, shardOf } from '../domain/bucket.ts';
import { possibleOwners, timeChain } from '../domain/fold-tree.ts';
import { dayOf, periodOfDay, readPeriod } from '../domain/period.ts';
import { type FindingValue, type Problem, problem } from '../domain/problems.ts';
import { fail, ok, type Result } from '../domain/result.ts';
import { agencyOfSystemId, type EventKey, isEvent, readSubmissionId } from '../domain/submission-key.ts';
import { stateOf, stateOfEvent } from '../domain/submission-state.ts';
import { asOfDay } from '../domain/tree.ts';
import type { ReadEvents, ReadNode } from './fold-node.ts';
import { type NamedAt, refuseSystem } from './foreign.ts';
import {
  actsFor,
  chainAt,
  type FindAgency,
  type FindSystem,
  type ReadCalendar,
  type ReadCatalogue,
} from './registry-ports.ts';
import type { FindEntry } from './submit.ts';

/** Every revision of one system's report, in order; consistent, so that what was acknowledged is seen. */
export type ReadRevisions = (
  system: string,
  dataset: string,
  period: string,
) => Promise<readonly ReportEntry[]>;

export type ReadSubmissionsPorts = {
  readonly findAgency: FindAgency;
  readonly findSystem: FindSystem;
  readonly readCatalogue: ReadCatalogue;
  readonly readCalendar: ReadCalendar;
  readonly readRevisions: ReadRevisions;
  readonly findEntry: FindEntry;
  readonly readEvents: ReadEvents;
  readonly readNode: ReadNode;
};

export type SubmissionsQuery = { readonly system: string; readonly dataset: string; readonly period: string };

/** Null when the credential acts for the system as of the day or of now. */
async function refuse(
  ports: ReadSubmissionsPorts,
  credential: Credential,
  id: string,
  days: readonly string[],
  at: NamedAt,
): Promise<Problem | null> {
  const system = await ports.findSystem(id);
  const [day = ''] = days;
  const agency = (system && asOfDay(system.value.history, day)?.agency) ?? agencyOfSystemId(id);
  const mine = await actsFor(ports.findAgency, credential, agency, days);
  return refuseSystem(credential, mine, id, at);
}

/** Where nothing is held, a system or dataset that the hub does not know is a mistake and no empty list. */
export async function listSubmissions(
  ports: ReadSubmissionsPorts,
  credential: Credential,
  query: SubmissionsQuery,
  now: number,
): Promise<Result<SubmissionList, Problem>> {
  const listed = await statesOf(ports, credential, query, now, { parameter: 'system' });
  if (!listed.ok) return listed;
  const unknown = listed.value.length > 0 ? [] : await unknownOf(ports, query);
  return unknown.length > 0
    ? fail(problem('invalid-request', {}, unknown))
    : ok({ submissions: listed.value });
}

async function unknownOf(
  ports: ReadSubmissionsPorts,
  { system, dataset }: SubmissionsQuery,
): Promise<FindingValue[]> {
  const findings: FindingValue[] = [];
  const { datasets } = (await ports.readCatalogue()).value;
  const place = { pointer: null, key: null };
  if ((await ports.findSystem(system)) === null)
    findings.push({ ...place, code: 'unknown-system', parameter: 'system', details: { value: system } });
  if (!datasets.has(dataset)) {
    const allowed = [...datasets.keys()];
    findings.push({
      ...place,
      code: 'unknown-dataset',
      parameter: 'dataset',
      details: { value: dataset },
      allowed,
    });
  }
  return findings;
}

/** Of every revision, oldest first. */
async function statesOf(
  ports: ReadSubmissionsPorts,
  credential: Credential,
  query: SubmissionsQuery,
  now: number,
  at: NamedAt,
): Promise<Result<SubmissionState[], Problem>> {
  const period = readPeriod(query.period, await ports.readCalendar());
  const day = period?.to ?? dayOf(now);
  const refused = await refuse(ports, credential, query.system, [day, dayOf(now)], at);
  if (refused !== null) return fail(refused);
  const entries = await ports.readRevisions(query.system, query.dataset, query.period);
  const highest = entries.at(-1);
  if (highest === undefined || period === null) return ok([]);
  const counted = await countedRevision(ports, highest, day);
  return ok(entries.map((entry) => stateOf(entry, highest, counted)));
}

/** The revision of a system that its agency's total has seen: in the agency's node, or in a bucket of a wide one. */
async function countedRevision(
  ports: ReadSubmissionsPorts,
  entry: ReportEntry,
  day: string,
): Promise<number> {
  // Of the agency as the registry has it now, which is where the fold counts the system; the entry may know another.
  const system = await ports.findSystem(entry.system);
  const agency = (system && asOfDay(system.value.history, day)?.agency) ?? entry.agency;
  const [own = agency, parent = null] = await chainAt(ports.findAgency, agency, day);
  const places = possibleOwners(own, parent, entry.system);
  const found = await Promise.all(
    places.map((key) => ports.readNode({ dataset: entry.dataset, period: entry.period, ...key })),
  );
  // An agency that became wide, or narrow again, has left a total where it was before, which sees nothing new.
  const seen = found.flatMap((node) => (node?.revisions[entry.system] === undefined ? [] : node));
  return seen.sort((a, b) => b.registryVersion - a.registryVersion)[0]?.revisions[entry.system] ?? 0;
}

export async function getSubmission(
  ports: ReadSubmissionsPorts,
  credential: Credential,
  id: string,
  now: number,
): Promise<Result<SubmissionState, Problem>> {
  const address = readSubmissionId(id);
  const missing = fail(problem('submission-not-found', { id }));
  if (address.kind === 'event') return getEvent(ports, credential, address.key, now, missing);
  const listed = await statesOf(ports, credential, address.key, now, { parameter: 'id' });
  if (!listed.ok) return listed;
  const found = listed.value.find(({ revision }) => revision === address.key.revision);
  return found === undefined ? missing : ok(found);
}

async function getEvent(
  ports: ReadSubmissionsPorts,
  credential: Credential,
  key: Omit<EventKey, 'shard'>,
  now: number,
  missing: Result<never, Problem>,
): Promise<Result<SubmissionState, Problem>> {
  const [catalogue, calendar] = await Promise.all([ports.readCatalogue(), ports.readCalendar()]);
  const dataset = catalogue.value.datasets.get(key.dataset)?.dataset;
  const period = dataset && periodOfDay(dataset.periodKind, calendar, dayOfBucket(key.bucket));
  const days = [period?.to ?? dayOf(now), dayOf(now)];
  const refused = await refuse(ports, credential, key.system, days, { parameter: 'id' });
  if (refused !== null) return fail(refused);
  if (dataset === undefined) return missing;
  const full = { ...key, shard: shardOf(dataset, key.idempotencyKey) };
  const [entry, withdrawal] = await Promise.all([
    ports.findEntry(full),
    key.isWithdrawal ? null : ports.findEntry({ ...full, isWithdrawal: true }),
  ]);
  if (entry === null || !isEvent(entry)) return missing;
  const [leaf] = timeChain(dataset, entry);
  if (leaf === undefined) throw new Error(`dataset ${dataset.id} has no buckets`);
  const place = { dataset: dataset.id, period: entry.period, parent: leaf.parent, node: leaf.name };
  const [held, node] = await Promise.all([
    numberOf(ports.readEvents(dataset.id, key.system, key.bucket, full.shard)),
    ports.readNode(place),
  ]);
  return ok(
    stateOfEvent(
      entry,
      withdrawal !== null && isEvent(withdrawal) ? withdrawal : null,
      (node?.seen ?? 0) >= held,
    ),
  );
}

async function numberOf(stream: AsyncIterable<unknown>): Promise<number> {
  let count = 0;
  for await (const _ of stream) count += 1;
  return count;
}
