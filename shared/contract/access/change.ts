/** What an operator changed: it is kept with the record that it changed, written by the same put (ADR 30). */
import * as z from 'zod';
import { schema } from '../schema.ts';
import { Instant, Sha256 } from '../text.ts';

/** As IAM makes them: a user, or a role with the name of its session. */
export const OperatorArn = /* @__PURE__ */ schema(() =>
  z
    .string()
    .max(2048)
    .regex(/^arn:[\w+=,.@:/-]+$/)
    .meta({
      id: 'OperatorArn',
      description: 'The IAM identity that signed the call.',
      examples: ['arn:aws:sts::111111111111:assumed-role/dtm-on-call/binh'],
    }),
);

/** Orders the changes of a task: the record's number, then its version. */
export const TaskVersion = /* @__PURE__ */ schema(() =>
  z
    .string()
    .regex(/^(0|[1-9]\d{0,14})\.(0|[1-9]\d{0,9})$/)
    .meta({
      id: 'TaskVersion',
      description: 'Where a task stands: what ETag says, and If-Match repeats.',
      examples: ['3.2'],
    }),
);

export const Change = /* @__PURE__ */ schema(() =>
  z
    .strictObject({
      record: z.string().meta({ description: 'What was changed.', examples: ['maintenance~00000003'] }),
      action: z.string().meta({ examples: ['start'] }),
      version: TaskVersion.meta({ description: 'Of the task, from this change on.' }),
      on: TaskVersion.meta({ description: 'The version that the operator had seen.' }),
      at: Instant,
      operator: OperatorArn,
      requestId: z.string().meta({ description: 'Of the call, as in the audit line.' }),
      request: Sha256.meta({ description: 'Of operation and body: the same again is the same change.' }),
      before: Sha256.nullable().meta({
        description: 'Of the record as canonical JSON; null where there was none.',
      }),
      after: Sha256,
      body: z.unknown().meta({
        description: 'The record from then on; of the registry what the import did.',
      }),
    })
    .meta({ id: 'Change', description: 'One change by an operator.' }),
);
export type Change = z.infer<typeof Change>;

export const History = /* @__PURE__ */ schema(() =>
  z
    .strictObject({
      task: z.string(),
      changes: z.array(Change).meta({ description: 'Newest first.' }),
      next: TaskVersion.nullable().meta({ description: 'Go on with `after`; null at the end.' }),
    })
    .meta({ id: 'History' }),
);
export type History = z.infer<typeof History>;
