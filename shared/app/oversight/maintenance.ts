/**
 * Planned maintenance. Records are numbered, and a number is given once (a conditional put), so that of two who start at
 * once one is refused. Every one has an end from the start: one that is forgotten is over then, and an alarm says so until
 * somebody ends it.
 */
import type { Change } from '../../contract/access/change.ts';
import {
  LONGEST_MAINTENANCE_HOURS,
  Maintenance,
  type MaintenanceList,
  MaintenanceReason,
} from '../../contract/oversight/availability.ts';
import { parseRecorded } from '../../contract/recorded.ts';
import { plainFinding } from '../../domain/json/plain-finding.ts';
import type { Span } from '../../domain/oversight/availability.ts';
import { type FindingValue, type Problem, problem } from '../../domain/problems/problems.ts';
import { fail, ok, type Result } from '../../domain/problems/result.ts';
import { cut } from '../../domain/values/cut.ts';
import { plainTextFault, type TextFault } from '../../domain/values/plain-text.ts';
import { type ChangeOrder, type Decision, makeChange } from '../access/make-change.ts';
import { type Newest, nameOf, nextName, numberedRecords } from '../access/numbered-records.ts';
import type { ListOperations, PutOperation, ReadOperation } from '../ports/operations.ts';

export type MaintenancePorts = {
  readonly listOperations: ListOperations;
  readonly readOperation: ReadOperation;
  readonly putOperation: PutOperation;
};

export type MaintenanceRefusal =
  /** `fault` is null where it is too short, too long, or of several lines. */
  | { readonly kind: 'reason'; readonly fault: TextFault | null }
  | { readonly kind: 'over already'; readonly until: string }
  | { readonly kind: 'too long'; readonly latest: string }
  | { readonly kind: 'under way'; readonly since: Maintenance }
  | { readonly kind: 'none' };

const LONGEST = LONGEST_MAINTENANCE_HOURS * 3_600_000;

/** Newest first. */
export async function listMaintenance(listOperations: ListOperations): Promise<Maintenance[]> {
  const all: Maintenance[] = [];
  for await (const { body } of listOperations('maintenance', null))
    all.push(parseRecorded(Maintenance, body));
  return all;
}

/** All of it, newest first, with the version that a change is to name. */
export async function standingMaintenance(ports: MaintenancePorts): Promise<MaintenanceList> {
  // The version first: of what comes meanwhile too much is listed, and a change on it is refused.
  const { version } = await storeOf(ports).read();
  return { version, maintenances: await listMaintenance(ports.listOperations) };
}

/** `last` is the newest there is; `until` in milliseconds, null for as long as is allowed. */
export function judgeStart(
  last: Maintenance | null,
  given: string,
  until: number | null,
  now: number,
): Result<Maintenance, MaintenanceRefusal> {
  const reason = MaintenanceReason.safeParse(given);
  const fault = reason.success ? plainTextFault(reason.data) : null;
  if (!reason.success || fault !== null) return fail({ kind: 'reason', fault });
  const end = until ?? now + LONGEST;
  if (end <= now) return fail({ kind: 'over already', until: new Date(end).toISOString() });
  if (end > now + LONGEST) return fail({ kind: 'too long', latest: new Date(now + LONGEST).toISOString() });
  if (last !== null && last.endedAt === null) return fail({ kind: 'under way', since: last });
  return ok({
    reason: reason.data,
    startedAt: new Date(now).toISOString(),
    until: new Date(end).toISOString(),
    endedAt: null,
  });
}

export function judgeEnd(last: Maintenance | null, now: number): Result<Maintenance, MaintenanceRefusal> {
  if (last === null || last.endedAt !== null) return fail({ kind: 'none' });
  return ok({ ...last, endedAt: new Date(now).toISOString() });
}

const storeOf = (ports: MaintenancePorts) => numberedRecords<Maintenance>(ports, 'maintenance');

const lastOf = (newest: Newest): Maintenance | null =>
  newest === null ? null : parseRecorded(Maintenance, newest.body);

/** `until` in milliseconds; null for as long as is allowed. */
export const startMaintenance = (
  ports: MaintenancePorts,
  order: ChangeOrder,
  reason: string,
  until: number | null,
): Promise<Result<Change>> =>
  makeChange(ports, storeOf(ports), order, (newest): Result<Decision<Maintenance>> => {
    const judged = judgeStart(lastOf(newest), reason, until, order.now);
    if (!judged.ok) return fail(problemOf(judged.problem, reason));
    return ok({
      record: nextName('maintenance', newest),
      action: 'start',
      before: null,
      after: judged.value,
    });
  });

export const endMaintenance = (ports: MaintenancePorts, order: ChangeOrder): Promise<Result<Change>> =>
  makeChange(ports, storeOf(ports), order, (newest): Result<Decision<Maintenance>> => {
    const before = lastOf(newest);
    const judged = judgeEnd(before, order.now);
    if (!judged.ok) return fail(problemOf(judged.problem, ''));
    const record = nameOf('maintenance', newest?.id ?? '');
    return ok({ record, action: 'end', before, after: judged.value });
  });

function problemOf(refusal: MaintenanceRefusal, reason: string): Problem {
  const invalid = (finding: Pick<FindingValue, 'code' | 'pointer' | 'details'>): Problem =>
    problem('invalid-change', { count: 1 }, [{ ...finding, key: null }]);
  switch (refusal.kind) {
    case 'reason': {
      const details = { value: cut(reason, 60), expected: 'reason' };
      return invalid(
        plainFinding(reason.trim(), '/reason') ?? { code: 'wrong-form', pointer: '/reason', details },
      );
    }
    case 'over already':
      return invalid({ code: 'until-over', pointer: '/until', details: { until: refusal.until } });
    case 'too long': {
      const details = { hours: LONGEST_MAINTENANCE_HOURS, latest: refusal.latest };
      return invalid({ code: 'until-too-far', pointer: '/until', details });
    }
    case 'under way': {
      const { startedAt, reason } = refusal.since;
      return problem('maintenance-under-way', { since: startedAt, reason });
    }
    case 'none':
      return problem('no-maintenance');
  }
}

/** From its start to when it was ended, or to when it had to be. */
export const spanOf = ({ startedAt, until, endedAt }: Maintenance): Span => {
  const end = Math.min(Date.parse(until), Date.parse(endedAt ?? until));
  return { from: Date.parse(startedAt), to: end };
};

/** Past its end, and nobody said that it is over. */
const isForgotten = ({ until, endedAt }: Maintenance, now: number): boolean =>
  endedAt === null && Date.parse(until) <= now;

/** What the alarms are told each minute: whether it is under way, and how much of it was forgotten. */
export const maintenanceMetrics = (maintenances: readonly Maintenance[], now: number) => ({
  MaintenanceUnderWay: Number(maintenances.map(spanOf).some(({ from, to }) => from <= now && now < to)),
  MaintenanceOverdue: maintenances.filter((one) => isForgotten(one, now)).length,
});
