/**
 * The audit event: one per call, a line in the function's log (DESIGN §9). Its schema is the allow-list of what
 * may be logged: a body, key or token has no field to be in.
 */
import * as z from 'zod';
import { COUNTRY } from '../registry.ts';
import { schema } from '../schema.ts';
import { AgencyCode, CatalogueId, Sha256, SystemId } from '../text.ts';
import { OperatorArn } from './change.ts';

export const AuditEvent = /* @__PURE__ */ schema(() =>
  z
    .strictObject({
      audit: z.literal(true),
      event: z.string().meta({ description: 'The operationId of the route, or the consumer step.' }),
      time: z.iso.datetime({ precision: 3 }),
      requestId: z.string(),
      agency: z.string().nullable().meta({
        description:
          'For whom the credential acts; of a key for several agencies the one that it acted for, null where that is none of them.',
      }),
      credential: z.string().nullable().meta({ description: 'The key id, never the key.' }),
      operator: OperatorArn.nullable().meta({ description: 'Who signed a call to an admin route.' }),
      action: z.enum(['submit', 'dry-run', 'withdraw', 'read', 'change']),
      resource: z.string().nullable().meta({
        description:
          'Submission id, the node, dataset and period that were read, or the record that was changed.',
      }),
      target: z
        .strictObject({
          agency: z
            .union([AgencyCode, z.literal(COUNTRY)])
            .nullable()
            .meta({
              description:
                'Asked for or stated; else the caller’s own, or the one that registered the system.',
            }),
          system: SystemId.nullable(),
          dataset: CatalogueId.nullable(),
          period: z
            .string()
            .max(40)
            .regex(/^[0-9QHT:.-]+$/)
            .nullable()
            .meta({
              description: 'A period, a series of them, or the time bucket of an event.',
            }),
        })
        .meta({
          description:
            'What the call was about, refused or not: of what the caller wrote that which has the form of an id.',
        }),
      outcome: z.enum(['done', 'refused', 'failed']),
      status: z.int(),
      problem: z.string().nullable(),
      findings: z.int().meta({ description: 'How many errors the answer listed.' }),
      sourceAddress: z.string().nullable(),
      sha256: z.string().nullable().meta({ description: 'Of the body as sent.' }),
      before: Sha256.nullable().meta({
        description: 'Of the record that an operator changed; null where there was none.',
      }),
      after: Sha256.nullable().meta({ description: 'Of that record from then on.' }),
      durationMs: z.number(),
    })
    .meta({ id: 'AuditEvent' }),
);
export type AuditEvent = z.infer<typeof AuditEvent>;
