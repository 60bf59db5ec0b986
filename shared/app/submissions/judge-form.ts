/** What judging a report and judging events have in common. */
import type { Dataset } from '../../contract/registry.ts';
import type { LedgerEntry } from '../../contract/submissions/ledger.ts';
import { IdempotencyKey } from '../../contract/submissions/submission.ts';
import { type FindingValue, type Problem, problem } from '../../domain/problems/problems.ts';
import type { CompiledCatalogue, DatasetPlan } from '../../domain/registry/cell.ts';
import { cut } from '../../domain/values/cut.ts';
import type { ReadCalendar, ReadCatalogue } from '../ports/registry.ts';
import type { OwnerPorts } from './judge-owner.ts';

export type JudgePorts = OwnerPorts & {
  readonly readCatalogue: ReadCatalogue;
  readonly readCalendar: ReadCalendar;
};

/** The header `Idempotency-Key`: of events it has to be there. */
export function judgeKey(value: string | null, isNeeded: boolean): FindingValue[] {
  const place = { pointer: null, parameter: 'Idempotency-Key', key: null };
  if (value === null)
    return isNeeded ? [{ ...place, code: 'missing-parameter', details: { name: 'Idempotency-Key' } }] : [];
  if (IdempotencyKey.safeParse(value).success) return [];
  const details = { value: cut(value, 64), expected: '[A-Za-z0-9._:-]{1,64}' };
  return [{ ...place, code: 'wrong-form', details }];
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

/**
 * A closed period alone is a conflict with the hub's state (409); among other findings it is one of them (422). Where a
 * header is wrong the request is (400); what is wrong with its body is said with it.
 */
export function refusal(findings: readonly FindingValue[]): Problem {
  if (findings.some(({ parameter }) => parameter !== undefined))
    return problem('invalid-request', {}, findings);
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
      // By id, as the catalogue is served: whoever judges by that says the same.
      allowed: allowed.map((dataset) => dataset.id).sort(),
    },
  ];
}
