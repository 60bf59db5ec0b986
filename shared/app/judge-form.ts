/** What judging a report and judging events have in common. */
import type * as z from 'zod';
import type { LedgerEntry } from '../contract/ledger.ts';
import type { Agency, Calendar, Dataset } from '../contract/registry.ts';
import type { CompiledCatalogue, DatasetPlan } from '../domain/cell.ts';
import { type DeadlineLevel, deadlineOf, type Period } from '../domain/period.ts';
import { type FindingValue, type Problem, problem } from '../domain/problems.ts';
import { findingsOf } from '../domain/schema-findings.ts';
import type { OwnerPorts } from './judge-owner.ts';
import type { ReadCalendar, ReadCatalogue } from './registry-ports.ts';

export type JudgePorts = OwnerPorts & {
  readonly readCatalogue: ReadCatalogue;
  readonly readCalendar: ReadCalendar;
};

const levelOfKind: Record<Agency['kind'], DeadlineLevel> = {
  ministry: 'central',
  'ministerial-level': 'central',
  'government-agency': 'central',
  province: 'province',
  department: 'department',
  commune: 'commune',
};

export const timelinessOf = (
  period: Period,
  agency: Agency,
  calendar: Calendar,
  receivedAt: number,
): 'on-time' | 'late' =>
  receivedAt < deadlineOf(period, levelOfKind[agency.kind], calendar) ? 'on-time' : 'late';

/**
 * Reads a body by its schema. Where that fails, `readable` keeps the fields that are right, and of the list `list`
 * the items that are, with undefined in the place of the others, so that they are judged all the same (R25).
 */
export function readForm<T extends object>(
  schema: z.ZodType<T>,
  body: unknown,
  list: keyof T & string,
): { readable: Partial<T>; findings: FindingValue[] } {
  const parsed = schema.safeParse(body);
  if (parsed.success) return { readable: parsed.data, findings: [] };
  const readable: Record<string, unknown> =
    typeof body === 'object' && body !== null && !Array.isArray(body) ? { ...body } : {};
  const given = readable[list];
  const items: unknown[] | null = Array.isArray(given) ? [...given] : null;
  for (const { path } of parsed.error.issues) {
    if (path[0] === list && typeof path[1] === 'number' && items) items[path[1]] = undefined;
    else if (typeof path[0] === 'string') delete readable[path[0]];
  }
  if (items && list in readable) readable[list] = items;
  return { readable: readable as Partial<T>, findings: findingsOf(parsed.error, body) };
}

/**
 * A verdict. `couldStand` is the entry as it would be, where nothing is wrong with it but the day on which it comes: if
 * it was accepted before, a retry is answered as the first time was, whatever was closed or suspended since.
 */
export type Judged<E extends LedgerEntry = LedgerEntry> =
  | { readonly ok: true; readonly value: E }
  | { readonly ok: false; readonly problem: Problem; readonly couldStand: E | null };

const ofTheDay: ReadonlySet<FindingValue['code']> = new Set([
  'period-closed',
  'system-not-connected',
  'system-not-valid',
  'agency-closed',
]);

export const onlyOfTheDay = (findings: readonly FindingValue[]): boolean =>
  findings.every(({ code }) => ofTheDay.has(code));

/** Refused whatever stands. */
export const refused = (problem: Problem): Judged<never> => ({ ok: false, problem, couldStand: null });

/** A closed period alone is a conflict with the hub's state (409); among other findings it is one of them (422). */
export function refusal(findings: readonly FindingValue[]): Problem {
  const [first] = findings;
  if (findings.length === 1 && first?.code === 'period-closed') {
    return problem('period-closed', { ...first.details, period: first.details.value ?? '' }, findings);
  }
  return problem('invalid-submission', { count: findings.length }, findings);
}

export function judgeDataset(
  id: string | undefined,
  plan: DatasetPlan | undefined,
  kind: Dataset['kind'],
  catalogue: CompiledCatalogue,
): FindingValue[] {
  if (id === undefined || plan !== undefined) return [];
  const allowed = catalogue.catalogue.datasets.filter((dataset) => dataset.kind === kind);
  const place = { pointer: '/dataset', key: null };
  return [
    {
      ...place,
      code: 'unknown-dataset',
      details: { value: id },
      allowed: allowed.map((dataset) => dataset.id),
    },
  ];
}
