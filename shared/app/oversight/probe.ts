/**
 * Probes the hub through its public endpoint and records the minute as an event of the hub itself. The record goes straight
 * to the ledger and the queue, by the same judgement as every submission: a door that is down is recorded as that.
 */
import {
  HUB_SYSTEM,
  type Maintenance,
  PROBE_DATASET,
  type ProbeCheck,
  probeChecks,
  probeIndicators,
} from '../../contract/oversight/availability.ts';
import type { Credential } from '../../contract/registry.ts';
import type { EventEntry } from '../../contract/submissions/ledger.ts';
import type { Cell, EventSubmission } from '../../contract/submissions/submission.ts';
import { burnRate, clip, type Tally, touchedMinutes } from '../../domain/oversight/availability.ts';
import type { Problem } from '../../domain/problems/problems.ts';
import { fail, ok, type Result } from '../../domain/problems/result.ts';
import { MINUTE } from '../../domain/values/duration.ts';
import { dayOf, periodOfDay } from '../../domain/values/period.ts';
import type { PutEntry } from '../ports/ledger.ts';
import type { PutOperation, ReadOperation } from '../ports/operations.ts';
import type { SendEntry } from '../ports/queues.ts';
import { judgeEvent } from '../submissions/judge-event.ts';
import type { JudgePorts } from '../submissions/judge-form.ts';
import { spanOf } from './maintenance.ts';
import { type MeasurePorts, measuredSince, measuring } from './measure-availability.ts';

export type ProbeOutcome = { readonly ok: boolean; readonly milliseconds: number };

/** What is asked: the totals of the hub's own system in a period, and the verdict on a submission of it. */
type Asked = {
  readonly period: string;
  readonly body: EventSubmission;
  readonly idempotencyKey: string;
};

/** Never throws: no answer is an outcome. */
export type Probe = (check: ProbeCheck, asked: Asked) => Promise<ProbeOutcome>;

export type ProbePorts = JudgePorts &
  MeasurePorts & {
    readonly probe: Probe;
    readonly putEntry: PutEntry;
    readonly sendEntry: SendEntry;
    readonly readOperation: ReadOperation;
    readonly putOperation: PutOperation;
    readonly sha256: (text: string) => string;
    readonly now: () => number;
  };

type Outcomes = Readonly<Record<ProbeCheck, ProbeOutcome>>;

/**
 * A run that comes later than this says nothing of its minute, which stays unknown: the minute by which a schedule may be late, and
 * half of one for a function that starts cold.
 */
const TOO_LATE = 90_000;

export type Probed =
  | { readonly recorded: true; readonly outcomes: Outcomes; readonly metrics: ProbeMetrics }
  | { readonly recorded: false; readonly reason: 'too late' };

type ProbeMetrics = {
  readonly ProbesFailed: number;
  readonly BurnRateFast: number;
  readonly BurnRateSlow: number;
};

/**
 * `due`: when the run was, in milliseconds. It tells of the whole minute of that, never of the one in which it came: two that come in
 * one minute are of two. `maintenances` are all that there are. A problem means that the registry does not know the hub's own system.
 */
export async function probeMinute(
  ports: ProbePorts,
  credential: Credential,
  due: number,
  maintenances: readonly Maintenance[],
): Promise<Result<Probed, Problem>> {
  const began = ports.now();
  const minute = Math.floor(due / MINUTE) * MINUTE;
  if (began - minute > TOO_LATE) return ok({ recorded: false, reason: 'too late' });
  const asIfUp = outcomesOf(() => ({ ok: true, milliseconds: 0 }));
  const idempotencyKey = new Date(minute).toISOString();
  const period = periodOfDay('month', await ports.readCalendar(), dayOf(minute));
  const asked = {
    period: period?.id ?? '',
    body: eventOf(minute, minute, asIfUp),
    idempotencyKey: `${idempotencyKey}-dry-run`,
  };
  const answers = await Promise.all(probeChecks.map((check) => ports.probe(check, asked)));
  const outcomes = outcomesOf((_, index) => answers[index] ?? { ok: false, milliseconds: 0 });
  const body = eventOf(minute, Math.max(minute, Math.min(ports.now(), minute + MINUTE)), outcomes);

  if ((await measuredSince(ports.readOperation)) === null) {
    // Of two that begin at once one loses, by the same minute.
    await ports.putOperation('availability', null, 'since', { since: idempotencyKey }, null);
  }
  const recorded = await record(ports, credential, body, idempotencyKey);
  if (!recorded.ok) return recorded;
  const failed = probeChecks.filter((check) => !outcomes[check].ok).length;
  return ok({
    recorded: true,
    outcomes,
    metrics: { ProbesFailed: failed, ...(await burning(ports, minute, maintenances)) },
  });
}

const outcomesOf = (of: (check: ProbeCheck, index: number) => ProbeOutcome): Outcomes =>
  Object.fromEntries(probeChecks.map((check, index) => [check, of(check, index)])) as Outcomes;

function eventOf(minute: number, to: number, outcomes: Outcomes): EventSubmission {
  const up = probeChecks.every((check) => outcomes[check].ok);
  const cells: Cell[] = [
    { indicator: probeIndicators.probed, value: 1 },
    { indicator: probeIndicators.up, value: up ? 1 : 0 },
  ];
  for (const check of probeChecks) {
    const { ok: answered, milliseconds } = outcomes[check];
    const dimensions = { check };
    cells.push(
      { indicator: probeIndicators.failed, dimensions, value: answered ? 0 : 1 },
      { indicator: probeIndicators.latency, dimensions, numerator: milliseconds, denominator: 1 },
      { indicator: probeIndicators.slowest, dimensions, value: milliseconds },
    );
  }
  const increment = { from: new Date(minute).toISOString(), to: new Date(to).toISOString(), cells };
  return { system: HUB_SYSTEM, dataset: PROBE_DATASET, increments: [increment] };
}

/** The first record of a minute stands, whatever a second run of it has seen. */
async function record(
  ports: ProbePorts,
  credential: Credential,
  body: EventSubmission,
  idempotencyKey: string,
): Promise<Result<null, Problem>> {
  const judged = await judgeEvent(ports, {
    body,
    bodyLiterals: [],
    bodyFindings: [],
    sha256: ports.sha256(JSON.stringify(body)),
    idempotencyKey,
    credential,
    receivedAt: ports.now(),
  });
  if (!judged.ok) return fail(judged.problem);
  const entry: EventEntry = { ...judged.value, storedAt: new Date(ports.now()).toISOString() };
  const put = await ports.putEntry(entry);
  await ports.sendEntry(put === 'written' ? entry : put);
  return ok(null);
}

/** Hours and days as in the SRE workbook's table of windows (Multiwindow, Multi-Burn-Rate Alerts). */
const windows = { fast: [60, 5], slow: [3 * 1440, 360] } as const;

async function burning(
  ports: ProbePorts,
  minute: number,
  maintenances: readonly Maintenance[],
): Promise<Omit<ProbeMetrics, 'ProbesFailed'>> {
  const [calendar, since] = await Promise.all([ports.readCalendar(), measuredSince(ports.readOperation)]);
  const end = minute + MINUTE;
  const inService = { from: since ?? minute, to: end };
  const planned = touchedMinutes(maintenances.map((one) => clip(spanOf(one), { from: 0, to: end })));
  const tallyOf: (span: { from: number; to: number }) => Promise<Tally> = measuring(
    ports,
    calendar,
    planned,
    end,
  );
  const rateOf = async (minutes: number): Promise<number> =>
    burnRate(await tallyOf(clip({ from: end - minutes * MINUTE, to: end }, inService)), minutes);
  const least = async (both: readonly number[]): Promise<number> =>
    Math.min(...(await Promise.all(both.map(rateOf))));
  return {
    BurnRateFast: await least(windows.fast),
    BurnRateSlow: await least(windows.slow),
  };
}
