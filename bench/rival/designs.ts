/** The hub's way of counting, and the usual one: one transaction per message, atomic counters on every ancestor. */
import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import { type AggregatePorts, aggregateBatch } from '../../shared/app/totals/aggregate-batch.ts';
import { putEntry, readEvents, readReports } from '../../shared/aws/submissions/ledger-table.ts';
import { putNode, readChildren, readNode } from '../../shared/aws/totals.ts';
import type { LedgerEntry } from '../../shared/contract/submissions/ledger.ts';
import { ancestorsOf, onDay } from '../../shared/domain/registry/tree.ts';
import { isEvent, submissionId } from '../../shared/domain/submissions/submission-key.ts';
import type { Design } from './run.ts';
import type { CountingDynamoDb, Item, TransactionPart } from './store.ts';
import { type Nation, seed } from './workload.ts';

export type Tuning = { readonly window: number; readonly consumers: number; readonly batchSize: number };
/** infra/constructs/queue-consumer.ts */
export const asDeployed: Tuning = { window: 2000, consumers: 2, batchSize: 1000 };

export const hubPorts = (client: CountingDynamoDb, { snapshot }: Nation): AggregatePorts => ({
  readSnapshot: async () => snapshot,
  readCatalogue: async () => ({ value: seed.catalogue, version: 1 }),
  readCalendar: async () => seed.calendar,
  readNode: readNode(client, 'totals'),
  readChildren: readChildren(client, 'totals'),
  putNode: putNode(client, 'totals'),
  readReports: readReports(client, 'submissions'),
  readEvents: readEvents(client, 'submissions'),
  writeJournal: async () => undefined,
  buryMessage: async (_, reason) => {
    throw new Error(`a message was given up: ${reason}`);
  },
});

export function hub(client: CountingDynamoDb, nation: Nation, tuning: Tuning = asDeployed): Design {
  const ports = hubPorts(client, nation);
  const put = putEntry(client, 'submissions');
  return {
    ...{ name: 'hub', memory: 1, ...tuning },
    accept: async (entry) => {
      await put(entry);
    },
    consume: async (batch) => {
      const messages = batch.map(({ body }, index) => ({ id: String(index), body, receiveCount: 1 }));
      const { failures } = await aggregateBatch(ports, messages);
      if (failures.length > 0) throw new Error(`${failures.length} not counted: ${failures[0]?.reason}`);
    },
  };
}

/** Every figure of an entry; a ratio is two. The rival adds them all: `min`, `max` and `latest` would cost it more. */
function figuresOf(entry: LedgerEntry): Map<string, number> {
  const figures = new Map<string, number>();
  const lists = isEvent(entry) ? entry.increments.map(({ cells }) => cells) : [entry.cells];
  for (const [key, value] of lists.flatMap((cells) => Object.entries(cells))) {
    const parts = typeof value === 'string' ? [value] : value;
    for (const [index, part] of parts.entries()) {
      const name = index === 0 ? key : `${key}/`;
      figures.set(name, (figures.get(name) ?? 0) + Number(part));
    }
  }
  return figures;
}

/** As it is mostly written: readable attributes, the figures as a map of numbers in the ledger, as attributes above. */
function transactionOf(nation: Nation, entry: LedgerEntry): TransactionPart[] {
  const figures = figuresOf(entry);
  const day = `${entry.period}-14`;
  const above = ancestorsOf(nation.snapshot, entry.system, onDay(day)) ?? [];
  const nodes = isEvent(entry) ? [entry.system, ...above] : above;
  const cells: Record<string, AttributeValue> = {};
  for (const [name, value] of figures) cells[name] = { N: String(value) };
  const item: Item = {
    pk: { S: submissionId(entry) },
    sk: { S: 'entry' },
    digest: { S: entry.digest },
    receivedAt: { S: entry.receivedAt },
    cells: { M: cells },
  };
  return [
    { Put: { TableName: 'submissions', Item: item } },
    ...nodes.map((node) => ({
      Update: {
        TableName: 'totals',
        Key: { pk: { S: `${entry.dataset}#${entry.period}#${node}` }, sk: { S: 'total' } },
        add: figures,
      },
    })),
  ];
}

/** A transaction that never gets through would be a dead letter; the rival is given all the time it wants. */
const PATIENCE = 100_000;

/** Batches of ten, up to ten at once, each message a transaction that is tried until it is through. */
export const rival = (
  client: CountingDynamoDb,
  nation: Nation,
  pause: (ms: number) => Promise<void>,
): Design => ({
  ...{ name: 'rival', consumers: 10, batchSize: 10, window: 0, memory: 1 },
  accept: async () => undefined,
  consume: async (batch) => {
    for (const { entry } of batch) {
      const parts = transactionOf(nation, entry);
      for (let attempt = 1; ; attempt += 1) {
        try {
          await client.transact(parts);
          break;
        } catch (fault) {
          if (attempt >= PATIENCE) throw fault;
          // Exponential, with a spread that is the same each run.
          await pause(
            ((attempt * 7 + entry.digest.charCodeAt(attempt % 60)) % 17) +
              Math.min(200, 2 ** Math.min(attempt, 8)),
          );
        }
      }
    }
  },
});
