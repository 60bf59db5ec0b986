/** Quotas as operators read and change them: one record, whose versions are its own, each with the change that made it (ADR 30, ADR 44). */
import type { Change } from '../../contract/access/change.ts';
import type { QuotaList, QuotaOrder, Quotas } from '../../contract/access/quotas.ts';
import { COUNTRY } from '../../contract/registry.ts';
import { changeQuota } from '../../domain/access/change-quota.ts';
import { firstQuotas } from '../../domain/access/quota-limits.ts';
import { positionOf, versionText } from '../../domain/access/task-version.ts';
import { type FindingValue, problem } from '../../domain/problems/problems.ts';
import { fail, ok, type Result } from '../../domain/problems/result.ts';
import { parseAgencyCode } from '../../domain/values/agency-code.ts';
import type { HasCredential, ListQuotas, PutQuotas, QuotasVersion } from '../ports/quotas.ts';
import type { FindAgency } from '../ports/registry.ts';
import { type ChangeOrder, type ChangeStore, type Decision, makeChange } from './make-change.ts';
import type { LeasePorts } from './task-lease.ts';

export type ChangeQuotasPorts = LeasePorts & {
  readonly listQuotas: ListQuotas;
  readonly putQuotas: PutQuotas;
  readonly findAgency: FindAgency;
  readonly hasCredential: HasCredential;
};

const RECORD = 'quotas';

const textOf = (version: number): string => versionText({ record: 0, version });

async function newest(listQuotas: ListQuotas): Promise<QuotasVersion | null> {
  for await (const one of listQuotas()) return one;
  return null;
}

/** Where nobody has changed them they are those that the hub comes with, at version 0.0. */
export async function standingQuotas({
  listQuotas,
}: Pick<ChangeQuotasPorts, 'listQuotas'>): Promise<QuotaList> {
  const found = await newest(listQuotas);
  return { version: textOf(found?.version ?? 0), quotas: found?.quotas ?? firstQuotas };
}

/** Newest first. */
export async function* quotaChanges(listQuotas: ListQuotas): AsyncGenerator<Change> {
  for await (const { change } of listQuotas()) if (change !== null) yield change;
}

function quotaRecord({ listQuotas, putQuotas }: ChangeQuotasPorts): ChangeStore<Quotas | null, Quotas> {
  return {
    read: async () => {
      const found = await newest(listQuotas);
      return { version: textOf(found?.version ?? 0), state: found?.quotas ?? null };
    },
    since: async (version) => {
      const seen = positionOf(version)?.version ?? 0;
      const changes: Change[] = [];
      for await (const one of listQuotas()) {
        if (one.version <= seen) return changes;
        if (one.change !== null) changes.unshift(one.change);
      }
      return seen === 0 ? changes : null;
    },
    next: ({ version }) => textOf((positionOf(version)?.version ?? 0) + 1),
    commit: (_, { after }, change) => putQuotas(positionOf(change.version)?.version ?? 0, after, change),
  };
}

/** An id that nobody has; null where somebody has it, or it is no code of an agency, which the change itself says. */
async function unknownSubject(
  ports: ChangeQuotasPorts,
  { of, id }: QuotaOrder,
): Promise<FindingValue | null> {
  const unknown = (code: 'unknown-agency' | 'unknown-credential'): FindingValue => ({
    code,
    pointer: '/id',
    key: null,
    details: { value: id },
  });
  if (of === 'key') return (await ports.hasCredential(id)) ? null : unknown('unknown-credential');
  const code = of === 'agency' && id !== COUNTRY ? parseAgencyCode(id) : null;
  if (code === null || !code.ok) return null;
  return (await ports.findAgency(code.code)) === null ? unknown('unknown-agency') : null;
}

export async function changeQuotas(
  ports: ChangeQuotasPorts,
  order: ChangeOrder,
  asked: QuotaOrder,
): Promise<Result<Change>> {
  // What has a limit of its own and is no more can lose it.
  const unknown = asked.limits === null ? null : await unknownSubject(ports, asked);
  if (unknown !== null) return fail(problem('invalid-change', { count: 1 }, [unknown]));
  return makeChange(ports, quotaRecord(ports), order, (before): Result<Decision<Quotas>> => {
    const after = changeQuota(before ?? firstQuotas, asked);
    if (!after.ok) return fail(problem('invalid-change', { count: after.problem.length }, after.problem));
    const action = asked.limits === null ? 'reset' : 'set';
    return ok({ record: RECORD, action, before, after: after.value });
  });
}
