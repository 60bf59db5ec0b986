/** The file that a sender fills in for a dataset and a period, with the systems that its key may report for (R15, R21). */
import { type Calendar, COUNTRY, type Credential, type Dataset } from '../../contract/registry.ts';
import { type Template, templateOf } from '../../domain/batches/template/template.ts';
import { type FindingValue, type Problem, problem } from '../../domain/problems/problems.ts';
import { refusedParameter, unknownAgency, unknownCursor } from '../../domain/problems/refused-parameter.ts';
import { fail, ok, type Result } from '../../domain/problems/result.ts';
import { describeDataset, onlySystemsOf } from '../../domain/registry/describe-dataset.ts';
import { systemsBelow } from '../../domain/registry/subtree.ts';
import { type RegistrySnapshot, treeAt } from '../../domain/registry/tree.ts';
import {
  closesAt,
  dayOf,
  openPeriods,
  type Period,
  readPeriod,
  startOfDay,
} from '../../domain/values/period.ts';
import { foreignAgency } from '../access/foreign.ts';
import { ownAgencies } from '../access/own-agencies.ts';
import { reportersIn } from '../access/reporters.ts';
import type { ReadCalendar, ReadCatalogue, ReadSnapshot } from '../ports/registry.ts';
import { impossiblePeriod } from '../registry/impossible-period.ts';

export type TemplatePorts = {
  readonly readSnapshot: ReadSnapshot;
  readonly readCatalogue: ReadCatalogue;
  readonly readCalendar: ReadCalendar;
};

export type TemplateQuery = {
  readonly dataset: string;
  /** Null: every agency of the key. */
  readonly node: string | null;
  /** Null: the one that is to be reported now. */
  readonly period: string | null;
  /** Systems up to this one are in the template before. */
  readonly after: string | null;
};

/** `next`: the last system of this template where there are more. */
export type TemplateAnswer = { readonly template: Template; readonly next: string | null };

/** A row is some hundred bytes, and an answer of Lambda at most 6 MB. */
const MOST_SYSTEMS = 5000;

/** `now` in milliseconds. */
export async function readTemplate(
  ports: TemplatePorts,
  credential: Credential,
  { dataset: id, node, period: asked, after }: TemplateQuery,
  now: number,
): Promise<Result<TemplateAnswer, Problem>> {
  const [snapshot, { value: catalogue, version }, calendar] = await Promise.all([
    ports.readSnapshot(),
    ports.readCatalogue(),
    ports.readCalendar(),
  ]);
  const plan = catalogue.datasets.get(id);
  if (plan === undefined) return fail(problem('dataset-not-found', { id }));
  const period = takenPeriod(plan.dataset, asked, calendar, now);
  if (!period.ok) return period;
  const below = await within(snapshot, credential, node, { today: dayOf(now), period: period.value });
  if (!below.ok) return below;
  if (after !== null && !snapshot.systems.has(after)) return fail(unknownCursor(after));
  const only = onlySystemsOf(id);
  const reporters = await reportersIn(
    snapshot,
    credential,
    ownAgencies(snapshot, credential, dayOf(now)),
    period.value,
  );
  const ids = reporters
    .map((reporter) => reporter.id)
    .filter((one) => (only?.includes(one) ?? true) && below.value(one) && (after === null || one > after))
    .sort();
  const systems = ids.slice(0, MOST_SYSTEMS).flatMap((one) => {
    const names = snapshot.systems.get(one)?.names;
    return names === undefined ? [] : [{ id: one, names }];
  });
  // Which duties a report fulfils is nothing that is filled in.
  const description = describeDataset(plan, catalogue, [], version);
  return ok({
    template: templateOf(description, period.value, systems),
    next: ids.length > systems.length ? (systems.at(-1)?.id ?? null) : null,
  });
}

/** Whether a system is of the node in the period, or of any where none is named: a report of it counts where the system was then (R18). */
async function within(
  snapshot: RegistrySnapshot,
  credential: Credential,
  node: string | null,
  { today, period }: { readonly today: string; readonly period: Period },
): Promise<Result<(system: string) => boolean, Problem>> {
  if (node === null) return ok(() => true);
  if (node !== COUNTRY && !snapshot.agencies.has(node)) return fail(unknownAgency(node));
  const acts = ownAgencies(snapshot, credential, today);
  if (!(await acts(node, period))) return fail(foreignAgency(credential, node, { parameter: 'agency' }));
  const below = systemsBelow(treeAt(snapshot, period), node);
  return ok((system) => below.has(system));
}

/** One that takes submissions now: as asked, or the last of those that are over, which is the one to report; else the first that is not. */
function takenPeriod(
  dataset: Dataset,
  asked: string | null,
  calendar: Calendar,
  now: number,
): Result<Period, Problem> {
  const open = openPeriods(dataset.periodKind, calendar, now);
  const isOver = ({ to }: Period): boolean => startOfDay(to, 1) <= now;
  const meant = open.findLast(isOver) ?? open[0];
  if (asked === null) {
    if (meant !== undefined) return ok(meant);
    const details = { dataset: dataset.id, value: new Date(now).toISOString() };
    return fail(refusedParameter({ code: 'no-period', parameter: 'period', details }));
  }
  const period = readPeriod(asked, calendar);
  const refused = (finding: Pick<FindingValue, 'code' | 'details' | 'allowed'>) =>
    fail(refusedParameter({ ...finding, parameter: 'period' }));
  if (period === null || period.kind !== dataset.periodKind) return refused(impossiblePeriod(asked, dataset));
  const allowed = open.map(({ id }) => id);
  if (startOfDay(period.from) > now)
    return refused({ code: 'future-period', details: { value: asked, from: period.from }, allowed });
  const closes = closesAt(period, calendar);
  if (closes <= now)
    return refused({
      code: 'period-closed',
      details: { value: asked, closedAt: new Date(closes).toISOString() },
      allowed,
    });
  return ok(period);
}
