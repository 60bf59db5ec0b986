import type { Service } from './wire.ts';

export type CallCount = {
  principal: string;
  service: Service;
  operation: string;
  /** Table, queue, bucket or secret name; several joined by a comma where a batch touches them. */
  resource: string;
  calls: number;
  /** Refused by IAM; not among the failed. */
  refused: number;
  /** Answered with 4xx or 5xx by the service, failed conditions and injected faults among them. */
  failed: number;
  readUnits: number;
  writeUnits: number;
};

type PartitionCount = {
  table: string;
  partitionKey: string;
  readUnits: number;
  writeUnits: number;
  /** The most units in one second of the clock: DynamoDB's limit is 1,000 writes and 3,000 reads per partition key. */
  peakReadUnits: number;
  peakWriteUnits: number;
};

export type Counts = { calls: CallCount[]; partitions: PartitionCount[] };

/** Units that one call used on one partition key of one table. */
export type Usage = { table: string; partitionKey: string; readUnits: number; writeUnits: number };

type Outcome = 'done' | 'failed' | 'refused';

type Partition = PartitionCount & { second: number; readsInSecond: number; writesInSecond: number };

/** Keeps at most this many partition keys apart; the rest is counted together under the key '(others)'. */
const PARTITION_LIMIT = 200_000;

export type CountsBook = {
  record(
    call: Pick<CallCount, 'principal' | 'service' | 'operation' | 'resource'>,
    outcome: Outcome,
    usages: readonly Usage[],
  ): void;
  snapshot(): Counts;
  reset(): void;
};

/** @param now milliseconds */
export function createCounts(now: () => number): CountsBook {
  const calls = new Map<string, CallCount>();
  const partitions = new Map<string, Partition>();

  const partitionOf = (table: string, wanted: string): Partition => {
    const found = partitions.get(`${table}\n${wanted}`);
    if (found !== undefined) return found;
    const partitionKey = partitions.size < PARTITION_LIMIT ? wanted : '(others)';
    const fresh: Partition = {
      table,
      partitionKey,
      readUnits: 0,
      writeUnits: 0,
      peakReadUnits: 0,
      peakWriteUnits: 0,
      second: 0,
      readsInSecond: 0,
      writesInSecond: 0,
    };
    const made = partitions.get(`${table}\n${partitionKey}`) ?? fresh;
    partitions.set(`${table}\n${partitionKey}`, made);
    return made;
  };

  return {
    record: (call, outcome, usages) => {
      const id = `${call.principal}\n${call.service}\n${call.operation}\n${call.resource}`;
      let count = calls.get(id);
      if (count === undefined) {
        count = { ...call, calls: 0, refused: 0, failed: 0, readUnits: 0, writeUnits: 0 };
        calls.set(id, count);
      }
      count.calls += 1;
      if (outcome === 'refused') count.refused += 1;
      if (outcome === 'failed') count.failed += 1;
      const second = Math.floor(now() / 1000);
      for (const usage of usages) {
        count.readUnits += usage.readUnits;
        count.writeUnits += usage.writeUnits;
        const partition = partitionOf(usage.table, usage.partitionKey);
        if (partition.second !== second) {
          partition.second = second;
          partition.readsInSecond = 0;
          partition.writesInSecond = 0;
        }
        partition.readUnits += usage.readUnits;
        partition.writeUnits += usage.writeUnits;
        partition.readsInSecond += usage.readUnits;
        partition.writesInSecond += usage.writeUnits;
        partition.peakReadUnits = Math.max(partition.peakReadUnits, partition.readsInSecond);
        partition.peakWriteUnits = Math.max(partition.peakWriteUnits, partition.writesInSecond);
      }
    },
    snapshot: () => ({
      calls: [...calls.values()].map((count) => ({ ...count })),
      partitions: [...partitions.values()].map(
        ({ second: _second, readsInSecond: _reads, writesInSecond: _writes, ...count }) => count,
      ),
    }),
    reset: () => {
      calls.clear();
      partitions.clear();
    },
  };
}
