/** A small report for a person's first own request: of a system of a province, for a period that the sample leaves alone. */
import type { Seed } from '../../shared/app/registry/load-seed.ts';
import type { ReportSubmission } from '../../shared/contract/submissions/submission.ts';
import { compileCatalogue } from '../../shared/domain/registry/cell.ts';
import { levelOne } from '../../shared/domain/values/agency-code.ts';
import { openPeriods } from '../../shared/domain/values/period.ts';
import { seededRandom } from '../sample/random.ts';
import { sampleCells } from '../sample/values.ts';

export type Example = {
  readonly report: ReportSubmission;
  readonly sender: string;
  readonly senderName: string;
};

/** Of the dataset of figures with the fewest cells, for its oldest open period. The same as long as that period is open. */
export function exampleReport({ agencies, systems, catalogue, calendar }: Seed, now: number): Example {
  const province = agencies.find(
    ({ code, kind, history }) =>
      kind === 'province' &&
      history.at(-1)?.to === null &&
      systems.some((system) => system.stage === 'connected' && system.history.at(-1)?.agency === code),
  );
  const system = systems.find(
    ({ stage, history }) => stage === 'connected' && history.at(-1)?.agency === province?.code,
  );
  const plans = [...compileCatalogue(catalogue).datasets.values()]
    .filter(({ dataset }) => dataset.periodKind !== 'month')
    .filter((plan) => [...plan.indicators.values()].every(({ indicator }) => indicator.fold !== 'evidence'))
    .sort((a, b) => a.keys.length - b.keys.length);
  for (const plan of plans) {
    const [period] = openPeriods(plan.dataset.periodKind, calendar, now);
    if (period === undefined || province === undefined || system === undefined) continue;
    const cells = sampleCells(plan, false, seededRandom(1));
    return {
      report: { system: system.id, dataset: plan.dataset.id, period: period.id, revision: 1, cells },
      sender: levelOne(province.code),
      senderName: province.history.at(-1)?.names.en ?? province.code,
    };
  }
  throw new Error('the seed has no system of a province that could report now');
}
