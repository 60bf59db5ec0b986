/** The stored total of an agency, for who reads the registry record by record and does not know how wide agencies are. */
import { COUNTRY } from '../../../contract/registry.ts';
import { possibleParents } from '../../../domain/totals/fold-tree.ts';
import type { Period } from '../../../domain/values/period.ts';
import type { FindAgency } from '../../ports/registry.ts';
import type { ReadNode, StoredNode } from '../../ports/totals.ts';
import { chainAt } from '../../registry/placed.ts';

export type StoredTotalPorts = { readonly findAgency: FindAgency; readonly readNode: ReadNode };

/** The total of an agency or the country in a period; null where nothing was counted yet. No child of it is read. */
export async function readTotal(
  ports: StoredTotalPorts,
  dataset: string,
  period: Period,
  code: string,
): Promise<StoredNode | null> {
  const parent = code === COUNTRY ? null : ((await chainAt(ports.findAgency, code, period))[1] ?? null);
  const found = await Promise.all(
    possibleParents(code, parent).map((above) =>
      ports.readNode({ dataset, period: period.id, parent: above, node: code }),
    ),
  );
  const stored = found.flatMap((node) => node ?? []);
  return stored.sort((a, b) => b.registryVersion - a.registryVersion)[0] ?? null;
}
