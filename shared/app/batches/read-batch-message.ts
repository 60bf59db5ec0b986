/** What the queue of batches carries: steps of batches, and what the bucket tells of files that came. */
import * as z from 'zod';
import { BatchId } from '../../contract/batches/batch.ts';
import { BatchMessage } from '../../contract/batches/record.ts';
import { schema } from '../../contract/schema.ts';
import { batchOfUpload } from '../../domain/batches/batch-id.ts';

/** Of an event of S3 as much as is needed: keys in it are encoded as in a form ("Event message structure", Amazon S3 User Guide). */
const Notification = /* @__PURE__ */ schema(() =>
  z.object({ Records: z.array(z.object({ s3: z.object({ object: z.object({ key: z.string() }) }) })) }),
);

export type QueuedWork =
  | { readonly kind: 'step'; readonly message: BatchMessage }
  | { readonly kind: 'arrived'; readonly batches: readonly string[] }
  /** S3 tries the queue with one when it takes the configuration. */
  | { readonly kind: 'test' };

const decoded = (key: string): string => {
  try {
    return decodeURIComponent(key.replaceAll('+', ' '));
  } catch {
    return '';
  }
};

/** Throws for what nobody here has sent: it goes to the dead letters. */
export function readBatchMessage(body: string): QueuedWork {
  const json: unknown = JSON.parse(body);
  const arrived = Notification.safeParse(json);
  if (arrived.success) {
    const batches = arrived.data.Records.flatMap(({ s3 }) => {
      const id = BatchId.safeParse(batchOfUpload(decoded(s3.object.key)));
      return id.success ? [id.data] : [];
    });
    return { kind: 'arrived', batches };
  }
  if (typeof json === 'object' && json !== null && 'Event' in json && json.Event === 's3:TestEvent')
    return { kind: 'test' };
  return { kind: 'step', message: BatchMessage.parse(json) };
}
