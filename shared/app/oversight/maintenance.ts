/**
 * Planned maintenance. Records are numbered, and a number is given once (a conditional put), so that of two who start at
 * once one is refused. Every one has an end from the start: one that is forgotten is over then, and an alarm says so until
 * somebody ends it.
 */
import { LONGEST_MAINTENANCE_HOURS, Maintenance } from '../../contract/oversight/availability.ts';
import type { Span } from '../../domain/oversight/availability.ts';
import { fail, ok, type Result } from '../../domain/problems/result.ts';
import type { ListOperations, PutOperation } from '../ports/operations.ts';

export type MaintenancePorts = {
  readonly listOperations: ListOperations;
  readonly putOperation: PutOperation;
};

/** A sentence for the operator. */
type Refusal = string;

const LONGEST = LONGEST_MAINTENANCE_HOURS * 3_600_000;

type Held = { readonly id: string; readonly version: number; readonly maintenance: Maintenance };

/** Newest first. */
async function* held(listOperations: ListOperations): AsyncGenerator<Held> {
  for await (const { id, version, body } of listOperations('maintenance'))
    yield { id, version, maintenance: Maintenance.parse(body) };
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
  reason: string,
  until: number | null,
  now: number,
): Promise<Result<Maintenance, Refusal>> {
  const end = until ?? now + LONGEST;
  if (end <= now) return fail(`--until ${new Date(end).toISOString()} is over already`);
  if (end > now + LONGEST) {
    const latest = new Date(now + LONGEST).toISOString();
    return fail(`maintenance lasts ${LONGEST_MAINTENANCE_HOURS} hours at most: --until up to ${latest}`);
  }
  const last = await newest(listOperations);
  if (last !== null && last.maintenance.endedAt === null) return fail(underWay(last.maintenance));
  const maintenance = {
    reason,
    startedAt: new Date(now).toISOString(),
    until: new Date(end).toISOString(),
    endedAt: null,
  };
  const id = String(Number(last?.id ?? 0) + 1).padStart(8, '0');
  const put = await putOperation('maintenance', id, maintenance, null);
  return put === 'written' ? ok(maintenance) : fail('somebody else has just started maintenance');
}

const underWay = ({ startedAt, reason }: Maintenance): Refusal =>
  `maintenance is under way since ${startedAt} (${reason}): end it first`;

export async function endMaintenance(
  { listOperations, putOperation }: MaintenancePorts,
  now: number,
): Promise<Result<Maintenance, Refusal>> {
  const last = await newest(listOperations);
  if (last === null || last.maintenance.endedAt !== null) return fail('no maintenance is under way');
  const ended = { ...last.maintenance, endedAt: new Date(now).toISOString() };
  const put = await putOperation('maintenance', last.id, ended, last.version);
  return put === 'written' ? ok(ended) : fail('somebody else has just ended it');
}

/** From its start to when it was ended, or to when it had to be. */
export const spanOf = ({ startedAt, until, endedAt }: Maintenance): Span => {
  const end = Math.min(Date.parse(until), Date.parse(endedAt ?? until));
  return { from: Date.parse(startedAt), to: end };
};

/** Past its end, and nobody said that it is over. */
export const isForgotten = ({ until, endedAt }: Maintenance, now: number): boolean =>
  endedAt === null && Date.parse(until) <= now;
