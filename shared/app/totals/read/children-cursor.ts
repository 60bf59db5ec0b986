/** The cursor `after` among the children of a total: one that never was a child has nothing behind it. */
import { AgencyCode, SystemId } from '../../../contract/text.ts';
import type { Problem } from '../../../domain/problems/problems.ts';
import { refusedParameter, unknownCursor } from '../../../domain/problems/refused-parameter.ts';
import type { FindAgency, FindSystem } from '../../ports/registry.ts';
import type { Question } from './question.ts';

/**
 * A cursor is a child of the node, or was one: who moved away while somebody reads page by page leaves no gap. Of a past total it is one
 * of the tree of that time, which `totalsAsOf` knows; a series has no children to go on with.
 */
export async function refusedCursor(
  { findAgency, findSystem }: { readonly findAgency: FindAgency; readonly findSystem: FindSystem },
  { query: { after, asOf, node }, isSeries }: Question,
): Promise<Problem | null> {
  if (after === null || asOf !== null) return null;
  if (isSeries) {
    const allowed = ['dataset', 'period', 'agency'];
    return refusedParameter({
      code: 'unknown-parameter',
      parameter: 'after',
      details: { name: 'after' },
      allowed,
    });
  }
  const [agency, system] = await Promise.all([
    AgencyCode.safeParse(after).success ? findAgency(after) : null,
    SystemId.safeParse(after).success ? findSystem(after) : null,
  ]);
  const isChild =
    agency?.value.history.some((stretch) => stretch.parent === node) ||
    system?.value.history.some((stretch) => stretch.agency === node);
  return isChild ? null : unknownCursor(after);
}
