/** What anyone who may read sees of drills (R7): that they were held, and what they showed. */
import type { DrillList, DrillReport } from '../../contract/recovery/drill.ts';
import { type Problem, problem } from '../../domain/problems/problems.ts';
import { fail, ok, type Result } from '../../domain/problems/result.ts';
import type { ListOperations, ReadOperation } from '../ports/operations.ts';
import type { ReadDrillReport } from '../ports/recovery.ts';
import type { DrillPorts } from './drill/ports.ts';
import { reportOf, summaryOf } from './drill/report.ts';
import { DrillState } from './drill/state.ts';

export type ReadDrillsPorts = {
  readonly listOperations: ListOperations;
  readonly readOperation: ReadOperation;
  readonly readDrillReport: ReadDrillReport;
  readonly copyName: DrillPorts['copyName'];
};

/** Twelve a year: ten years of drills fit into one answer. */
const MOST_DRILLS = 200;

export async function listDrillSummaries({
  listOperations,
}: Pick<ReadDrillsPorts, 'listOperations'>): Promise<DrillList> {
  const drills: DrillList['drills'] = [];
  for await (const { body } of listOperations('drill', null)) {
    drills.push(summaryOf(DrillState.parse(body)));
    if (drills.length === MOST_DRILLS) break;
  }
  return { drills };
}

/** The report as it was kept; of a drill that is not finished, what is known so far, without digest and signature. */
export async function readDrill(ports: ReadDrillsPorts, id: string): Promise<Result<DrillReport, Problem>> {
  const kept = await ports.readDrillReport(id);
  if (kept !== null) return ok(kept);
  const held = await ports.readOperation('drill', null, id);
  if (held === null) return fail(problem('drill-not-found', { id }));
  return ok(reportOf(DrillState.parse(held.body), ports.copyName));
}
