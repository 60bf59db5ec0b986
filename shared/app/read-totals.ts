/** Totals of a node and of its children: stored, folded from finer periods, as a series, or as of an instant. */
import { COUNTRY, type Credential } from '../contract/registry.ts';
import type { SeriesAnswer, TotalsAnswer } from '../contract/totals.ts';
import { type CompiledCatalogue, type DatasetPlan, foldOfCatalogue } from '../domain/cell.ts';
import { foldPeriods, type NodeContent } from '../domain/fold.ts';
import { dayOf, type Period, partsOf, periodExample, periodsBetween, readPeriod } from '../domain/period.ts';
import { type FindingValue, type Problem, problem } from '../domain/problems.ts';
import { renderTotal } from '../domain/render-total.ts';
import { fail, ok, type Result } from '../domain/result.ts';
import { asOfDay } from '../domain/tree.ts';
import { foreignAgency } from './foreign.ts';
import { actsFor, type ReadCalendar, type ReadCatalogue } from './registry-ports.ts';
import { contentOf, readNamedChildren, readTotal, type StoredTotalsPorts } from './stored-totals.ts';
import { type AsOfPorts, totalsAsOf } from './totals-as-of.ts';

export type ReadTotalsPorts = Omit<StoredTotalsPorts & AsOfPorts, 'foldOf'> & {
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
};

/** Entries carry the time just before their put, so a younger instant could still gain some. */
const WRITE_MARGIN = 60_000;
const MOST_PERIODS = 60;
/** Children until the answer has so many figures; an answer has to fit into 6 MB. */
const MOST_CELLS = 25_000;

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
  const days = [...periods.map(({ period }) => period.to), dayOf(now)];
  if (!(await actsFor(ports.findAgency, credential, query.node, days))) {
    return fail(foreignAgency(credential, query.node, { parameter: 'agency' }));
  }
  const stores = { ...ports, foldOf: foldOfCatalogue(catalogue) };
  const names = await namesOf(ports, query.node, first.period.to);
  const totalOf = async ({ period, parts }: Asking) => {
    const read = parts.map(async (part) =>
      contentOf(await readTotal(stores, plan.dataset.id, part, query.node)),
    );
    return {
      ...headOf(period, parts),
      total: renderTotal(query.node, names, overTime(await Promise.all(read), parts, catalogue), catalogue),
    };
  };
  if (query.period.includes('..')) {
    const series: SeriesAnswer['series'] = [];
    for (const one of periods) series.push(await totalOf(one));
    return ok({ dataset: plan.dataset.id, node: query.node, series });
  }
  if (query.asOf !== null) return readAsOf(stores, asked.value, first, query, query.asOf);

  const children = new Map<string, { names: TotalsAnswer['total']['names']; contents: NodeContent[] }>();
  for (const part of first.parts) {
    const found = await readNamedChildren(stores, plan.dataset.id, part, query.node);
    for (const { node, names: childNames, content } of found.values()) {
      const known = children.get(node);
      if (known === undefined) children.set(node, { names: childNames, contents: [content] });
      else known.contents.push(content);
    }
  }
  const all = [...children].map(([node, child]) => ({
    node,
    names: child.names,
    content: overTime(child.contents, first.parts, catalogue),
  }));
  return ok({
    dataset: plan.dataset.id,
    ...(await totalOf(first)),
    ...pageOf(all, query.after, catalogue),
    asOf: null,
    changedSince: [],
  });
}

const headOf = (period: Period, parts: readonly Period[]) => ({
  period: period.id,
  from: period.from,
  to: period.to,
  foldedFrom: parts[0] === period ? [] : parts.map(({ id }) => id),
});

const overTime = (
  contents: readonly NodeContent[],
  parts: readonly Period[],
  catalogue: CompiledCatalogue,
): NodeContent => {
  const [only] = contents;
  if (parts.length === 1 && only !== undefined) return only;
  return foldPeriods(contents, (id) => catalogue.indicators.get(id)?.overTime ?? 'none');
};

type Child = {
  readonly node: string;
  readonly names: TotalsAnswer['total']['names'];
  readonly content: NodeContent;
};

function pageOf(
  all: readonly Child[],
  after: string | null,
  catalogue: CompiledCatalogue,
): Pick<TotalsAnswer, 'children' | 'next'> {
  const rest = all
    .filter(({ node }) => after === null || node > after)
    .sort((a, b) => (a.node < b.node ? -1 : 1));
  const children: TotalsAnswer['children'] = [];
  let cells = 0;
  for (const { node, names, content } of rest) {
    const rendered = renderTotal(node, names, content, catalogue);
    cells += rendered.cells.length + rendered.subtotals.length;
    if (cells > MOST_CELLS && children.length > 0) return { children, next: children.at(-1)?.node ?? null };
    children.push(rendered);
  }
  return { children, next: null };
}

async function readAsOf(
  ports: ReadTotalsPorts & { foldOf: AsOfPorts['foldOf'] },
  { catalogue, plan }: Asked,
  { period }: Asking,
  query: TotalsQuery,
  asOf: number,
): Promise<Result<TotalsAnswer, Problem>> {
  const then = await totalsAsOf(ports, plan.dataset, period, query.node, asOf);
  if (then === null)
    return refuse({ code: 'unknown-agency', parameter: 'agency', details: { value: query.node } });
  const children: Child[] = [];
  for (const [node, content] of then.children) {
    children.push({ node, names: await namesOf(ports, node, period.to), content });
  }
  return ok({
    dataset: plan.dataset.id,
    ...headOf(period, [period]),
    total: renderTotal(query.node, await namesOf(ports, query.node, period.to), then.total, catalogue),
    ...pageOf(children, query.after, catalogue),
    asOf: new Date(asOf).toISOString(),
    changedSince: [...then.changedSince],
  });
}

async function namesOf(
  ports: ReadTotalsPorts,
  node: string,
  day: string,
): Promise<TotalsAnswer['total']['names']> {
  if (node === COUNTRY) return null;
  const agency = await ports.findAgency(node);
  if (agency !== null)
    return (asOfDay(agency.value.history, day) ?? agency.value.history.at(-1))?.names ?? null;
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
  const impossible = () => {
    const details = {
      value: query.period,
      dataset: query.dataset,
      kind: periodKind,
      example: periodExample[periodKind],
    };
    return refuse({
      code: 'impossible-period',
      parameter: 'period',
      details,
      allowed: [periodExample[periodKind]],
    });
  };
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
  if (
    query.asOf !== null &&
    (query.asOf > now - WRITE_MARGIN || complete.length > 1 || complete[0]?.parts.length !== 1)
  ) {
    const latest = new Date(now - WRITE_MARGIN).toISOString();
    return refuse({
      code: 'too-young',
      parameter: 'asOf',
      details: { latest, dataset: query.dataset, kind: periodKind },
    });
  }
  if (query.node !== COUNTRY && (await ports.findAgency(query.node)) === null) {
    return refuse({ code: 'unknown-agency', parameter: 'agency', details: { value: query.node } });
  }
  return ok({ plan, catalogue, periods: complete });
}
