/**
 * Judges a report against everything the hub knows (R18, R19, R21, R22, R25): who may send it, when, and every
 * cell. The dry run and the real run are this one function (R26).
 */
import type { LedgerEntry } from '../contract/ledger.ts';
import type { Agency, Credential } from '../contract/registry.ts';
import { ReportSubmission } from '../contract/submission.ts';
import { parseAgencyCode } from '../domain/agency-code.ts';
import { reportDigest } from '../domain/canonical.ts';
import type { DatasetPlan } from '../domain/cell.ts';
import {
  closesAt,
  type DeadlineLevel,
  dayOf,
  deadlineOf,
  type Period,
  periodExample,
  readPeriod,
  startOfDay,
} from '../domain/period.ts';
import { type FindingValue, type Problem, problem } from '../domain/problems.ts';
import { fail, ok, type Result } from '../domain/result.ts';
import { findingsOf } from '../domain/schema-findings.ts';
import { agencyOfSystemId } from '../domain/submission-key.ts';
import { asOfDay } from '../domain/tree.ts';
import { validateCells } from '../domain/validate-cells.ts';
import {
  actsFor,
  type FindAgency,
  type FindSystem,
  type ReadCalendar,
  type ReadCatalogue,
} from './registry-ports.ts';

export type JudgePorts = {
  readonly findAgency: FindAgency;
  readonly findSystem: FindSystem;
  readonly readCatalogue: ReadCatalogue;
  readonly readCalendar: ReadCalendar;
};

export type ReportRequest = {
  /** The parsed body, and what reading it already found (numbers of too many digits). */
  readonly body: unknown;
  readonly bodyFindings: readonly FindingValue[];
  readonly sha256: string;
  readonly idempotencyKey: string | null;
  readonly credential: Credential;
  /** Milliseconds since 1970. */
  readonly receivedAt: number;
};

const levelOfKind: Record<Agency['kind'], DeadlineLevel> = {
  ministry: 'central',
  'ministerial-level': 'central',
  'government-agency': 'central',
  province: 'province',
  department: 'department',
  commune: 'commune',
};

/** What could be read of a body whose form is wrong somewhere: the right fields are judged all the same. */
type Readable = Partial<Omit<ReportSubmission, 'cells'>> & {
  cells?: (ReportSubmission['cells'][number] | undefined)[];
};

function readForm(body: unknown): { readable: Readable; findings: FindingValue[] } {
  const parsed = ReportSubmission.safeParse(body);
  if (parsed.success) return { readable: parsed.data, findings: [] };
  const readable: { cells?: unknown; [name: string]: unknown } =
    typeof body === 'object' && body !== null && !Array.isArray(body) ? { ...body } : {};
  const cells = Array.isArray(readable.cells) ? [...readable.cells] : undefined;
  for (const { path } of parsed.error.issues) {
    if (path[0] === 'cells' && typeof path[1] === 'number' && cells) cells[path[1]] = undefined;
    else if (typeof path[0] === 'string') delete readable[path[0]];
  }
  return {
    readable: { ...readable, ...(cells && 'cells' in readable ? { cells } : {}) } as Readable,
    findings: findingsOf(parsed.error, body),
  };
}

/** The entry that is to be recorded, its `storedAt` still that of the receipt; or every reason against it. */
export async function judgeReport(
  ports: JudgePorts,
  request: ReportRequest,
): Promise<Result<LedgerEntry, Problem>> {
  const { readable, findings: form } = readForm(request.body);
  const [catalogue, calendar] = await Promise.all([ports.readCatalogue(), ports.readCalendar()]);
  const plan = readable.dataset === undefined ? undefined : catalogue.value.datasets.get(readable.dataset);
  const period = readable.period === undefined ? null : readPeriod(readable.period, calendar);
  const today = dayOf(request.receivedAt);
  const owner = await judgeOwner(ports, request, readable, period?.to ?? today, today);
  if (!owner.ok) return owner;
  const verdict = plan && readable.cells ? validateCells(readable.cells, plan) : null;

  // One list literal: a body can have so many faults that passing them as arguments overflows the stack.
  const findings: FindingValue[] = [
    ...request.bodyFindings,
    ...form,
    ...judgeDataset(readable.dataset, plan, catalogue.value.datasets.keys()),
    ...judgePeriod(readable.period, period, plan, request.receivedAt, closesAtOf(period, calendar)),
    ...owner.value.findings,
    ...(verdict?.findings ?? []),
  ];
  if (findings.length > 0) return fail(refusal(findings));

  const { system, dataset, revision } = readable;
  const { agency } = owner.value;
  if (!system || !dataset || !revision || !period || !agency || !verdict) {
    throw new Error('a report without findings lacks a part: the rules have a gap');
  }
  const receivedAt = new Date(request.receivedAt).toISOString();
  const deadline = deadlineOf(period, levelOfKind[agency.kind], calendar);
  return ok({
    kind: 'report',
    system,
    agency: agency.code,
    dataset,
    period: period.id,
    revision,
    cells: verdict.cells,
    digest: reportDigest({ system, dataset, period: period.id, revision }, verdict.cells),
    sha256: request.sha256,
    receivedAt,
    storedAt: receivedAt,
    registryVersion: owner.value.registryVersion,
    catalogueVersion: catalogue.version,
    timeliness: request.receivedAt < deadline ? 'on-time' : 'late',
    credential: request.credential.keyId,
    idempotencyKey: request.idempotencyKey,
  });
}

const closesAtOf = (period: Period | null, calendar: Parameters<typeof closesAt>[1]): number =>
  period === null ? 0 : closesAt(period, calendar);

/** A closed period alone is a conflict with the hub's state (409); among other findings it is one of them (422). */
function refusal(findings: readonly FindingValue[]): Problem {
  const [first] = findings;
  if (findings.length === 1 && first?.code === 'period-closed') {
    return problem('period-closed', { ...first.details, period: first.details.value ?? '' }, findings);
  }
  return problem('invalid-submission', { count: findings.length }, findings);
}

function judgeDataset(
  id: string | undefined,
  plan: DatasetPlan | undefined,
  known: Iterable<string>,
): FindingValue[] {
  if (id === undefined || plan !== undefined) return [];
  const place = { pointer: '/dataset', key: null };
  return [{ ...place, code: 'unknown-dataset', details: { value: id }, allowed: [...known] }];
}

function judgePeriod(
  id: string | undefined,
  period: Period | null,
  plan: DatasetPlan | undefined,
  now: number,
  closes: number,
): FindingValue[] {
  if (id === undefined || plan === undefined) return [];
  const place = { pointer: '/period', key: null };
  const { dataset } = plan;
  if (period === null || period.kind !== dataset.periodKind) {
    const example = periodExample[dataset.periodKind];
    const details = { value: id, dataset: dataset.id, kind: dataset.periodKind, example };
    return [{ ...place, code: 'impossible-period', details, allowed: [example] }];
  }
  if (startOfDay(period.from) > now) {
    return [{ ...place, code: 'future-period', details: { value: id, from: period.from } }];
  }
  if (now >= closes) {
    const closedAt = new Date(closes).toISOString();
    return [{ ...place, code: 'period-closed', details: { value: id, dataset: dataset.id, closedAt } }];
  }
  return [];
}

type Owner = { agency: Agency | null; registryVersion: number; findings: FindingValue[] };

/** Who the report is of and whether the key may send it. Foreign systems are refused before anything is said of them. */
async function judgeOwner(
  ports: JudgePorts,
  request: ReportRequest,
  readable: Readable,
  day: string,
  today: string,
): Promise<Result<Owner, Problem>> {
  const { credential } = request;
  const foreign = (what: string) =>
    fail(problem('foreign-agency', { keyId: credential.keyId, agency: credential.agency, what }));
  const mine = (code: string) => actsFor(ports.findAgency, credential, code, [day, today]);
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
  const stretch = system && asOfDay(system.value.history, day);
  const code = stretch?.agency ?? system?.value.history.at(-1)?.agency ?? agencyOfSystemId(id);
  if (!(await mine(code)) || (credential.systems !== null && !credential.systems.includes(id)))
    return foreign(id);

  const owner = await ports.findAgency(code);
  if (system === null) add('unknown-system', 'system', { value: id });
  else {
    const { stage } = system.value;
    if (stage !== 'connected') add('system-not-connected', 'system', { value: id, stage });
    if (owner === null || asOfDay(owner.value.history, day) === null) {
      add('agency-closed', 'system', { value: code, day, into: owner?.value.mergedInto ?? '-' });
    } else if (stretch === null) add('system-not-valid', 'system', { value: id, day });
  }

  if (readable.agency !== undefined) {
    const read = parseAgencyCode(readable.agency);
    const stated = read.ok ? await ports.findAgency(read.code) : null;
    const shown = readable.agency.slice(0, 60);
    if (stated === null) add('unknown-agency', 'agency', { value: shown });
    else if (!(await mine(stated.value.code))) return foreign(stated.value.code);
    else if (asOfDay(stated.value.history, day) === null) {
      add('agency-closed', 'agency', { value: shown, day, into: stated.value.mergedInto ?? '-' });
    } else if (stated.value.code !== code && system !== null) {
      add('agency-mismatch', 'agency', { value: shown, system: id, actual: code }, [code]);
    }
  }
  const registryVersion = Math.max(system?.version ?? 0, owner?.version ?? 0);
  return ok({ agency: owner?.value ?? null, registryVersion, findings });
}
