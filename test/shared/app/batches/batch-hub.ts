/** A hub in memory that takes files: reader, judge and steps as they are, over stores in memory. */
import { hash } from 'node:crypto';
import { mostBatches } from '../../../../shared/app/batches/most-batches.ts';
import { csvReader } from '../../../../shared/app/batches/read/read-csv.ts';
import { type BatchOrder, startBatch } from '../../../../shared/app/batches/start-batch.ts';
import { type SweepBatchesPorts, sweepBatches } from '../../../../shared/app/batches/sweep-batches.ts';
import { type WorkPorts, workOnBatch } from '../../../../shared/app/batches/work-on-batch.ts';
import type { ReadQuotas } from '../../../../shared/app/ports/quotas.ts';
import type { BatchMessage } from '../../../../shared/contract/batches/record.ts';
import { MINUTE } from '../../../../shared/domain/values/duration.ts';
import { fakeParts } from '../../../fakes/batch-parts.ts';
import { fakeBatches } from '../../../fakes/batches.ts';
import { fakeHub } from '../../../fakes/hub.ts';
import { snapshotOf } from '../../../fixtures/registry.ts';
import { NOW } from '../../../fixtures/reports.ts';

/** A row is a report of one figure, in the wide layout. */
export const fileOf = (rows: readonly (readonly string[])[]): Buffer =>
  Buffer.from(
    ['system,dataset,period,revision,cost.balance', ...rows.map((row) => lineOf(row))]
      .map((line) => `${line}\n`)
      .join(''),
  );
const lineOf = ([system = '', value, ...more]: readonly string[]): string =>
  [system, 'half-yearly', '2026-H2', '1', ...(value === undefined ? [] : [value]), ...more].join(',');

export const idOfReport = (system: string): string => `${system}~half-yearly~2026-H2~1`;

const ORDER = {
  credential: { keyId: 'abcdefghijkl', agency: 'H26', systems: null },
  agency: 'H26',
  mode: 'valid-rows',
  dryRun: false,
  run: 1,
  form: { mediaType: 'text/csv', encoding: 'identity', decimalComma: false },
  declared: [],
  now: NOW,
} satisfies Partial<BatchOrder>;

/** With the quotas that a hub comes with, where a test names no others. */
export function batchHub(readQuotas: ReadQuotas = async () => null) {
  let time = NOW;
  const now = () => time;
  const hub = fakeHub(snapshotOf(1), now);
  const batches = fakeBatches(hub.queue.sendEntry);
  const parts = fakeParts(batches.ports.putUpload);
  const { submitPorts } = hub;
  const ports = {
    ...submitPorts,
    ...batches.ports,
    ...parts.ports,
    mostBatches: mostBatches({ ...submitPorts, readQuotas, say: () => {} }),
    readerOf: () => csvReader(64),
    piecesFor: () => 3,
    now,
  };
  type Ports = typeof ports;
  /** All that can fail, as `change` makes it; clock, names and reader are as they are. */
  const through = (change: <P extends object>(calls: P) => P): Ports => {
    const { now: _, newName, piecesFor, readerOf, ...calls } = ports;
    return { ...change(calls), now, newName, piecesFor, readerOf };
  };
  const always = () => true;
  const work = (message: BatchMessage, used: WorkPorts = ports, hasTime: () => boolean = always) =>
    workOnBatch(used, message, hasTime);
  /** Of all objects of a kind, in the order of their names, behind the lines of their heads. */
  const linesOf = (prefix: string, head: number): string[] =>
    [...batches.objects]
      .filter(([name]) => name.startsWith(prefix))
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .flatMap(([, lines]) => lines.slice(head));
  return {
    hub,
    batches,
    parts,
    ports,
    through,
    work,
    start: (bytes: Buffer, changes: Partial<BatchOrder> = {}, used: Ports = ports) =>
      startBatch(used, {
        ...ORDER,
        ...{ bytes, size: bytes.length, sha256: hash('sha256', bytes), now: time },
        ...changes,
      }),
    sweep: (used: SweepBatchesPorts = ports) => sweepBatches(used),
    pass: (minutes: number): void => {
      time += minutes * MINUTE;
    },
    /** Works off all messages, those that come of them too. */
    async drain(hasTime: () => boolean = always): Promise<void> {
      for (let those = batches.take(); those.length > 0; those = batches.take())
        for (const message of those) await work(message, ports, hasTime);
    },
    /** Sweeps and works until nothing is under way. */
    async settle(): Promise<void> {
      for (let round = 0; round < 40; round += 1) {
        await this.drain();
        this.pass(61);
        if ((await this.sweep()).open === 0) return;
      }
      throw new Error('a batch hangs');
    },
    read: (id: string) => batches.ports.readBatch(id).then((standing) => standing?.record ?? null),
    /** Those that the record lists. */
    errors: async (id: string) => {
      const standing = await batches.ports.readBatch(id);
      return linesOf(`errors/${id}/${standing?.record.errors?.by}/`, 0);
    },
    list: (id: string) => linesOf(`lists/${id}/`, 1),
  };
}
