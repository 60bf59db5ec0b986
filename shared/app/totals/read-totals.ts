/** Totals of a node and of its children: stored, folded from finer periods, as a series, or as of an instant. */
import pLimit from 'p-limit';
import { COUNTRY, type Credential } from '../../contract/registry.ts';
import type { SeriesAnswer, TotalsAnswer } from '../../contract/totals.ts';
import { type FindingValue, type Problem, problem } from '../../domain/problems/problems.ts';
import { fail, ok, type Result } from '../../domain/problems/result.ts';
import {
  type CompiledCatalogue,
  type DatasetPlan,
  foldOfCatalogue,
  rulesOfCatalogue,
} from '../../domain/registry/cell.ts';
import { type Days, lastWithin, onDay } from '../../domain/registry/tree.ts';
import { foldPeriods } from '../../domain/totals/fold-periods.ts';
import { renderTotal } from '../../domain/totals/render-total.ts';
import { emptyNode, type NodeContent } from '../../domain/totals/total.ts';
import { dayOf, type Period, partsOf, periodsBetween, readPeriod } from '../../domain/values/period.ts';
import { actsFor } from '../access/acts-for.ts';
import { foreignAgency } from '../access/foreign.ts';
import type { ReadCalendar, ReadCatalogue } from '../ports/registry.ts';
import { impossiblePeriod } from '../registry/impossible-period.ts';
import { refusedCursor, unknownCursor } from './children-cursor.ts';
import { type NamedChild, readNamedChildren, type StoredChildrenPorts } from './stored-children.ts';
import { contentOf, readTotal, type StoredTotalPorts } from './stored-totals.ts';
import { type AsOfPorts, totalsAsOf } from './totals-as-of.ts';

export type ReadTotalsPorts = Omit<StoredTotalPorts & StoredChildrenPorts & AsOfPorts, 'foldOf'> & {
  readonly readCatalogue: ReadCatalogue;
  readonly readCalendar: ReadCalendar;
};

export type TotalsQuery = {
  readonly dataset: string;
  /** One period, or `from..to`. */
  readonly period: string;
  readonly node: string;
  /** Milliseconds; null for now. */
  readonly asOf: number | null;
  /** Children up to this one were answered before. */
  readonly after: string | null;
  /** With `asOf`: changes up to this one were answered before. */
  readonly afterChange: string | null;
};

/** Entries carry the time just before their put, so a younger instant could still gain some. */
const WRITE_MARGIN = 60_000;
const MOST_PERIODS = 60;
/** Children until the answer has so many figures; an answer has to fit into 6 MB. */
const MOST_CELLS = 25_000;
/** Children whose totals are read together. */
const [FEWEST_AT_A_TIME, MOST_AT_A_TIME] = [10, 1500];
const PARALLEL_PERIODS = 8;

type Asked = {
  readonly plan: DatasetPlan;
  readonly catalogue: CompiledCatalogue;
  readonly periods: readonly Asking[];
};
/** A period that was asked for, and those of the dataset's own kind that it is folded from. */
type Asking = { readonly period: Period; readonly parts: readonly Period[] };

export async function readTotals(
  ports: ReadTotalsPorts,
  credential: Credential,
  query: TotalsQuery,
  now: number,
): Promise<Result<TotalsAnswer | SeriesAnswer, Problem>> {
  const asked = await readQuestion(ports, query, now);
  if (!asked.ok) return asked;
  const { catalogue, periods, plan } = asked.value;
  const [first] = periods;
  if (first === undefined) throw new Error('a question without a period');
  const [, ...others] = periods;
  const days = [first.period, ...others.map(({ period }) => period), onDay(dayOf(now))] as const;
  if (!(await actsFor(ports.findAgency, credential, query.node, days))) {
    return fail(foreignAgency(credential, query.node, { parameter: 'agency' }));
  }
  const stores = { ...ports, foldOf: foldOfCatalogue(catalogue) };
  const cursor = await refusedCursor(ports, query);
  if (cursor !== null) return fail(cursor);
  if (query.asOf !== null) return readAsOf(stores, asked.value, first, query, query.asOf);
  const names = await namesOf(ports, query.node, first.period);
  const readOwn = ({ parts }: Asking) =>
    Promise.all(
      parts.map(async (period) => ({
        period,
        own: await readTotal(stores, plan.dataset.id, period, query.node),
      })),
    );
  const totalOf = (one: Asking, read: Awaited<ReturnType<typeof readOwn>>) => {
    const content = overTime(
      read.map(({ own }) => contentOf(own)),
      one,
      catalogue,
    );
    return { ...headOf(one), total: renderTotal(query.node, names, content, catalogue) };
  };
  if (query.period.includes('..')) {
    const series = await pLimit(PARALLEL_PERIODS).map(periods, async (one) =>
      totalOf(one, await readOwn(one)),
    );
    return ok({ dataset: plan.dataset.id, node: query.node, series });
  }

  const read = await readOwn(first);
  const whole = totalOf(first, read);
  const { cells, subtotals } = whole.total;
  const found = readNamedChildren(stores, {
    ...{ dataset: plan.dataset, code: query.node, periods: read, after: query.after },
    atATime: fittingChildren(cells.length + subtotals.length),
  });
  return ok({
    dataset: plan.dataset.id,
    ...whole,
    ...(await pageOf(wholeChildren(found, first, catalogue), catalogue)),
    ...{ asOf: null, changedSince: [], changes: 0, nextChange: null },
  });
}

/** How many children fill an answer, and one more: most have about as many figures as the total has. */
const fittingChildren = (figures: number): number =>
  Math.min(MOST_AT_A_TIME, Math.max(FEWEST_AT_A_TIME, Math.floor(MOST_CELLS / Math.max(1, figures)) + 1));

/** Children with what they have in all periods together. */
async function* wholeChildren(
  children: AsyncIterable<NamedChild>,
  asking: Asking,
  catalogue: CompiledCatalogue,
): AsyncGenerator<Child> {
  for await (const { node, names, contents } of children)
    yield { node, names, content: overTime(contents, asking, catalogue) };
}

const headOf = ({ period, parts }: Asking) => ({
  period: period.id,
  from: period.from,
  to: period.to,
  foldedFrom: parts[0] === period ? [] : parts.map(({ id }) => id),
  stocksFrom: parts[0] === period ? null : (parts.at(-1)?.id ?? null),
});

const overTime = (
  contents: readonly (NodeContent | null)[],
  { period, parts }: Asking,
  catalogue: CompiledCatalogue,
): NodeContent => {
  if (parts[0] === period) return contents[0] ?? emptyNode;
  return foldPeriods(contents, rulesOfCatalogue(catalogue));
};

type Child = {
  readonly node: string;
  readonly names: TotalsAnswer['total']['names'];
  readonly content: NodeContent;
};

/** The first children, in order, as many as an answer takes. */
async function pageOf(
  children: AsyncIterable<Child> | Iterable<Child>,
  catalogue: CompiledCatalogue,
): Promise<Pick<TotalsAnswer, 'children' | 'next'>> {
  const page: TotalsAnswer['children'] = [];
  let cells = 0;
  for await (const { node, names, content } of children) {
    const rendered = renderTotal(node, names, content, catalogue);
    cells += rendered.cells.length + rendered.subtotals.length;
    if (cells > MOST_CELLS && page.length > 0) return { children: page, next: page.at(-1)?.node ?? null };
    page.push(rendered);
  }
  return { children: page, next: null };
}

async function readAsOf(
  ports: ReadTotalsPorts & { foldOf: AsOfPorts['foldOf'] },
  { catalogue, plan }: Asked,
  { period }: Asking,
  query: TotalsQuery,
  asOf: number,
): Promise<Result<TotalsAnswer, Problem>> {
  const { node, after, afterChange } = query;
  const then = await totalsAsOf(ports, plan.dataset, period, {
    ...{ code: node, instant: asOf, after, afterChange, mostCells: MOST_CELLS },
  });
  if (then === 'unknown node')
    return refuse({ code: 'unknown-agency', parameter: 'agency', details: { value: node } });
  if (then === 'unknown cursor') return fail(unknownCursor(after ?? ''));
  if (then === 'unknown change') {
    const details = { value: afterChange ?? '' };
    return refuse({ code: 'unknown-change', parameter: 'afterChange', details });
  }
  const { total, children, ...changes } = then;
  return ok({
    dataset: plan.dataset.id,
    ...headOf({ period, parts: [period] }),
    total: renderTotal(node, total.names, total.content, catalogue),
    ...(await pageOf(children, catalogue)),
    asOf: new Date(asOf).toISOString(),
    ...{ ...changes, changedSince: [...changes.changedSince] },
  });
}

async function namesOf(
  ports: ReadTotalsPorts,
  node: string,
  days: Days,
): Promise<TotalsAnswer['total']['names']> {
  if (node === COUNTRY) return null;
  const agency = await ports.findAgency(node);
  if (agency !== null)
    return (lastWithin(agency.value.history, days) ?? agency.value.history.at(-1))?.names ?? null;
  return (await ports.findSystem(node))?.value.names ?? null;
}

const refuse = (finding: Omit<FindingValue, 'pointer' | 'key'>): Result<never, Problem> =>
  fail(problem('invalid-request', {}, [{ pointer: null, key: null, ...finding }]));

async function readQuestion(
  ports: ReadTotalsPorts,
  query: TotalsQuery,
  now: number,
): Promise<Result<Asked, Problem>> {
  const [{ value: catalogue }, calendar] = await Promise.all([ports.readCatalogue(), ports.readCalendar()]);
  const plan = catalogue.datasets.get(query.dataset);
  if (plan === undefined) {
    const allowed = [...catalogue.datasets.keys()];
    return refuse({
      code: 'unknown-dataset',
      parameter: 'dataset',
      details: { value: query.dataset },
      allowed,
    });
  }
  const { periodKind } = plan.dataset;
  const impossible = () => refuse({ ...impossiblePeriod(query.period, plan.dataset), parameter: 'period' });
  const [from, to = from] = query.period.split('..').map((id) => readPeriod(id, calendar));
  if (!from || !to) return impossible();
  if (from.kind === to.kind && from.from > to.from) {
    const example = `${to.id}..${from.id}`;
    const details = { value: query.period, from: from.id, to: to.id, example };
    return refuse({ code: 'period-reversed', parameter: 'period', details, allowed: [example] });
  }
  const between = periodsBetween(from, to, calendar);
  if (between === null || between.length > MOST_PERIODS) return impossible();
  const periods = between.map((period): Asking | null => {
    const parts = period.kind === periodKind ? [period] : partsOf(period, periodKind, calendar);
    return parts === null || parts.length === 0 ? null : { period, parts };
  });
  const complete = periods.flatMap((one) => one ?? []);
  if (complete.length < periods.length) return impossible();
  const refused = refusedAsOf(query, now, plan, complete);
  if (refused !== null) return refused;
  if (query.node !== COUNTRY && (await ports.findAgency(query.node)) === null) {
    return refuse({ code: 'unknown-agency', parameter: 'agency', details: { value: query.node } });
  }
  return ok({ plan, catalogue, periods: complete });
}

/** asOf is for one period of the dataset's own, at least a minute ago; `afterChange` is for asOf. */
function refusedAsOf(
  { asOf, afterChange, period }: TotalsQuery,
  now: number,
  { dataset: { id, periodKind } }: DatasetPlan,
  asked: readonly Asking[],
): Result<never, Problem> | null {
  if (asOf === null) {
    if (afterChange === null) return null;
    return refuse({ code: 'missing-parameter', parameter: 'asOf', details: { name: 'asOf' } });
  }
  const own = asked.flatMap(({ parts }) => parts.map((part) => part.id));
  if (asked.length > 1 || own[0] !== asked[0]?.period.id) {
    const details = { value: period, dataset: id, kind: periodKind, example: own[0] ?? period };
    return refuse({ code: 'as-of-one-period', parameter: 'period', details, allowed: own });
  }
  if (asOf <= now - WRITE_MARGIN) return null;
  const latest = new Date(now - WRITE_MARGIN).toISOString();
  return refuse({ code: 'too-young', parameter: 'asOf', details: { latest } });
}
