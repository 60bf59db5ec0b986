/** Whether a key that is limited to some systems could be of any use for them. */
import type { System } from '../../contract/registry.ts';
import { onDay } from '../../domain/registry/tree.ts';
import type { FindAgency } from '../ports/registry.ts';
import { actsFor, type ForWhom } from './acts-for.ts';

/** The ids of those that the credential's agency acts for in no part of their history, nor now. `today`: a day in Vietnam. */
export async function foreignSystems(
  findAgency: FindAgency,
  credential: ForWhom,
  systems: readonly System[],
  today: string,
): Promise<string[]> {
  const foreign: string[] = [];
  for (const { id, history } of systems) {
    const mine = await Promise.all(
      history.map(({ agency, from, to }) => {
        const last = to ?? (from > today ? from : today);
        return actsFor(findAgency, credential, agency, [{ from, to: last }, onDay(today)]);
      }),
    );
    if (!mine.includes(true)) foreign.push(id);
  }
  return foreign;
}
