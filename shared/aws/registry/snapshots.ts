/** The tree from table Registry: as it is, as it was at an instant, and as it was at a version. Each reads the whole table. */
import { type DynamoDBClient, paginateScan } from '@aws-sdk/client-dynamodb';
import type { ReadSnapshot, ReadSnapshotAsOf } from '../../app/ports/registry.ts';
import type { Agency, System } from '../../contract/registry.ts';
import type { RegistrySnapshot } from '../../domain/registry/tree.ts';
import { type RegistryView, sees } from '../../domain/registry/view.ts';
import { type Item, jsonBody } from '../item.ts';
import { COMMIT, readView } from './version.ts';

/** The whole tree, read anew only when the version has moved: one read unit per call otherwise. */
export function snapshotReader(client: DynamoDBClient, table: string): ReadSnapshot {
  let known: RegistrySnapshot | null = null;
  return async () => {
    const view = await readView(client, table);
    if (known?.version !== view.version) known = (await readAll(client, table, view, null)).snapshot;
    return known;
  };
}

/**
 * The tree as it was known at an instant: of each record the newest version that was committed by then. It is the same for
 * all instants between two changes, and kept for the next of them: one read unit then.
 */
export const snapshotAsOf = (client: DynamoDBClient, table: string): ReadSnapshotAsOf => {
  let known: Awaited<ReturnType<typeof readAll>> | null = null;
  return async (instant) => {
    const view = await readView(client, table);
    const until = new Date(instant).toISOString();
    const isKnown =
      known?.snapshot.version === view.version &&
      known.from <= until &&
      (known.to === null || until < known.to);
    if (known === null || !isKnown) known = await readAll(client, table, view, until);
    return known.snapshot;
  };
};

/** The tree at a version that was the newest once. */
export const snapshotAt =
  (client: DynamoDBClient, table: string) =>
  async (version: number): Promise<RegistrySnapshot> => {
    const view = await readView(client, table);
    return (await readAll(client, table, { ...view, version }, null)).snapshot;
  };

/** What a view sees of the tree, and when each version was committed: staged records were written a little before. */
async function seenItems(client: DynamoDBClient, table: string, view: RegistryView) {
  const items: {
    readonly kind: string;
    readonly id: string;
    readonly number: number;
    readonly item: Item;
  }[] = [];
  const committedAt = new Map<number, string>();
  for await (const { Items = [] } of paginateScan({ client }, { TableName: table, ConsistentRead: true })) {
    for (const item of Items) {
      const number = Number(item.sk?.S);
      if (!sees(view, number)) continue;
      if (item.pk?.S === COMMIT) committedAt.set(number, item.at?.S ?? '');
      const [kind = '', id = ''] = item.pk?.S?.split('#') ?? [];
      if (kind === 'agency' || kind === 'system') items.push({ kind, id, number, item });
    }
  }
  return { items, committedAt };
}

/**
 * `until`: nothing that was committed later; null for no bound. `from` is the last change that is in the snapshot, `to` the
 * first that is not, null where there is none: any instant between them has the same.
 */
async function readAll(
  client: DynamoDBClient,
  table: string,
  view: RegistryView,
  until: string | null,
): Promise<{ snapshot: RegistrySnapshot; from: string; to: string | null }> {
  const agencies = new Map<string, Agency>();
  const systems = new Map<string, System>();
  const seen = new Map<string, number>();
  let from = '';
  let to: string | null = null;
  const { items, committedAt } = await seenItems(client, table, view);
  for (const { kind, id, number, item } of items) {
    const at = committedAt.get(number) ?? item.at?.S ?? '';
    if (until !== null && at > until) {
      if (to === null || at < to) to = at;
      continue;
    }
    if (at > from) from = at;
    if (number < (seen.get(`${kind}#${id}`) ?? 0)) continue;
    seen.set(`${kind}#${id}`, number);
    const body = jsonBody(item);
    if (kind === 'agency') agencies.set(id, body as Agency);
    else systems.set(id, body as System);
  }
  return { snapshot: { version: view.version, agencies, systems }, from, to };
}
