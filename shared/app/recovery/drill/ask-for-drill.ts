/** Asking for a drill now; the next run of the schedule begins it. */
import { fail, ok, type Result } from '../../../domain/problems/result.ts';
import { plainTextFault, type TextFault } from '../../../domain/values/plain-text.ts';
import { listDrills } from './advance.ts';
import type { DrillPorts } from './ports.ts';
import { isFinished } from './standing.ts';
import { type DrillState, newDrill } from './state.ts';

/** `fault` is null where the name is empty. */
export type DrillRefusal =
  | { readonly kind: 'not a name'; readonly fault: TextFault | null }
  | { readonly kind: 'under way' };

/** `by` stands in the report. Refused where a drill is asked for or under way already. */
export async function askForDrill(
  ports: Pick<DrillPorts, 'listOperations' | 'putOperation'>,
  by: string,
  now: number,
): Promise<Result<DrillState, DrillRefusal>> {
  const fault = plainTextFault(by);
  if (by === '' || fault !== null) return fail({ kind: 'not a name', fault });
  const all = await listDrills(ports);
  if (all.some((state) => !isFinished(state))) return fail({ kind: 'under way' });
  const state = newDrill(by, now);
  const put = await ports.putOperation('drill', state.id, state, null);
  return put === 'written' ? ok(state) : fail({ kind: 'under way' });
}
