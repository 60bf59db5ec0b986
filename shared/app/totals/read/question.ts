/** What is asked of the totals: a dataset, periods that it has or that its own make up, a node, perhaps a past instant. */
import { type Calendar, COUNTRY, type Dataset } from '../../../contract/registry.ts';
import type { Problem } from '../../../domain/problems/problems.ts';
import { refusedParameter, unknownAgency } from '../../../domain/problems/refused-parameter.ts';
import { fail, ok, type Result } from '../../../domain/problems/result.ts';
import type { CompiledCatalogue } from '../../../domain/registry/cell.ts';
import { type Period, partsOf, periodsBetween, readPeriod } from '../../../domain/values/period.ts';
import type { FindAgency, ReadCalendar, ReadCatalogue } from '../../ports/registry.ts';
import { impossiblePeriod } from '../../registry/impossible-period.ts';

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

/** A period that was asked for, and those of the dataset's own kind that it is folded from: itself where it is of that kind. */
export type AskedPeriod = { readonly period: Period; readonly parts: readonly Period[] };
type AskedPeriods = readonly [AskedPeriod, ...AskedPeriod[]];

/** A query that has an answer. */
export type Question = {
  readonly query: TotalsQuery;
  readonly dataset: Dataset;
  readonly catalogue: CompiledCatalogue;
  readonly periods: AskedPeriods;
  readonly isSeries: boolean;
};

export type QuestionPorts = {
  readonly readCatalogue: ReadCatalogue;
  readonly readCalendar: ReadCalendar;
  readonly findAgency: FindAgency;
};

/** Entries carry the time just before their put, so a younger instant could still gain some. */
const WRITE_MARGIN = 60_000;
const MOST_PERIODS = 60;

export async function readQuestion(
  ports: QuestionPorts,
  query: TotalsQuery,
  now: number,
): Promise<Result<Question, Problem>> {
  const [{ value: catalogue }, calendar] = await Promise.all([ports.readCatalogue(), ports.readCalendar()]);
  const dataset = catalogue.datasets.get(query.dataset)?.dataset;
  if (dataset === undefined) {
    const details = { value: query.dataset };
    const allowed = [...catalogue.datasets.keys()];
    return fail(refusedParameter({ code: 'unknown-dataset', parameter: 'dataset', details, allowed }));
  }
  const periods = readPeriods(query.period, dataset, calendar);
  if (!periods.ok) return periods;
  const refused = refusedAsOf(query, dataset, periods.value, now);
  if (refused !== null) return fail(refused);
  if (query.node !== COUNTRY && (await ports.findAgency(query.node)) === null) {
    return fail(unknownAgency(query.node));
  }
  const isSeries = query.period.includes('..');
  return ok({ query, dataset, catalogue, periods: periods.value, isSeries });
}

/** At most MOST_PERIODS, each of the dataset's kind or a whole number of such. */
function readPeriods(asked: string, dataset: Dataset, calendar: Calendar): Result<AskedPeriods, Problem> {
  const impossible = () =>
    fail(refusedParameter({ ...impossiblePeriod(asked, dataset), parameter: 'period' }));
  const [from, to = from] = asked.split('..').map((id) => readPeriod(id, calendar));
  if (!from || !to) return impossible();
  if (from.kind === to.kind && from.from > to.from) {
    const example = `${to.id}..${from.id}`;
    const details = { value: asked, from: from.id, to: to.id, example };
    return fail(
      refusedParameter({ code: 'period-reversed', parameter: 'period', details, allowed: [example] }),
    );
  }
  const between = periodsBetween(from, to, calendar);
  if (between === null) return impossible();
  if (between.length > MOST_PERIODS) {
    const details = { value: asked, count: between.length, limit: MOST_PERIODS };
    return fail(refusedParameter({ code: 'too-many-periods', parameter: 'period', details }));
  }
  const periods = between.flatMap((period): AskedPeriod[] => {
    const isOwn = period.kind === dataset.periodKind;
    const parts = isOwn ? [period] : partsOf(period, dataset.periodKind, calendar);
    return parts === null || parts.length === 0 ? [] : [{ period, parts }];
  });
  const [first, ...others] = periods;
  if (first === undefined || periods.length < between.length) return impossible();
  return ok([first, ...others]);
}

/** asOf is for one period of the dataset's own, at least a minute ago; `afterChange` is for asOf. */
function refusedAsOf(
  { asOf, afterChange, period }: TotalsQuery,
  { id, periodKind }: Dataset,
  asked: AskedPeriods,
  now: number,
): Problem | null {
  if (asOf === null) {
    if (afterChange === null) return null;
    return refusedParameter({ code: 'missing-parameter', parameter: 'asOf', details: { name: 'asOf' } });
  }
  const own = asked.flatMap(({ parts }) => parts.map((part) => part.id));
  if (asked.length > 1 || own[0] !== asked[0].period.id) {
    const details = { value: period, dataset: id, kind: periodKind, example: own[0] ?? period };
    return refusedParameter({ code: 'as-of-one-period', parameter: 'period', details, allowed: own });
  }
  if (asOf <= now - WRITE_MARGIN) return null;
  const latest = new Date(now - WRITE_MARGIN).toISOString();
  return refusedParameter({ code: 'too-young', parameter: 'asOf', details: { latest } });
}
