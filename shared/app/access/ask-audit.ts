/** A question of an auditor, asked of the logs. */
import {
  type AuditParameter,
  type AuditQueryName,
  auditQueryOf,
  insightsTextOf,
  logGroupsOf,
  MOST_ROWS,
} from '../../contract/access/audit-queries.ts';
import { fillQuery, readAuditValue, type WrongValue } from '../../domain/access/fill-query.ts';
import { fail, ok, type Result } from '../../domain/problems/result.ts';
import type { QueryRow, RunQuery } from '../ports/trail.ts';

export type AuditOrder = {
  readonly name: AuditQueryName;
  readonly values: ReadonlyMap<AuditParameter, string>;
  /** Milliseconds since 1970; whole seconds of it are asked for, the last one included. */
  readonly from: number;
  readonly to: number;
};

export type AuditAnswer = {
  readonly rows: readonly QueryRow[];
  /** Whether there may be more: as many rows as are ever given. */
  readonly isCut: boolean;
};

/** What is wrong with what was asked: values that are missing, that the question does not take, or that have another form. */
export type AuditFault =
  | { readonly kind: 'missing' | 'not-taken'; readonly parameter: AuditParameter }
  | ({ readonly kind: 'wrong-form' } & WrongValue);

export async function askAudit(
  runQuery: RunQuery,
  stage: string,
  { name, values, from, to }: AuditOrder,
): Promise<Result<AuditAnswer, readonly AuditFault[]>> {
  const query = auditQueryOf(name);
  const faults: AuditFault[] = [];
  const filled = new Map<AuditParameter, string>();
  for (const parameter of query.takes) {
    const value = values.get(parameter);
    const read = value === undefined ? null : readAuditValue(parameter, value);
    if (read === null) faults.push({ kind: 'missing', parameter });
    else if (read.ok) filled.set(parameter, read.value);
    else faults.push({ kind: 'wrong-form', ...read.problem });
  }
  for (const parameter of values.keys())
    if (!query.takes.includes(parameter)) faults.push({ kind: 'not-taken', parameter });
  if (faults.length > 0) return fail(faults);
  const rows = await runQuery({
    logGroups: logGroupsOf(query, stage),
    text: fillQuery(insightsTextOf(query), filled),
    from: Math.floor(from / 1000),
    to: Math.floor(to / 1000),
  });
  return ok({ rows, isCut: rows.length >= MOST_ROWS });
}
