/** An upload in parts: the order for it, its parts, and its completion. */
import * as z from 'zod';
import { schema } from '../schema.ts';
import { Sha256 } from '../text.ts';
import { BatchMediaType, DeclaredTotal, UPLOAD_LIMIT } from './batch.ts';

/** S3 takes 10,000 parts of at least 5 MiB, but for the last ("Multipart upload limits", Amazon S3 User Guide). */
export const PART_SIZE = 16 * 1024 * 1024;
const MOST_PARTS = Math.ceil(UPLOAD_LIMIT / PART_SIZE);

export const BatchOrder = /* @__PURE__ */ schema(() =>
  z
    .strictObject({
      size: z.int().min(1).max(UPLOAD_LIMIT).meta({ description: 'Of the file as it is sent, in bytes.' }),
      sha256: Sha256.meta({ description: 'Of the file as it is sent.' }),
      mediaType: BatchMediaType,
      encoding: z.enum(['identity', 'gzip']).optional(),
      declared: z.array(DeclaredTotal).max(200).optional().meta({
        description: 'What the file comes to by the sender’s own sum; the verdict has the hub’s beside it.',
      }),
    })
    .meta({ id: 'BatchOrder', description: 'A file that will be uploaded in parts.' }),
);
export type BatchOrder = z.infer<typeof BatchOrder>;

export const PartsOrder = /* @__PURE__ */ schema(() =>
  z
    .strictObject({
      parts: z
        .array(
          z.strictObject({
            number: z.int().min(1).max(MOST_PARTS),
            sha256: Sha256.meta({ description: 'Of the bytes of this part; S3 refuses others.' }),
          }),
        )
        .min(1)
        .max(100),
    })
    .meta({ id: 'PartsOrder', description: 'Parts that are to be sent next.' }),
);
export type PartsOrder = z.infer<typeof PartsOrder>;

export const Parts = /* @__PURE__ */ schema(() =>
  z
    .strictObject({
      partSize: z.int().meta({ description: 'Bytes of each part; the last has what is left.' }),
      count: z.int().meta({ description: 'How many parts the file has.' }),
      there: z
        .array(z.int())
        .meta({ description: 'Numbers of the parts that have come, of this file or another try of it.' }),
      parts: z.array(
        z.strictObject({
          number: z.int(),
          method: z.literal('PUT'),
          size: z.int().meta({ description: 'Its bytes: with another Content-Length S3 refuses it.' }),
          url: z.url().meta({
            description: 'Good for an hour, for this part, its digest and its length only. It needs no key.',
          }),
          headers: z.record(z.string(), z.string()).meta({ description: 'To be sent with it.' }),
        }),
      ),
    })
    .meta({ id: 'Parts', description: 'Where parts go, those that have come left out.' }),
);
export type Parts = z.infer<typeof Parts>;

export const CompleteOrder = /* @__PURE__ */ schema(() =>
  z.strictObject({}).meta({ id: 'CompleteOrder', description: 'Nothing: the parts are known.' }),
);
