/** Asking for a drill now; the next run of the schedule begins it. */
import type { Change } from '../../../contract/access/change.ts';
import type { DrillStanding } from '../../../contract/recovery/drill.ts';
import { operatorName } from '../../../domain/access/operator-name.ts';
import { problem } from '../../../domain/problems/problems.ts';
import { fail, ok, type Result } from '../../../domain/problems/result.ts';
import { type ChangeOrder, type Decision, makeChange } from '../../access/make-change.ts';
import { nameOf, numberedRecords } from '../../access/numbered-records.ts';
import type { ListOperations, PutOperation, ReadOperation } from '../../ports/operations.ts';
import { listDrillSummaries } from '../read-drills.ts';
import { isFinished } from './standing.ts';
import { DrillState, newDrill } from './state.ts';

export type AskPorts = {
  readonly listOperations: ListOperations;
  readonly readOperation: ReadOperation;
  readonly putOperation: PutOperation;
};

const storeOf = (ports: AskPorts) => numberedRecords<DrillState>(ports, 'drill', { others: true });

/** All of them, newest first, with the version on which one can be asked for. */
export async function standingDrills(ports: AskPorts): Promise<DrillStanding> {
  const { version } = await storeOf(ports).read();
  return { version, ...(await listDrillSummaries(ports)) };
}

/** Who signed stands in the report. Refused where a drill is asked for or under way already. */
export async function askForDrill(ports: AskPorts, order: ChangeOrder): Promise<Result<Change>> {
  // One that is older than the newest may still be under way: the newest is not the last to be finished.
  const all: DrillState[] = [];
  for await (const { body } of ports.listOperations('drill', null)) all.push(DrillState.parse(body));
  return makeChange(ports, storeOf(ports), order, (newest): Result<Decision<DrillState>> => {
    const last = newest === null ? [] : [DrillState.parse(newest.body)];
    if ([...last, ...all].some((state) => !isFinished(state))) return fail(problem('drill-under-way'));
    const after = newDrill(operatorName(order.operator), order.now);
    return ok({ record: nameOf('drill', after.id), action: 'start', before: null, after });
  });
}
