/** Whose system a submission is of in its period, and whether the key may send it (R18, R20). */
import type { Literal } from '../../domain/json/strict-json.ts';
import type { FindingValue, Problem } from '../../domain/problems/problems.ts';
import { fail, ok, type Result } from '../../domain/problems/result.ts';
import { absenceOf } from '../../domain/registry/absence.ts';
import type { PlacedAgencyRecord } from '../../domain/registry/placed-records.ts';
import { type Days, lastWithin, onDay } from '../../domain/registry/tree.ts';
import { parseAgencyCode } from '../../domain/values/agency-code.ts';
import { cut } from '../../domain/values/cut.ts';
import { dayOf } from '../../domain/values/period.ts';
import { actsFor } from '../access/acts-for.ts';
import { foreignAgency, refuseSystem, type SendingKey } from '../access/foreign.ts';
import type { FindPlacedAgency, FindPlacedSystem } from '../ports/registry.ts';
import { ownerOf } from '../registry/placed.ts';

export type SubmissionRequest = {
  /** The parsed body, its numbers with zeros behind the point, and what reading it already found (numbers of too many digits). */
  readonly body: unknown;
  readonly bodyLiterals: readonly Literal[];
  readonly bodyFindings: readonly FindingValue[];
  readonly sha256: string;
  /** As it was sent. */
  readonly idempotencyKey: string | null;
  readonly credential: SendingKey;
  /** Milliseconds since 1970. */
  readonly receivedAt: number;
};

export type OwnerPorts = { readonly findAgency: FindPlacedAgency; readonly findSystem: FindPlacedSystem };

export type Owner = { agency: PlacedAgencyRecord | null; registryVersion: number; findings: FindingValue[] };

/** Who a submission is of and whether the key may send it. Foreign systems are refused before anything is said of them. */
export async function judgeOwner(
  ports: OwnerPorts,
  request: SubmissionRequest,
  readable: { readonly system?: string | undefined; readonly agency?: string | undefined },
  /** Of the submission; null where it names none that can be read. */
  period: Days | null,
): Promise<Result<Owner, Problem>> {
  const { credential } = request;
  const today = onDay(dayOf(request.receivedAt));
  const days = period ?? today;
  const { from, to } = days;
  const mine = (code: string) => actsFor(ports.findAgency, credential, code, [days, today]);
  const findings: FindingValue[] = [];
  const add = (
    code: FindingValue['code'],
    field: string,
    details: FindingValue['details'],
    allowed?: string[],
  ) => findings.push({ code, pointer: `/${field}`, key: null, details, ...(allowed ? { allowed } : {}) });

  const { system: id } = readable;
  if (id === undefined) return ok({ agency: null, registryVersion: 0, findings });
  const system = await ports.findSystem(id);
  const stretch = system && lastWithin(system.value.history, days);
  const code = ownerOf(system?.value ?? null, id, days);
  const refused = refuseSystem(credential, await mine(code), id, { pointer: '/system' });
  if (refused !== null) return fail(refused);

  const owner = await ports.findAgency(code);
  if (system === null) add('unknown-system', 'system', { value: id });
  else {
    const { stage } = system.value;
    if (stage !== 'connected') add('system-not-connected', 'system', { value: id, stage });
    if (owner === null || lastWithin(owner.value.history, days) === null) {
      add('agency-closed', 'system', { value: code, from, to, ...absenceOf(owner?.value ?? null, days) });
    } else if (stretch === null) add('system-not-valid', 'system', { value: id, from, to });
  }

  if (readable.agency !== undefined) {
    const read = parseAgencyCode(readable.agency);
    const stated = read.ok ? await ports.findAgency(read.code) : null;
    const shown = cut(readable.agency, 60);
    if (stated === null) add('unknown-agency', 'agency', { value: shown });
    else if (!(await mine(stated.value.code)))
      return fail(foreignAgency(credential, stated.value.code, { pointer: '/agency' }));
    else if (lastWithin(stated.value.history, days) === null) {
      add('agency-closed', 'agency', { value: shown, from, to, ...absenceOf(stated.value, days) });
    } else if (stated.value.code !== code && system !== null) {
      add('agency-mismatch', 'agency', { value: shown, system: id, actual: code }, [code]);
    }
  }
  const registryVersion = Math.max(system?.version ?? 0, owner?.version ?? 0);
  return ok({ agency: owner?.value ?? null, registryVersion, findings });
}
