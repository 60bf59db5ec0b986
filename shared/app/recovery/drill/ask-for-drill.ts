/** Asking for a drill now; the next run of the schedule begins it. */
import type { Change } from '../../../contract/access/change.ts';
import type { DrillStanding } from '../../../contract/recovery/drill.ts';
import { plainFinding } from '../../../domain/json/plain-finding.ts';
import { type Problem, problem } from '../../../domain/problems/problems.ts';
import { fail, ok, type Result } from '../../../domain/problems/result.ts';
import { plainTextFault, type TextFault } from '../../../domain/values/plain-text.ts';
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

/** `fault` is null where the name is empty. */
export type DrillRefusal = { readonly kind: 'not a name'; readonly fault: TextFault | null };

const storeOf = (ports: AskPorts) => numberedRecords<DrillState>(ports, 'drill', { others: true });

/** All of them, newest first, with the version on which one can be asked for. */
export async function standingDrills(ports: AskPorts): Promise<DrillStanding> {
  const { version } = await storeOf(ports).read();
  return { version, ...(await listDrillSummaries(ports)) };
}

/** Null: who is to stand in the report can be read. */
export function refuseName(by: string): DrillRefusal | null {
  const fault = plainTextFault(by);
  return by === '' || fault !== null ? { kind: 'not a name', fault } : null;
}

/** `by` stands in the report. Refused where a drill is asked for or under way already. */
export async function askForDrill(ports: AskPorts, order: ChangeOrder, by: string): Promise<Result<Change>> {
  const refusal = refuseName(by);
  if (refusal !== null) return fail(notAName(by));
  // One that is older than the newest may still be under way: the newest is not the last to be finished.
  const all: DrillState[] = [];
  for await (const { body } of ports.listOperations('drill', null)) all.push(DrillState.parse(body));
  return makeChange(ports, storeOf(ports), order, (newest): Result<Decision<DrillState>> => {
    const last = newest === null ? [] : [DrillState.parse(newest.body)];
    if ([...last, ...all].some((state) => !isFinished(state))) return fail(problem('drill-under-way'));
    const after = newDrill(by, order.now);
    return ok({ record: nameOf('drill', after.id), action: 'start', before: null, after });
  });
}

function notAName(by: string): Problem {
  const pointer = '/by';
  const empty = { code: 'wrong-form' as const, pointer, key: null, details: { value: by, expected: 'by' } };
  return problem('invalid-change', { count: 1 }, [plainFinding(by, pointer) ?? empty]);
}
