/** The cursor `after` among the children of a total: one that never was a child has nothing behind it. */
import { AgencyCode, SystemId } from '../../contract/text.ts';
import { type Problem, problem } from '../../domain/problems/problems.ts';
import type { FindAgency, FindSystem } from '../ports/registry.ts';

const place = { pointer: null, parameter: 'after', key: null };

export const unknownCursor = (value: string): Problem =>
  problem('invalid-request', {}, [{ ...place, code: 'unknown-cursor', details: { value } }]);

type Asked = {
  readonly node: string;
  readonly period: string;
  readonly asOf: number | null;
  readonly after: string | null;
};

/**
 * A cursor is a child of the node, or was one: who moved away while somebody reads page by page leaves no gap. Of a past total it is one
 * of the tree of that time, which `totalsAsOf` knows; a series has no children to go on with.
 */
export async function refusedCursor(
  { findAgency, findSystem }: { readonly findAgency: FindAgency; readonly findSystem: FindSystem },
  { after, asOf, node, period }: Asked,
): Promise<Problem | null> {
  if (after === null || asOf !== null) return null;
  if (period.includes('..')) {
    const allowed = ['dataset', 'period', 'agency'];
    const details = { name: 'after' };
    return problem('invalid-request', {}, [{ ...place, code: 'unknown-parameter', details, allowed }]);
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
