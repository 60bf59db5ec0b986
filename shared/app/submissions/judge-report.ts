/**
 * Judges a report against everything the hub knows (R18, R19, R21, R22, R25): who may send it, when, and every
 * cell. The dry run and the real run are this one function (R26).
 */
import type { Calendar } from '../../contract/registry.ts';
import { schema } from '../../contract/schema.ts';
import type { ReportEntry } from '../../contract/submissions/ledger.ts';
import { ReportSubmission } from '../../contract/submissions/submission.ts';
import { readForm } from '../../domain/json/read-form.ts';
import type { FindingValue } from '../../domain/problems/problems.ts';
import type { DatasetPlan } from '../../domain/registry/cell.ts';
import { timelinessOf } from '../../domain/registry/deadline-level.ts';
import { futureEvidence } from '../../domain/submissions/evidence.ts';
import { arePlainCells } from '../../domain/submissions/plain-cells.ts';
import { reportDigest } from '../../domain/submissions/submission-digest.ts';
import { validateCells, validateLooseCells } from '../../domain/submissions/validate-cells.ts';
import { closesAt, dayOf, type Period, readPeriod, startOfDay } from '../../domain/values/period.ts';
import { impossiblePeriod } from '../registry/impossible-period.ts';
import {
  type Judged,
  type JudgePorts,
  judgeDataset,
  judgeKey,
  onlyOfTheDay,
  refusal,
  refused,
} from './judge-form.ts';
import { judgeOwner, type SubmissionRequest } from './judge-owner.ts';

/** The entry that is to be recorded, its `storedAt` still that of the receipt; or every reason against it. */
export async function judgeReport(
  ports: JudgePorts,
  request: SubmissionRequest,
): Promise<Judged<ReportEntry>> {
  const form =
    plainReport(request) ??
    readForm(ReportSubmission, request.body, request.bodyFindings, request.bodyLiterals);
  const { readable } = form;
  const [catalogue, calendar] = await Promise.all([ports.readCatalogue(), ports.readCalendar()]);
  const plan = readable.dataset === undefined ? undefined : catalogue.value.datasets.get(readable.dataset);
  const period = readable.period === undefined ? null : readPeriod(readable.period, calendar);
  const today = dayOf(request.receivedAt);
  const owner = await judgeOwner(ports, request, readable, period);
  if (!owner.ok) return refused(owner.problem);
  const { cells = [] } = readable;
  const verdict = plan && readable.cells ? validateCells(cells, plan) : null;

  // One list literal: a body can have so many faults that passing them as arguments overflows the stack.
  const findings: FindingValue[] = [
    ...judgeKey(request.idempotencyKey, false),
    ...form.findings,
    ...judgeDataset(readable.dataset, plan, 'report', catalogue.value),
    ...judgePeriod({ id: readable.period, period, plan }, calendar, request.receivedAt),
    ...owner.value.findings,
    ...(plan ? (verdict?.findings ?? []) : validateLooseCells(cells, catalogue.value)),
    ...futureEvidence(cells, today),
  ];
  if (!onlyOfTheDay(findings)) return refused(refusal(findings));

  const { system, dataset, revision } = readable;
  const { agency } = owner.value;
  if (!system || !dataset || !revision || !period || !agency || !verdict) {
    throw new Error('a report without findings lacks a part: the rules have a gap');
  }
  const receivedAt = new Date(request.receivedAt).toISOString();

  const entry: ReportEntry = {
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
    timeliness: timelinessOf(period, agency, calendar, request.receivedAt),
    credential: request.credential.keyId,
    idempotencyKey: request.idempotencyKey,
  };
  return findings.length === 0
    ? { ok: true, value: entry }
    : { ok: false, problem: refusal(findings), couldStand: entry };
}

const ReportHead = /* @__PURE__ */ schema(() => ReportSubmission.omit({ cells: true }));

/** Null where it has to be looked at closely, by the schema. */
function plainReport({ body, bodyFindings, bodyLiterals }: SubmissionRequest) {
  if (typeof body !== 'object' || body === null || bodyFindings.length > 0 || bodyLiterals.length > 0)
    return null;
  const { cells, ...others } = body as Partial<ReportSubmission>;
  if (!arePlainCells(cells)) return null;
  const head = ReportHead.safeParse(others);
  return head.success ? { readable: { ...head.data, cells }, findings: [] } : null;
}

/** The period as it was named, as it was read, and the plan of the dataset that it has to be one of. */
type Named = {
  readonly id: string | undefined;
  readonly period: Period | null;
  readonly plan: DatasetPlan | undefined;
};

function judgePeriod({ id, period, plan }: Named, calendar: Calendar, now: number): FindingValue[] {
  if (id === undefined || plan === undefined) return [];
  const place = { pointer: '/period', key: null };
  const { dataset } = plan;
  if (period === null || period.kind !== dataset.periodKind) {
    return [{ ...place, ...impossiblePeriod(id, dataset) }];
  }
  if (startOfDay(period.from) > now) {
    return [{ ...place, code: 'future-period', details: { value: id, from: period.from } }];
  }
  const closes = closesAt(period, calendar);
  if (now >= closes) {
    const closedAt = new Date(closes).toISOString();
    return [{ ...place, code: 'period-closed', details: { value: id, dataset: dataset.id, closedAt } }];
  }
  return [];
}
