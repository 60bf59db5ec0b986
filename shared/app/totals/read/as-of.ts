/** The answer of a past instant. */
import type { TotalsAnswer } from '../../../contract/totals.ts';
import type { Problem } from '../../../domain/problems/problems.ts';
import { refusedParameter, unknownCursor } from '../../../domain/problems/refused-parameter.ts';
import { fail, ok, type Result } from '../../../domain/problems/result.ts';
import { renderTotal } from '../../../domain/totals/render-total.ts';
import { MOST_CELLS, pageOf } from './children-page.ts';
import type { Question } from './question.ts';
import { type AsOfPorts, totalsAsOf } from './totals-as-of.ts';
import { headOf } from './whole-period.ts';

/** `instant` in milliseconds. Node and cursors are those of the tree of that time. `only`: the systems that a key is limited to. */
export async function readAsOf(
  ports: AsOfPorts,
  { query, dataset, catalogue, periods: [asked] }: Question,
  instant: number,
  only: readonly string[] | null,
): Promise<Result<TotalsAnswer, Problem>> {
  const { node, after, afterChange } = query;
  const page = { code: node, instant, after, afterChange, only, mostCells: MOST_CELLS };
  const then = await totalsAsOf(ports, { dataset, period: asked.period }, page);
  // The hub knows it now, or would have refused it before.
  if (then === 'unknown node') {
    const details = { value: node, at: new Date(instant).toISOString() };
    return fail(refusedParameter({ code: 'unknown-then', parameter: 'agency', details }));
  }
  if (then === 'unknown cursor') return fail(unknownCursor(after ?? ''));
  if (then === 'unknown change') {
    const details = { value: afterChange ?? '' };
    return fail(refusedParameter({ code: 'unknown-change', parameter: 'afterChange', details }));
  }
  const { total, children, ...changes } = then;
  return ok({
    kind: 'total',
    dataset: dataset.id,
    ...headOf(asked),
    total: renderTotal(node, total.names, total.content, catalogue),
    ...(await pageOf(children, catalogue)),
    asOf: new Date(instant).toISOString(),
    ...changes,
    changedSince: [...changes.changedSince],
    ...(only !== null && { ofSystems: [...only] }),
  });
}
