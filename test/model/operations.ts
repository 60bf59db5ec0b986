/**
 * What a call of a port does to the world: the conditions of the real tables, one page of a query at a time (a query of
 * several pages is not one instant), one entry or total a page.
 */
import type { NodeKey, StoredNode } from '../../shared/app/ports/totals.ts';
import type { EventEntry, LedgerEntry, ReportEntry } from '../../shared/contract/submissions/ledger.ts';
import { isEvent } from '../../shared/domain/submissions/submission-key.ts';
import { frozen, type World, withMessage } from './world.ts';

export type Page<T> = { readonly items: readonly T[]; readonly last: string | null };

/** What a test may break on purpose in the store itself. */
export type StoreRules = {
  /** The id under which the ledger keeps an entry. */
  readonly idOf: (entry: LedgerEntry) => string;
  /** A total that nothing is counted in is deleted. */
  readonly deletesEmptyTotals: boolean;
  /** The ledger keeps what comes again beside what stands. */
  readonly keepsDuplicates: boolean;
  /** Entries and totals in one page of a query. */
  readonly pageSize: number;
};

const totalKey = ({ dataset, period, parent, node }: NodeKey): string =>
  `${dataset}#${period}#${parent ?? '-'}#${node}`;

export const totalAt = (world: World, key: NodeKey): StoredNode | null =>
  world.totals.get(totalKey(key)) ?? null;

function pageOf<T>(rows: readonly (readonly [string, T])[], after: string | null, size: number): Page<T> {
  const rest = [...rows]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .filter(([key]) => after === null || key > after);
  const taken = rest.slice(0, size);
  return {
    items: taken.map(([, item]) => item),
    last: rest.length > size ? (taken.at(-1)?.[0] ?? null) : null,
  };
}

const sortKey = (entry: LedgerEntry): string =>
  isEvent(entry)
    ? `${entry.idempotencyKey}${entry.kind === 'event' ? '' : '!'}`
    : `${entry.system}#${String(entry.revision).padStart(3, '0')}`;

export type Operation = readonly [name: string, ...given: readonly unknown[]];

/** Carries out a call; answers with the world after it and what the caller is told. */
export function operate(rules: StoreRules, world: World, operation: Operation): [World, unknown] {
  const [name, ...given] = operation;
  switch (name) {
    case 'put entry': {
      const entry = given[0] as LedgerEntry;
      const id = rules.idOf(entry);
      const standing = world.ledger.get(id);
      if (standing !== undefined && !rules.keepsDuplicates) return [world, standing];
      return [
        {
          ...world,
          ledger: new Map(world.ledger).set(standing === undefined ? id : `${id} again`, frozen(entry)),
        },
        'written',
      ];
    }
    case 'find entry':
      return [world, world.ledger.get(String(given[0])) ?? null];
    case 'send':
      return [withMessage(world, String(given[0])), null];
    case 'read registry':
      return [world, world.registry];
    case 'read total':
      return [world, totalAt(world, given[0] as NodeKey)];
    case 'read totals below': {
      const [partition, after] = given as [string, string | null];
      const rows = [...world.totals].flatMap(([key, node]) => {
        const child = key.startsWith(`${partition}#`) ? key.slice(partition.length + 1) : null;
        return child === null ? [] : [[child, [child, node]] as const];
      });
      return [world, pageOf(rows, after, rules.pageSize)];
    }
    case 'read reports': {
      const [dataset, systems, after] = given as [string, readonly string[], string | null];
      const rows = [...world.ledger.values()].flatMap((entry) =>
        !isEvent(entry) && entry.dataset === dataset && systems.includes(entry.system)
          ? [[sortKey(entry), entry] as const]
          : [],
      );
      return [world, pageOf<ReportEntry>(rows, after, rules.pageSize)];
    }
    case 'read events': {
      const [system, bucket, after] = given as [string, string, string | null];
      const rows = [...world.ledger].flatMap(([id, entry]) =>
        isEvent(entry) && entry.system === system && entry.bucket === bucket
          ? [[`${sortKey(entry)} ${id}`, entry] as const]
          : [],
      );
      return [world, pageOf<EventEntry>(rows, after, rules.pageSize)];
    }
    case 'put total': {
      const [key, node, expected] = given as [NodeKey, StoredNode, number | null];
      const stored = totalAt(world, key);
      const isExpected =
        stored === null
          ? expected === null
          : stored.version === expected && stored.registryVersion <= node.registryVersion;
      if (!isExpected) return [world, 'lost the race'];
      const totals = new Map(world.totals).set(totalKey(key), frozen(node));
      if (rules.deletesEmptyTotals && Object.keys(node.content.cells).length === 0)
        totals.delete(totalKey(key));
      return [{ ...world, totals }, 'written'];
    }
    default:
      throw new Error(`no operation ${name}`);
  }
}

export const changes = ([name]: Operation): boolean =>
  name === 'put entry' || name === 'send' || name === 'put total';
