/**
 * Judges the increments of one request (R1, R25): who may send them, when, and every cell. All lie in one bucket of
 * time, which with the Idempotency-Key is their key in the ledger; they are recorded as one entry, or not at all.
 */
import type { Calendar, Dataset } from '../../contract/registry.ts';
import type { EventEntry, Increment } from '../../contract/submissions/ledger.ts';
import { EventSubmission } from '../../contract/submissions/submission.ts';
import { type ReadableForm, readForm } from '../../domain/json/read-form.ts';
import { unreadable } from '../../domain/json/readable.ts';
import type { FindingValue } from '../../domain/problems/problems.ts';
import type { CompiledCatalogue, DatasetPlan } from '../../domain/registry/cell.ts';
import { timelinessOf } from '../../domain/registry/deadline-level.ts';
import { eventDigest } from '../../domain/submissions/submission-digest.ts';
import { validateCells, validateLooseCells } from '../../domain/submissions/validate-cells.ts';
import { closesAt, type Period, periodOfDay } from '../../domain/values/period.ts';
import { bucketAt, bucketEnd, dayOfBucket, shardOf } from '../../domain/values/time-bucket.ts';
import {
  type Judged,
  type JudgePorts,
  judgeDataset,
  judgeKey,
  onlyOfTheDay,
  refusal,
  refused,
} from './judge-form.ts';
import { judgeOwner, type SubmissionRequest } from './judge-owner.ts';

/** How far a sender's clock may be ahead of ours, in milliseconds. */
const CLOCK_SKEW = 60_000;

type Readable = ReadableForm<EventSubmission>;
type Sent = NonNullable<Readable['increments']>[number];

/** The instant at an end of an increment; null where it cannot be read. */
function instantOf(sent: Sent, end: 'from' | 'to'): number | null {
  if (sent === unreadable) return null;
  const text = sent[end];
  return typeof text === 'string' ? Date.parse(text) : null;
}

export async function judgeEvent(ports: JudgePorts, request: SubmissionRequest): Promise<Judged<EventEntry>> {
  const form = readForm(EventSubmission, request.body, request.bodyFindings, request.bodyLiterals);
  const { readable } = form;
  const [catalogue, calendar] = await Promise.all([ports.readCatalogue(), ports.readCalendar()]);
  const found = readable.dataset === undefined ? undefined : catalogue.value.datasets.get(readable.dataset);
  const plan = found?.dataset.kind === 'event' ? found : undefined;
  const first = (readable.increments ?? [])
    .map((sent) => instantOf(sent, 'from'))
    .find((from) => from !== null);
  const bucket = plan && first !== undefined ? bucketAt(plan.dataset, first) : null;
  const period = plan && bucket ? periodOfDay(plan.dataset.periodKind, calendar, dayOfBucket(bucket)) : null;
  const owner = await judgeOwner(ports, request, readable, period);
  if (!owner.ok) return refused(owner.problem);

  const increments: Increment[] = [];
  const findings: FindingValue[] = [
    ...judgeKey(request.idempotencyKey, true),
    ...form.findings,
    ...judgeDataset(readable.dataset, plan, 'event', catalogue.value),
    ...owner.value.findings,
    ...judgeWindows(readable, plan, bucket, request.receivedAt),
    ...(plan && bucket
      ? judgePeriod(readable, { dataset: plan.dataset, period }, calendar, request.receivedAt)
      : []),
    ...judgeCells(readable, plan, catalogue.value, increments),
  ];
  if (findings.length > 0 && (period === null || !onlyOfTheDay(findings))) return refused(refusal(findings));

  const { system, dataset } = readable;
  const { idempotencyKey } = request;
  const { agency, registryVersion } = owner.value;
  if (!system || !dataset || !plan || !bucket || !period || !agency || idempotencyKey === null) {
    throw new Error('events without findings lack a part: the rules have a gap');
  }
  const receivedAt = new Date(request.receivedAt).toISOString();
  const address = { system, dataset, bucket, idempotencyKey };
  const entry: EventEntry = {
    kind: 'event',
    ...address,
    agency: agency.code,
    period: period.id,
    shard: shardOf(plan.dataset, idempotencyKey),
    increments,
    digest: eventDigest(address, increments),
    sha256: request.sha256,
    receivedAt,
    storedAt: receivedAt,
    registryVersion,
    catalogueVersion: catalogue.version,
    timeliness: timelinessOf(period, agency, calendar, request.receivedAt),
    credential: request.credential.keyId,
  };
  return findings.length === 0
    ? { ok: true, value: entry }
    : { ok: false, problem: refusal(findings), couldStand: entry };
}

function judgeWindows(
  { increments = [] }: Readable,
  plan: DatasetPlan | undefined,
  bucket: string | null,
  now: number,
): FindingValue[] {
  const findings: FindingValue[] = [];
  for (const [index, sent] of increments.entries()) {
    const [from, to] = [instantOf(sent, 'from'), instantOf(sent, 'to')];
    const at = (name: string) => ({ pointer: `/increments/${index}/${name}`, key: null });
    const times = { from: textOf(sent, 'from'), to: textOf(sent, 'to') };
    if (from !== null && to !== null && to < from)
      findings.push({ ...at('to'), code: 'window-reversed', details: times });
    else if (plan && from !== null && to !== null && to > bucketEnd(plan.dataset, from)) {
      const end = new Date(bucketEnd(plan.dataset, from)).toISOString();
      findings.push({
        ...at('to'),
        code: 'window-crosses-bucket',
        details: { ...times, dataset: plan.dataset.id, level: levelOf(plan), end },
      });
    }
    const own = plan && from !== null ? bucketAt(plan.dataset, from) : null;
    if (plan && own !== null && bucket !== null && own !== bucket) {
      const details = { bucket: own, level: levelOf(plan), first: bucket };
      findings.push({ ...at('from'), code: 'other-bucket', details });
    }
    if (to !== null && to > now + CLOCK_SKEW)
      findings.push({ ...at('to'), code: 'future-window', details: times });
  }
  return findings;
}

const levelOf = ({ dataset }: DatasetPlan): string => dataset.buckets.at(-1) ?? 'day';

const textOf = (sent: Sent, end: 'from' | 'to'): string =>
  sent !== unreadable && typeof sent[end] === 'string' ? sent[end] : '';

/** The period is that of the first window that can be read; one to come needs none, as it is refused for that. */
function judgePeriod(
  { increments = [] }: Readable,
  { dataset, period }: { readonly dataset: Dataset; readonly period: Period | null },
  calendar: Calendar,
  now: number,
): FindingValue[] {
  if (period === null) {
    const index = increments.findIndex((sent) => instantOf(sent, 'from') !== null);
    const first = increments[index] ?? unreadable;
    if ((instantOf(first, 'from') ?? 0) > now + CLOCK_SKEW) return [];
    const details = { dataset: dataset.id, value: textOf(first, 'from') };
    return [{ pointer: `/increments/${index}/from`, key: null, code: 'no-period', details }];
  }
  const closes = closesAt(period, calendar);
  if (now < closes) return [];
  const details = { value: period.id, dataset: dataset.id, closedAt: new Date(closes).toISOString() };
  return [{ pointer: '/increments', key: null, code: 'period-closed', details }];
}

/** Judges the cells of every increment and puts what is right into `right`, in the order sent. */
function judgeCells(
  { increments = [] }: Readable,
  plan: DatasetPlan | undefined,
  catalogue: CompiledCatalogue,
  right: Increment[],
): FindingValue[] {
  return increments.flatMap((sent, index) => {
    if (sent === unreadable || sent.cells === undefined || sent.cells === unreadable) return [];
    const { cells, findings } = plan
      ? validateCells(sent.cells, plan)
      : { cells: {}, findings: validateLooseCells(sent.cells, catalogue) };
    const [from, to] = [instantOf(sent, 'from'), instantOf(sent, 'to')];
    if (from !== null && to !== null)
      right.push({ from: new Date(from).toISOString(), to: new Date(to).toISOString(), cells });
    const at = `/increments/${index}`;
    return findings.map((finding) => ({
      ...finding,
      pointer: `${at}${finding.pointer ?? ''}`,
      ...(finding.code === 'duplicate-cell'
        ? { details: { ...finding.details, first: `${at}${finding.details.first}` } }
        : {}),
    }));
  });
}
