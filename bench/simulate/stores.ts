/**
 * The stores of the simulation: what DynamoDB guarantees of one item (consistent reads, conditional puts), in little
 * memory: entries and totals are held as short texts.
 */
import type { NodeKey, StoredNode } from '../../shared/app/ports/totals.ts';
import type { EventEntry, LedgerEntry, ReportEntry } from '../../shared/contract/submissions/ledger.ts';
import { isEvent } from '../../shared/domain/submissions/submission-key.ts';

/** All of an entry that its place in the ledger does not say already. */
const restOf = (entry: LedgerEntry): string => {
  const body = isEvent(entry) ? entry.increments : entry.cells;
  const { kind, agency, digest, receivedAt, storedAt, timeliness, idempotencyKey } = entry;
  const short = Buffer.from(digest, 'hex').toString('base64');
  const times = [Date.parse(receivedAt), Date.parse(storedAt)];
  return JSON.stringify([kind, agency, short, ...times, timeliness, idempotencyKey, body]);
};

type Rest = [
  kind: LedgerEntry['kind'],
  agency: string,
  digest: string,
  receivedAt: number,
  storedAt: number,
  timeliness: LedgerEntry['timeliness'],
  idempotencyKey: string | null,
  body: unknown,
];

/** What is the same in every entry of the simulation is not stored. */
export const same = {
  sha256: 'a'.repeat(64),
  registryVersion: 1,
  catalogueVersion: 1,
  credential: 'simulation',
};

function decidedOf(text: string) {
  const [kind, agency, digest, receivedAt, storedAt, timeliness, idempotencyKey, body] = JSON.parse(
    text,
  ) as Rest;
  return {
    ...same,
    kind,
    agency,
    timeliness,
    idempotencyKey,
    body,
    digest: Buffer.from(digest, 'base64').toString('hex'),
    receivedAt: new Date(receivedAt).toISOString(),
    storedAt: new Date(storedAt).toISOString(),
  };
}

function reportOf(
  system: string,
  dataset: string,
  period: string,
  revision: number,
  text: string,
): ReportEntry {
  const { body, ...decided } = decidedOf(text);
  return { ...decided, system, dataset, period, revision, cells: body } as ReportEntry;
}

function eventOf(
  system: string,
  dataset: string,
  period: string,
  bucket: string,
  shard: number,
  text: string,
) {
  const { body, ...decided } = decidedOf(text);
  return { ...decided, system, dataset, period, bucket, shard, increments: body } as EventEntry;
}

export function compactLedger() {
  /** `dataset#period#system` → entries, each at the place of its revision. */
  const reports = new Map<string, (string | undefined)[]>();
  /** `dataset#system` → bucket and shard → key → [period, entry]. */
  const events = new Map<string, Map<string, Map<string, string>>>();
  let entries = 0;

  const putEntry = (entry: LedgerEntry): 'written' | LedgerEntry => {
    const { system, dataset, period } = entry;
    if (!isEvent(entry)) {
      const key = `${dataset}#${period}#${system}`;
      const own = reports.get(key) ?? [];
      const standing = own[entry.revision - 1];
      if (standing !== undefined) return reportOf(system, dataset, period, entry.revision, standing);
      own[entry.revision - 1] = restOf(entry);
      reports.set(key, own);
    } else {
      const all = events.get(`${dataset}#${system}`) ?? new Map<string, Map<string, string>>();
      const place = `${entry.bucket}#${entry.shard}#${period}`;
      const own = all.get(place) ?? new Map<string, string>();
      const standing = own.get(entry.idempotencyKey);
      if (standing !== undefined)
        return eventOf(system, dataset, period, entry.bucket, entry.shard, standing);
      all.set(place, own.set(entry.idempotencyKey, restOf(entry)));
      events.set(`${dataset}#${system}`, all);
    }
    entries += 1;
    return 'written';
  };

  function* reportsOf(dataset: string, period: string, systems: readonly string[]): Generator<ReportEntry> {
    for (const system of systems)
      for (const [index, text] of reports.get(`${dataset}#${period}#${system}`)?.entries() ?? [])
        if (text !== undefined) yield reportOf(system, dataset, period, index + 1, text);
  }

  function* eventsOf(dataset: string, system: string, takes: (bucket: string, shard: number) => boolean) {
    const places = [...(events.get(`${dataset}#${system}`) ?? [])].sort(([a], [b]) => (a < b ? -1 : 1));
    for (const [place, own] of places) {
      const [bucket = '', shard = '', period = ''] = place.split('#');
      if (!takes(bucket, Number(shard))) continue;
      for (const [, text] of [...own].sort(([a], [b]) => (a < b ? -1 : 1)))
        yield eventOf(system, dataset, period, bucket, Number(shard), text);
    }
  }

  return { putEntry, reportsOf, eventsOf, entries: () => entries };
}

const textOf = ({ version, registryVersion, seen, revisions, content, included }: StoredNode): string =>
  JSON.stringify([version, registryVersion, seen, revisions, content, included ?? null]);

function nodeOf(text: string): StoredNode {
  const [version, registryVersion, seen, revisions, content, included] = JSON.parse(text) as [
    number,
    number,
    number,
    StoredNode['revisions'],
    StoredNode['content'],
    string | null,
  ];
  return { version, registryVersion, seen, revisions, content, ...(included !== null && { included }) };
}

export function totalsStore() {
  const partitions = new Map<string, Map<string, string>>();
  const partitionOf = (dataset: string, period: string, parent: string | null): string =>
    `${dataset}#${period}#${parent ?? '-'}`;
  const readNode = ({ dataset, period, parent, node }: NodeKey): StoredNode | null => {
    const text = partitions.get(partitionOf(dataset, period, parent))?.get(node);
    return text === undefined ? null : nodeOf(text);
  };
  /** Version and registry version, without reading the rest. */
  const headOf = ({ dataset, period, parent, node }: NodeKey): number[] => {
    const text = partitions.get(partitionOf(dataset, period, parent))?.get(node);
    return text === undefined ? [] : text.slice(1, 40).split(',', 2).map(Number);
  };
  let nodes = 0;
  return {
    readNode,
    /** A page of the children, of `count` from place `from` on. */
    childrenOf: (dataset: string, period: string, node: string, from: number, count: number) => {
      const page: [string, StoredNode][] = [];
      let place = 0;
      for (const [name, text] of partitions.get(partitionOf(dataset, period, node)) ?? []) {
        if (place >= from + count) break;
        if (place >= from) page.push([name, nodeOf(text)]);
        place += 1;
      }
      return page;
    },
    putNode: (key: NodeKey, node: StoredNode, expected: number | null): 'written' | 'lost the race' => {
      const [version = null, registryVersion = 0] = headOf(key);
      if (version !== expected || registryVersion > node.registryVersion) return 'lost the race';
      const name = partitionOf(key.dataset, key.period, key.parent);
      const partition = partitions.get(name) ?? new Map<string, string>();
      if (version === null) nodes += 1;
      partitions.set(name, partition.set(key.node, textOf(node)));
      return 'written';
    },
    nodes: () => nodes,
  };
}
