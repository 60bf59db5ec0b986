/** The catalogue as callers read it (R21), of now or as it was in force at a version of the registry. */
import type { Duties } from '../../contract/oversight/duties.ts';
import type { CatalogueAnswer, DatasetDescription } from '../../contract/registry/catalogue-answers.ts';
import { type Problem, problem } from '../../domain/problems/problems.ts';
import { refusedParameter, unknownCursor } from '../../domain/problems/refused-parameter.ts';
import { fail, ok, type Result } from '../../domain/problems/result.ts';
import type { CompiledCatalogue } from '../../domain/registry/cell.ts';
import { describeDataset } from '../../domain/registry/describe-dataset.ts';
import type {
  ReadCatalogue,
  ReadCatalogueAt,
  ReadDuties,
  ReadVersion,
  Versioned,
} from '../ports/registry.ts';

export type CataloguePorts = {
  readonly readCatalogue: ReadCatalogue;
  readonly readDuties: ReadDuties;
  readonly readVersion: ReadVersion;
  readonly readCatalogueAt: ReadCatalogueAt;
};

type Known = { readonly catalogue: Versioned<CompiledCatalogue>; readonly duties: Duties };

const MOST_DATASETS = 100;

/** `version` null: the newest. One that there was not yet is refused, and so is one before the first load. */
async function catalogueOf(ports: CataloguePorts, version: number | null): Promise<Result<Known, Problem>> {
  if (version === null) {
    const [catalogue, duties] = await Promise.all([ports.readCatalogue(), ports.readDuties()]);
    return ok({ catalogue, duties });
  }
  const newest = await ports.readVersion();
  const found = version > newest ? null : await ports.readCatalogueAt(version);
  if (found !== null) return ok(found);
  const details = { value: version, newest };
  return fail(refusedParameter({ code: 'unknown-version', parameter: 'version', details }));
}

/** `after`: the dataset that was the last of the answer before. */
export async function listDatasets(
  ports: CataloguePorts,
  { version, after }: { readonly version: number | null; readonly after: string | null },
): Promise<Result<CatalogueAnswer, Problem>> {
  const known = await catalogueOf(ports, version);
  if (!known.ok) return known;
  const { value, version: since } = known.value.catalogue;
  const plans = [...value.datasets.values()].sort((a, b) => (a.dataset.id < b.dataset.id ? -1 : 1));
  if (after !== null && !value.datasets.has(after)) return fail(unknownCursor(after));
  const behind = plans.filter(({ dataset }) => after === null || dataset.id > after);
  const page = behind.slice(0, MOST_DATASETS);
  return ok({
    version: since,
    notice: value.catalogue.notice,
    datasets: page.map(({ dataset, indicators, keys }) => {
      const { id, names, category, kind, periodKind } = dataset;
      return { id, names, category, kind, periodKind, indicators: indicators.size, cells: keys.length };
    }),
    next: behind.length > page.length ? (page.at(-1)?.dataset.id ?? null) : null,
  });
}

export async function readDataset(
  ports: CataloguePorts,
  id: string,
  version: number | null,
): Promise<Result<DatasetDescription, Problem>> {
  const known = await catalogueOf(ports, version);
  if (!known.ok) return known;
  const { catalogue, duties } = known.value;
  const plan = catalogue.value.datasets.get(id);
  return plan === undefined
    ? fail(problem('dataset-not-found', { id }))
    : ok(describeDataset(plan, catalogue.value, duties, catalogue.version));
}
