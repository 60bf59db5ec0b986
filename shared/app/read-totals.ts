/** Totals of a node and of its children, as they are stored (R2, R20). */
import { COUNTRY, type Credential } from '../contract/registry.ts';
import type { TotalCell, TotalNode, TotalsAnswer } from '../contract/totals.ts';
import { type CompiledCatalogue, foldOfCatalogue, readCellKey } from '../domain/cell.ts';
import { decimal, formatDecimal, quotient } from '../domain/decimal.ts';
import { type CellTotal, emptyNode, foldNodes, type NodeContent } from '../domain/fold.ts';
import { dayOf, periodExample, readPeriod } from '../domain/period.ts';
import { type FindingValue, type Problem, problem } from '../domain/problems.ts';
import { fail, ok, type Result } from '../domain/result.ts';
import { asOfDay } from '../domain/tree.ts';
import { leavesOf, type ReadChildren, type ReadNode, type ReadReports } from './fold-node.ts';
import {
  actsFor,
  chainAt,
  type FindAgency,
  type FindSystem,
  type ReadCalendar,
  type ReadCatalogue,
} from './registry-ports.ts';

export type ReadTotalsPorts = {
  readonly findAgency: FindAgency;
  readonly findSystem: FindSystem;
  readonly readCatalogue: ReadCatalogue;
  readonly readCalendar: ReadCalendar;
  readonly readNode: ReadNode;
  readonly readChildren: ReadChildren;
  readonly readReports: ReadReports;
};

export type TotalsQuery = { readonly dataset: string; readonly period: string; readonly node: string };

/** Digits after the point of a ratio's quotient; its exact parts are always given beside it. */
const RATIO_SCALE = 6;

export async function readTotals(
  ports: ReadTotalsPorts,
  credential: Credential,
  query: TotalsQuery,
  now: number,
): Promise<Result<TotalsAnswer, Problem>> {
  const [catalogue, calendar] = await Promise.all([ports.readCatalogue(), ports.readCalendar()]);
  const plan = catalogue.value.datasets.get(query.dataset);
  const period = readPeriod(query.period, calendar);
  const refuse = (finding: Omit<FindingValue, 'pointer' | 'key'>) =>
    fail(problem('invalid-request', {}, [{ pointer: null, key: null, ...finding }]));
  if (plan === undefined) {
    const allowed = [...catalogue.value.datasets.keys()];
    return refuse({
      code: 'unknown-dataset',
      parameter: 'dataset',
      details: { value: query.dataset },
      allowed,
    });
  }
  const { periodKind } = plan.dataset;
  if (period === null || period.kind !== periodKind) {
    const example = periodExample[periodKind];
    const details = { value: query.period, dataset: query.dataset, kind: periodKind, example };
    return refuse({ code: 'impossible-period', parameter: 'period', details, allowed: [example] });
  }
  if (query.node !== COUNTRY && (await ports.findAgency(query.node)) === null) {
    return refuse({ code: 'unknown-agency', parameter: 'agency', details: { value: query.node } });
  }
  if (!(await actsFor(ports.findAgency, credential, query.node, [period.to, dayOf(now)]))) {
    return fail(
      problem('foreign-agency', { keyId: credential.keyId, agency: credential.agency, what: query.node }),
    );
  }

  const parent =
    query.node === COUNTRY ? null : ((await chainAt(ports.findAgency, query.node, period.to))[1] ?? null);
  const [stored, children] = await Promise.all([
    ports.readNode({ dataset: query.dataset, period: period.id, parent, node: query.node }),
    ports.readChildren(query.dataset, period.id, query.node),
  ]);
  const render = (node: string, content: NodeContent, names: TotalNode['names']): TotalNode => ({
    node,
    names,
    reporters: content.reporters,
    newestReceivedAt: content.newestReceivedAt,
    cells: Object.entries(content.cells).map(([key, value]) => renderCell(key, value, catalogue.value)),
  });
  const namesOf = async (code: string) => {
    const agency = await ports.findAgency(code);
    return (agency && (asOfDay(agency.value.history, period.to) ?? agency.value.history.at(-1))) ?? null;
  };

  const answered: TotalNode[] = [];
  for (const [code, child] of children) {
    const stretch = await namesOf(code);
    if (stretch?.parent === query.node) answered.push(render(code, child.content, stretch.names));
  }
  const systems = Object.keys(stored?.revisions ?? {});
  const entries =
    systems.length === 0 ? [] : await ports.readReports(query.dataset, period.id, query.node, systems);
  const foldOf = foldOfCatalogue(catalogue.value);
  for (const [id, own] of Map.groupBy(entries, (entry) => entry.system)) {
    const { leaves } = leavesOf(own, period.to, foldOf);
    // Folded, though there is one at most: the cells come in the order of every other total, not of the sender.
    const content = foldNodes(leaves, foldOf);
    if (leaves.length > 0)
      answered.push(render(id, content, (await ports.findSystem(id))?.value.names ?? null));
  }
  const own = query.node === COUNTRY ? null : ((await namesOf(query.node))?.names ?? null);
  return ok({
    dataset: query.dataset,
    period: period.id,
    from: period.from,
    to: period.to,
    total: render(query.node, stored?.content ?? emptyNode, own),
    children: answered.sort((a, b) => (a.node < b.node ? -1 : 1)),
  });
}

function renderCell(key: string, value: CellTotal, catalogue: CompiledCatalogue): TotalCell {
  const place = readCellKey(key);
  if (typeof value === 'string') return { ...place, value };
  if (catalogue.indicators.get(place.indicator)?.fold === 'latest') return { ...place, value: value[0] };
  const [numerator, denominator] = value;
  const computed = quotient(decimal(numerator), decimal(denominator), RATIO_SCALE);
  return { ...place, value: computed && formatDecimal(computed), numerator, denominator };
}
