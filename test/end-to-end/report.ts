/** Reports for tests: valid ones, made from the catalogue, that a test then changes. */
import { seededRandom } from '../../demo/sample/random.ts';
import { sampleCells } from '../../demo/sample/values.ts';
import type { Seed } from '../../shared/app/registry/load-seed.ts';
import type { ReportSubmission } from '../../shared/contract/submissions/submission.ts';
import { compileCatalogue } from '../../shared/domain/registry/cell.ts';

export function report(seed: Seed, changes: Partial<ReportSubmission> = {}, variant = 1): ReportSubmission {
  const dataset = changes.dataset ?? 'etx-monthly';
  const plan = compileCatalogue(seed.catalogue).datasets.get(dataset);
  if (plan === undefined) throw new Error(`no dataset ${dataset}`);
  return {
    system: 'H26.dvc',
    dataset,
    period: '2026-11',
    revision: 1,
    cells: sampleCells(plan, false, seededRandom(variant)),
    ...changes,
  };
}
