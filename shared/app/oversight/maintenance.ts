/**
 * Planned maintenance. Records are numbered, and a number is given once (a conditional put), so that of two who start at
 * once one is refused. Every one has an end from the start: one that is forgotten is over then, and an alarm says so until
 * somebody ends it.
 */
import {
  LONGEST_MAINTENANCE_HOURS,
  Maintenance,
  MaintenanceReason,
} from '../../contract/oversight/availability.ts';
import { parseRecorded } from '../../contract/recorded.ts';
import type { Span } from '../../domain/oversight/availability.ts';
import { fail, ok, type Result } from '../../domain/problems/result.ts';
import { plainTextFault, type TextFault } from '../../domain/values/plain-text.ts';
import type { ListOperations, PutOperation } from '../ports/operations.ts';

export type MaintenancePorts = {
  readonly listOperations: ListOperations;
  readonly putOperation: PutOperation;
};

export type MaintenanceRefusal =
  /** `fault` is null where it is too short, too long, or of several lines. */
  | { readonly kind: 'reason'; readonly fault: TextFault | null }
  | { readonly kind: 'over already'; readonly until: string }
  | { readonly kind: 'too long'; readonly latest: string }
  | { readonly kind: 'under way'; readonly since: Maintenance }
  /** By somebody else, in the same moment. */
  | { readonly kind: 'just started' }
  | { readonly kind: 'none' }
  | { readonly kind: 'just ended' };

const LONGEST = LONGEST_MAINTENANCE_HOURS * 3_600_000;

type Held = { readonly id: string; readonly version: number; readonly maintenance: Maintenance };

/** Newest first. */
async function* held(listOperations: ListOperations): AsyncGenerator<Held> {
  for await (const { id, version, body } of listOperations('maintenance'))
    yield { id, version, maintenance: parseRecorded(Maintenance, body) };
}

/** Newest first. */
export const listMaintenance = async (listOperations: ListOperations): Promise<Maintenance[]> =>
  (await Array.fromAsync(held(listOperations))).map(({ maintenance }) => maintenance);

async function newest(listOperations: ListOperations): Promise<Held | null> {
  for await (const one of held(listOperations)) return one;
  return null;
}

/** `until` in milliseconds; null for as long as is allowed. */
export async function startMaintenance(
  { listOperations, putOperation }: MaintenancePorts,
  given: string,
  until: number | null,
  now: number,
): Promise<Result<Maintenance, MaintenanceRefusal>> {
  const reason = MaintenanceReason.safeParse(given);
  const fault = reason.success ? plainTextFault(reason.data) : null;
  if (!reason.success || fault !== null) return fail({ kind: 'reason', fault });
  const end = until ?? now + LONGEST;
  if (end <= now) return fail({ kind: 'over already', until: new Date(end).toISOString() });
  if (end > now + LONGEST) return fail({ kind: 'too long', latest: new Date(now + LONGEST).toISOString() });
  const last = await newest(listOperations);
  if (last !== null && last.maintenance.endedAt === null)
    return fail({ kind: 'under way', since: last.maintenance });
  const maintenance = {
    reason: reason.data,
    startedAt: new Date(now).toISOString(),
    until: new Date(end).toISOString(),
    endedAt: null,
  };
  const id = String(Number(last?.id ?? 0) + 1).padStart(8, '0');
  const put = await putOperation('maintenance', id, maintenance, null);
  return put === 'written' ? ok(maintenance) : fail({ kind: 'just started' });
}

export async function endMaintenance(
  { listOperations, putOperation }: MaintenancePorts,
  now: number,
): Promise<Result<Maintenance, MaintenanceRefusal>> {
  const last = await newest(listOperations);
  if (last === null || last.maintenance.endedAt !== null) return fail({ kind: 'none' });
  const ended = { ...last.maintenance, endedAt: new Date(now).toISOString() };
  const put = await putOperation('maintenance', last.id, ended, last.version);
  return put === 'written' ? ok(ended) : fail({ kind: 'just ended' });
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
