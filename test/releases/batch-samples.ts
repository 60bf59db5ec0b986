/** Batches in every state of their life, as this release writes their records. */
import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { enlistBatch, openBatches, putBatch } from '../../shared/aws/batches/records.ts';
import type { BatchMessage } from '../../shared/contract/batches/record.ts';
import { batchHub, fileOf } from '../shared/app/batches/batch-hub.ts';

/** What a writer makes of its client's call. */
type ItemOf = (write: (client: DynamoDBClient) => Promise<unknown>) => Promise<string>;

const ID = `H26~${'0'.repeat(32)}~a~1`;

export const batchMessages: readonly BatchMessage[] = [
  { batch: ID, step: 'cut' },
  { batch: ID, step: 'judge', piece: 0 },
  { batch: ID, step: 'settle', piece: 3 },
  { batch: ID, step: 'finish' },
];

export async function batchSamples(itemOf: ItemOf): Promise<readonly (readonly [string, string])[]> {
  const hub = batchHub();
  const rows = [
    ['H26.dvc', '10'],
    ['H26.nowhere', '1'],
    ['H26.05.x', '1', 'more'],
  ];
  const started = await hub.start(fileOf(rows), {
    mode: 'all-or-nothing',
    declared: [{ dataset: 'half-yearly', indicator: 'cost.balance', sum: '10' }],
  });
  if (!started.ok) throw new Error(started.problem.kind);
  const { record } = started.value.standing;
  const found: [string, string][] = [];
  const keep = async (): Promise<void> => {
    const now = await hub.read(record.id);
    if (now !== null)
      found.push([
        `batch ${now.state}`,
        await itemOf((client) => putBatch({ client, table: 't' })(now, null)),
      ]);
  };
  await keep();
  for (let those = hub.batches.take(); those.length > 0; those = hub.batches.take()) {
    for (const message of those) await hub.work(message);
    await hub.sweep();
    await keep();
  }
  const failing = await hub.start(Buffer.from('nothing that is a header\n'));
  await hub.drain();
  if (failing.ok) {
    const now = await hub.read(failing.value.standing.record.id);
    if (now !== null)
      found.push(['batch failed', await itemOf((client) => putBatch({ client, table: 't' })(now, null))]);
  }
  const at = record.createdAt;
  const open = { open: [{ id: record.id, agency: record.agency, at }] };
  return [
    ...found,
    ['batch-list H26', await itemOf((client) => enlistBatch({ client, table: 't' })('H26', at, record.id))],
    [
      'batch-open 3',
      await itemOf((client) => openBatches({ client, table: 't' }).putOpenBatches('3', open, null)),
    ],
  ];
}
