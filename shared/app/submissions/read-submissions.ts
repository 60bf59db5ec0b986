/** What the hub holds of a system's submissions and what has become of them (R15, R20). */
import type { Credential, Dataset } from '../../contract/registry.ts';
import type { LedgerEntry, ReportEntry } from '../../contract/submissions/ledger.ts';
import type { SubmissionList, SubmissionState } from '../../contract/submissions/submission.ts';
import { type FindingValue, type Problem, problem } from '../../domain/problems/problems.ts';
import { fail, ok, type Result } from '../../domain/problems/result.ts';
import { type Days, onDay } from '../../domain/registry/tree.ts';
import { contentOf } from '../../domain/submissions/recorded-content.ts';
import {
  type EventKey,
  isEvent,
  type ReportKey,
  readSubmissionId,
} from '../../domain/submissions/submission-key.ts';
import { fateOfReport, stateOf, stateOfEvent } from '../../domain/submissions/submission-state.ts';
import { possibleOwners } from '../../domain/totals/fold-tree.ts';
import { dayOf, type Period, periodOfDay, readPeriod } from '../../domain/values/period.ts';
import { dayOfBucket, shardOf } from '../../domain/values/time-bucket.ts';
import { actsFor } from '../access/acts-for.ts';
import { type NamedAt, refuseSystem } from '../access/foreign.ts';
import type { ReadRevisions } from '../ports/ledger.ts';
import type { FindAgency, FindSystem, ReadCalendar, ReadCatalogue } from '../ports/registry.ts';
import type { ReadNode } from '../ports/totals.ts';
import { impossiblePeriod } from '../registry/impossible-period.ts';
import { chainOfSystem, ownerOf } from '../registry/placed.ts';
import { type ListEventsPorts, leafOf, lengthOf, listEvents } from './list-events.ts';

export type ReadSubmissionsPorts = ListEventsPorts & {
  readonly findAgency: FindAgency;
  readonly findSystem: FindSystem;
  readonly readCatalogue: ReadCatalogue;
  readonly readCalendar: ReadCalendar;
  readonly readRevisions: ReadRevisions;
  readonly readNode: ReadNode;
};

export type SubmissionsQuery = {
  readonly system: string;
  readonly dataset: string;
  readonly period: string;
  /** Of event datasets only. */
  readonly bucket?: string | undefined;
  readonly after?: string | undefined;
};

const daysOf = (period: Period | null | undefined, now: number): [Days, Days] => [
  period ?? onDay(dayOf(now)),
  onDay(dayOf(now)),
];

/** Null when the credential acts for the system in the period that comes first, or now. */
async function refuse(
  ports: ReadSubmissionsPorts,
  credential: Credential,
  {
    system: id,
    days,
    at,
  }: { readonly system: string; readonly days: readonly [Days, ...Days[]]; readonly at: NamedAt },
): Promise<Problem | null> {
  const system = await ports.findSystem(id);
  const agency = ownerOf(system?.value ?? null, id, days[0]);
  const mine = await actsFor(ports.findAgency, credential, agency, days);
  return refuseSystem(credential, mine, id, at);
}

/** A system, dataset or period that the hub does not know is a mistake and no empty list. */
export async function listSubmissions(
  ports: ReadSubmissionsPorts,
  credential: Credential,
  query: SubmissionsQuery,
  now: number,
): Promise<Result<SubmissionList, Problem>> {
  const period = readPeriod(query.period, await ports.readCalendar());
  const asked = { system: query.system, days: daysOf(period, now), at: { parameter: 'system' } };
  const refused = await refuse(ports, credential, asked);
  if (refused !== null) return fail(refused);
  const dataset = (await ports.readCatalogue()).value.datasets.get(query.dataset)?.dataset;
  const wrong = await mistakesOf(ports, query, dataset, period);
  if (wrong.length > 0 || dataset === undefined || period === null)
    return fail(problem('invalid-request', {}, wrong));
  if (dataset.kind === 'event') {
    const { system, bucket = null, after = null } = query;
    return listEvents(ports, { system, dataset, period, bucket, after });
  }
  const told = await revisionsOf(ports, query, period);
  return ok({ submissions: told.map(({ state }) => state), next: null });
}

async function mistakesOf(
  ports: ReadSubmissionsPorts,
  { system, dataset: id, period: named, bucket, after }: SubmissionsQuery,
  dataset: Dataset | undefined,
  period: Period | null,
): Promise<FindingValue[]> {
  const findings: FindingValue[] = [];
  const add = (parameter: string, finding: Pick<FindingValue, 'code' | 'details' | 'allowed'>) =>
    findings.push({ ...finding, pointer: null, parameter, key: null });
  if ((await ports.findSystem(system)) === null)
    add('system', { code: 'unknown-system', details: { value: system } });
  if (dataset === undefined) {
    const { datasets } = (await ports.readCatalogue()).value;
    add('dataset', { code: 'unknown-dataset', details: { value: id }, allowed: [...datasets.keys()] });
    return findings;
  }
  if (period?.kind !== dataset.periodKind) add('period', impossiblePeriod(named, dataset));
  if (dataset.kind === 'event') return findings;
  // Revisions come all at once, and are of no bucket.
  const allowed = ['system', 'dataset', 'period'];
  for (const [name, value] of Object.entries({ bucket, after }))
    if (value !== undefined) add(name, { code: 'unknown-parameter', details: { name }, allowed });
  return findings;
}

type Told = { readonly entry: ReportEntry; readonly state: SubmissionState };

/** Every revision, oldest first. */
async function revisionsOf(
  ports: ReadSubmissionsPorts,
  { system, dataset, period: id }: SubmissionsQuery,
  period: Period | null,
): Promise<Told[]> {
  const entries = await ports.readRevisions(system, dataset, id);
  const highest = entries.at(-1);
  if (highest === undefined || period === null) return [];
  const counted = await countedRevision(ports, highest, period);
  return entries.map((entry, index) => {
    const behind = entries[index + 1];
    const next = behind?.revision === entry.revision + 1 ? behind : null;
    return { entry, state: stateOf(entry, fateOfReport(entry, next, highest), counted) };
  });
}

/** The revision of a system that its agency's total has seen: in the agency's node, or in a band of a wide one. */
async function countedRevision(
  ports: ReadSubmissionsPorts,
  entry: ReportEntry,
  period: Period,
): Promise<number> {
  // Of the agency as the registry has it now, which is where the fold counts the system; the entry may know another.
  const [own, parent = null] = (await chainOfSystem(ports, entry.system, period)) ?? [];
  if (own === undefined) return 0;
  const places = possibleOwners(own, parent, entry.system);
  const found = await Promise.all(
    places.map((key) => ports.readNode({ dataset: entry.dataset, period: entry.period, ...key })),
  );
  // An agency that became wide, or narrow again, has left a total where it was before, which sees nothing new.
  const seen = found.flatMap((node) => (node?.revisions[entry.system] === undefined ? [] : node));
  return seen.sort((a, b) => b.registryVersion - a.registryVersion)[0]?.revisions[entry.system] ?? 0;
}

/** `withContent`: also what was recorded. */
export async function getSubmission(
  ports: ReadSubmissionsPorts,
  credential: Credential,
  { id, withContent = false }: { readonly id: string; readonly withContent?: boolean },
  now: number,
): Promise<Result<SubmissionState, Problem>> {
  const address = readSubmissionId(id);
  const found =
    address.kind === 'event'
      ? await getEvent(ports, credential, address.key, now)
      : await getReport(ports, credential, address.key, now);
  if (!found.ok) return found;
  if (found.value === null) return fail(problem('submission-not-found', { id }));
  const { entry, state } = found.value;
  return ok(withContent ? { ...state, content: contentOf(entry) } : state);
}

/** Null: there is none, for a key that could read it. */
type Found = { readonly entry: LedgerEntry; readonly state: SubmissionState };

async function getReport(
  ports: ReadSubmissionsPorts,
  credential: Credential,
  key: ReportKey,
  now: number,
): Promise<Result<Found | null, Problem>> {
  const period = readPeriod(key.period, await ports.readCalendar());
  const asked = { system: key.system, days: daysOf(period, now), at: { parameter: 'id' } };
  const refused = await refuse(ports, credential, asked);
  if (refused !== null) return fail(refused);
  const told = await revisionsOf(ports, key, period);
  return ok(told.find(({ entry }) => entry.revision === key.revision) ?? null);
}

async function getEvent(
  ports: ReadSubmissionsPorts,
  credential: Credential,
  key: Omit<EventKey, 'shard'>,
  now: number,
): Promise<Result<Found | null, Problem>> {
  const [catalogue, calendar] = await Promise.all([ports.readCatalogue(), ports.readCalendar()]);
  const dataset = catalogue.value.datasets.get(key.dataset)?.dataset;
  const period = dataset && periodOfDay(dataset.periodKind, calendar, dayOfBucket(key.bucket));
  const asked = { system: key.system, days: daysOf(period, now), at: { parameter: 'id' } };
  const refused = await refuse(ports, credential, asked);
  if (refused !== null) return fail(refused);
  if (dataset === undefined) return ok(null);
  const full = { ...key, shard: shardOf(dataset, key.idempotencyKey) };
  const [entry, withdrawal] = await Promise.all([
    ports.findEntry(full),
    key.isWithdrawal ? null : ports.findEntry({ ...full, isWithdrawal: true }),
  ]);
  if (entry === null || !isEvent(entry)) return ok(null);
  const [held, node, chain] = await Promise.all([
    lengthOf(ports.readEvents(dataset.id, key.system, key.bucket, full.shard)),
    ports.readNode(leafOf(dataset, entry)),
    period && chainOfSystem(ports, key.system, period),
  ]);
  const taken = withdrawal !== null && isEvent(withdrawal) ? withdrawal : null;
  return ok({ entry, state: stateOfEvent(entry, taken, !!chain && (node?.seen ?? 0) >= held) });
}
