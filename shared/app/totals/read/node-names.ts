/** What a node is called in a period. */
import { COUNTRY } from '../../../contract/registry.ts';
import type { Localized } from '../../../contract/text.ts';
import { type Days, lastWithin } from '../../../domain/registry/tree.ts';
import type { FindAgency, FindSystem } from '../../ports/registry.ts';

export type NodeNamesPorts = { readonly findAgency: FindAgency; readonly findSystem: FindSystem };

/** Null for the country and what the registry does not have; of an agency that was not there on any of the days its last ones. */
export async function namesOf(ports: NodeNamesPorts, node: string, days: Days): Promise<Localized | null> {
  if (node === COUNTRY) return null;
  const agency = await ports.findAgency(node);
  if (agency !== null)
    return (lastWithin(agency.value.history, days) ?? agency.value.history.at(-1))?.names ?? null;
  return (await ports.findSystem(node))?.value.names ?? null;
}
