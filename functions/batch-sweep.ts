/** Scheduled, every minute: looks at every batch that is under way, and sends again for what stands still. */
import { sweepBatches } from '../shared/app/batches/sweep-batches.ts';
import { batchStore } from '../shared/aws/batches/batch-store.ts';
import { dynamoDb, patience, s3, sqs } from '../shared/aws/clients.ts';
import { publishMetrics } from '../shared/aws/metrics.ts';
import { readConfig } from '../shared/config.ts';
import { faultOf } from '../shared/http/log.ts';

const config = readConfig('batch-sweep', process.env);
const publish = publishMetrics(config.STAGE);
const ports = {
  ...batchStore(
    {
      tables: dynamoDb(patience.behindTheQueue),
      buckets: s3(patience.behindTheQueue),
      queues: sqs(patience.behindTheQueue),
    },
    config,
  ),
  now: Date.now,
};

export async function handler(): Promise<void> {
  const { failures, ...outcome } = await sweepBatches(ports);
  for (const { id, error } of failures)
    console.log(JSON.stringify({ level: 'ERROR', event: 'batch-not-swept', id, ...faultOf(error) }));
  console.log(JSON.stringify({ event: 'batches-swept', time: new Date().toISOString(), ...outcome }));
  publish({ BatchesOverdue: outcome.overdue });
}
