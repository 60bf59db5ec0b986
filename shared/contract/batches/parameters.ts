/** The query parameters of the routes of files. */
import * as z from 'zod';
import { agency, yesOrNo } from '../parameters.ts';
import { batchModes } from './batch.ts';

/** In characters: API Gateway takes 10,240 bytes of request line and headers. */
export const LONGEST_DECLARED = 6000;

export const startBatchParameters = () =>
  z.strictObject({
    mode: z
      .enum(batchModes)
      .optional()
      .meta({
        description:
          '`valid-rows` (when left out): submissions without a fault count. `all-or-nothing`: one fault, and nothing is recorded.',
        examples: ['valid-rows'],
      }),
    dryRun: yesOrNo('`true`: the file is judged whole, and nothing is recorded.'),
    agency: agency(),
    run: z
      .string()
      .regex(/^[1-9]\d{0,2}$/)
      .optional()
      .meta({
        description:
          'The same file in another run is judged anew, as after the registry was mended; 1 when left out.',
        examples: ['2'],
      }),
    declared: z
      .string()
      .max(LONGEST_DECLARED)
      .optional()
      .meta({
        description:
          'What the file comes to by the sender’s own sum, `dataset:indicator=sum` parted by commas, of a ratio `=numerator/denominator`; the verdict has the hub’s beside it. At most 6,000 characters: of more in an order.',
        examples: ['etx-inspection:incidents.recorded=1204,etx-inspection:incidents.settled=1198'],
      }),
    decimalComma: yesOrNo('`true`: figures of a CSV file are written 1234,5.'),
  });

export const batchesParameters = () =>
  z.strictObject({
    agency: agency(),
    after: z
      .string()
      .max(120)
      .regex(/^\d{4}-\d\d-\d\dT[\d:.]{12}Z~[0-9A-Za-z.]+~[0-9a-f]{32}~[va]d?~[1-9]\d{0,2}$/)
      .optional()
      .meta({
        description: 'Only batches before this one: `next` of the answer before.',
        examples: ['2026-11-20T02:30:00.000Z~H26~9f86d081884c7d659a2feaa0c55ad015~v~1'],
      }),
  });

export const batchErrorsParameters = () =>
  z.strictObject({
    after: z
      .string()
      .regex(/^[1-9]\d?$/)
      .optional()
      .meta({ description: '`next` of the answer before.', examples: ['1'] }),
  });

export const batchSubmissionsParameters = () =>
  z.strictObject({
    after: z
      .string()
      .regex(/^(0|[1-9]\d{0,3})-(0|[1-9]\d{0,8})$/)
      .optional()
      .meta({ description: '`next` of the answer before.', examples: ['0-1000'] }),
  });
