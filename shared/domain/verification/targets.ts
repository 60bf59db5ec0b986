/** Which datasets and periods a verification is of. */
import type { Calendar } from '../../contract/registry.ts';
import { fail, ok, type Result } from '../problems/result.ts';
import type { CompiledCatalogue } from '../registry/cell.ts';
import type { DatasetPeriod } from '../registry/dataset-period.ts';
import { openPeriods, periodExample, readPeriod } from '../values/period.ts';

/** Either left out: all of them, and of periods those that are open. */
export type AskedTargets = { readonly dataset?: string | undefined; readonly period?: string | undefined };

/** What is asked for and does not exist, with what does: ids of datasets, examples of periods. */
export type UnknownTarget = {
  readonly unknown: 'dataset' | 'period';
  readonly allowed: readonly string[];
};

/** A period may be closed. */
export function targetsOf(
  asked: AskedTargets,
  { datasets }: CompiledCatalogue,
  calendar: Calendar,
  now: number,
): Result<readonly DatasetPeriod[], UnknownTarget> {
  if (asked.dataset !== undefined && !datasets.has(asked.dataset))
    return fail({ unknown: 'dataset', allowed: [...datasets.keys()] });
  const chosen = [...datasets.values()].filter(({ dataset }) => dataset.id === (asked.dataset ?? dataset.id));
  if (asked.period === undefined)
    return ok(
      chosen.flatMap(({ dataset }) =>
        openPeriods(dataset.periodKind, calendar, now).map((period) => ({ dataset, period })),
      ),
    );
  const period = readPeriod(asked.period, calendar);
  const meant = chosen.filter(({ dataset }) => dataset.periodKind === period?.kind);
  if (period === null || meant.length === 0) {
    const examples = new Set(chosen.map(({ dataset }) => periodExample[dataset.periodKind]));
    return fail({ unknown: 'period', allowed: [...examples] });
  }
  return ok(meant.map(({ dataset }) => ({ dataset, period })));
}
