/**
 * Judges the increments of one request (R1, R25): who may send them, when, and every cell. All lie in one bucket of
 * time, which with the Idempotency-Key is their key in the ledger; they are recorded as one entry, or not at all.
 */
import type { EventEntry, Increment } from '../contract/ledger.ts';
import type { Calendar } from '../contract/registry.ts';
import { EventSubmission, IdempotencyKey } from '../contract/submission.ts';
import { bucketAt, bucketEnd, dayOfBucket, shardOf } from '../domain/bucket.ts';
import { eventDigest } from '../domain/canonical.ts';
import type { DatasetPlan } from '../domain/cell.ts';
import { closesAt, dayOf, type Period, periodOfDay } from '../domain/period.ts';
import { type FindingValue, type Problem, problem } from '../domain/problems.ts';
import { validateCells } from '../domain/validate-cells.ts';
import {
  type Judged,
  type JudgePorts,
  judgeDataset,
  onlyOfTheDay,
  readForm,
  refusal,
  refused,
  timelinessOf,
} from './judge-form.ts';
import { judgeOwner, type SubmissionRequest } from './judge-owner.ts';

/** How far a sender's clock may be ahead of ours, in milliseconds. */
const CLOCK_SKEW = 60_000;

type Readable = Partial<Omit<EventSubmission, 'increments'>> & {
  readonly increments?: (EventSubmission['increments'][number] | undefined)[];
};

export async function judgeEvent(ports: JudgePorts, request: SubmissionRequest): Promise<Judged<EventEntry>> {
  const key = IdempotencyKey.safeParse(request.idempotencyKey);
  if (!key.success) return refused(keyProblem(request.idempotencyKey));
  const form = readForm(EventSubmission, request.body, 'increments');
  const readable: Readable = form.readable;
  const [catalogue, calendar] = await Promise.all([ports.readCatalogue(), ports.readCalendar()]);
  const found = readable.dataset === undefined ? undefined : catalogue.value.datasets.get(readable.dataset);
  const plan = found?.dataset.kind === 'event' ? found : undefined;
  const today = dayOf(request.receivedAt);
  const first = readable.increments?.find((increment) => increment !== undefined);
  const bucket = plan && first ? bucketAt(plan.dataset, Date.parse(first.from)) : null;
  const period = plan && bucket ? periodOfDay(plan.dataset.periodKind, calendar, dayOfBucket(bucket)) : null;
  const owner = await judgeOwner(ports, request, readable, period?.to ?? today, today);
  if (!owner.ok) return refused(owner.problem);

  const increments: Increment[] = [];
  const findings: FindingValue[] = [
    ...request.bodyFindings,
    ...form.findings,
    ...judgeDataset(readable.dataset, plan, 'event', catalogue.value),
    ...owner.value.findings,
    ...(plan && bucket ? judgeWhen(readable, plan, bucket, period, calendar, request.receivedAt) : []),
    ...(plan ? judgeCells(readable, plan, increments) : []),
  ];
  if (findings.length > 0 && (period === null || !onlyOfTheDay(findings))) return refused(refusal(findings));

  const { system, dataset } = readable;
  const { agency, registryVersion } = owner.value;
  if (!system || !dataset || !plan || !bucket || !period || !agency) {
    throw new Error('events without findings lack a part: the rules have a gap');
  }
  const receivedAt = new Date(request.receivedAt).toISOString();
  const address = { system, dataset, bucket, idempotencyKey: key.data };
  const entry: EventEntry = {
    kind: 'event',
    ...address,
    agency: agency.code,
    period: period.id,
    shard: shardOf(plan.dataset, key.data),
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

function keyProblem(value: string | null): Problem {
  const place = { pointer: null, parameter: 'Idempotency-Key', key: null };
  const finding: FindingValue =
    value === null
      ? { ...place, code: 'missing-parameter', details: { name: 'Idempotency-Key' } }
      : {
          ...place,
          code: 'wrong-form',
          details: { value: value.slice(0, 64), expected: '[A-Za-z0-9._:-]{1,64}' },
        };
  return problem('invalid-request', {}, [finding]);
}

function judgeWhen(
  readable: Readable,
  plan: DatasetPlan,
  bucket: string,
  period: Period | null,
  calendar: Calendar,
  now: number,
): FindingValue[] {
  const { dataset } = plan;
  const level = dataset.buckets.at(-1) ?? 'day';
  const closes = period === null ? 0 : closesAt(period, calendar);
  const findings: FindingValue[] = [];
  for (const [index, increment] of (readable.increments ?? []).entries()) {
    if (increment === undefined) continue;
    const [from, to] = [Date.parse(increment.from), Date.parse(increment.to)];
    const at = (name: string) => ({ pointer: `/increments/${index}/${name}`, key: null });
    const times = { from: increment.from, to: increment.to };
    if (to < from) findings.push({ ...at('to'), code: 'window-reversed', details: times });
    else if (to > bucketEnd(dataset, from)) {
      const end = new Date(bucketEnd(dataset, from)).toISOString();
      findings.push({
        ...at('to'),
        code: 'window-crosses-bucket',
        details: { ...times, dataset: dataset.id, level, end },
      });
    }
    const own = bucketAt(dataset, from);
    if (own !== bucket)
      findings.push({ ...at('from'), code: 'other-bucket', details: { bucket: own, level, first: bucket } });
    if (to > now + CLOCK_SKEW) findings.push({ ...at('to'), code: 'future-window', details: times });
  }
  if (now >= closes) {
    const closedAt = new Date(closes).toISOString();
    const details = { value: period?.id ?? bucket, dataset: dataset.id, closedAt };
    findings.push({ pointer: '/increments', key: null, code: 'period-closed', details });
  }
  return findings;
}

/** Judges the cells of every increment and puts what is right into `increments`, in the order sent. */
function judgeCells(readable: Readable, plan: DatasetPlan, increments: Increment[]): FindingValue[] {
  return (readable.increments ?? []).flatMap((increment, index) => {
    if (increment === undefined) return [];
    const { cells, findings } = validateCells(increment.cells, plan);
    const instant = (text: string) => new Date(text).toISOString();
    increments.push({ from: instant(increment.from), to: instant(increment.to), cells });
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
