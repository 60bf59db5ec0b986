/** A message of the queue of batches, whoever sent it. */
import { readBatchMessage } from './read-batch-message.ts';
import { receiveUpload, type WorkPorts, workOnBatch } from './work-on-batch.ts';

/** Throws for what nobody here has sent, and where a store is away. */
export async function workOnMessage(ports: WorkPorts, body: string, hasTime: () => boolean): Promise<void> {
  const queued = readBatchMessage(body);
  if (queued.kind === 'test') return;
  if (queued.kind === 'step') return workOnBatch(ports, queued.message, hasTime);
  for (const id of queued.batches) {
    const standing = await ports.readBatch(id);
    if (standing !== null) await receiveUpload(ports, standing);
  }
}
