/**
 * The query parameters of each route, as functions: a function of the hub makes those of its own routes when it starts and no others
 * (ADR 15). Each parameter is read from its one text.
 */
import * as z from 'zod';
import { TaskVersion } from './access/change.ts';
import { KeyId } from './access/key-id.ts';
import { SubmissionId } from './submissions/submission.ts';
import { CatalogueId, EventBucket, LONGEST_INSTANT, languages, PeriodId, SystemId } from './text.ts';

export const yesOrNo = (description: string) =>
  z
    .enum(['true', 'false'])
    .optional()
    .meta({ description, examples: ['true'] });

/** In either code scheme (R18). */
export const agency = () =>
  z
    .string()
    .min(1)
    .max(40)
    .optional()
    .meta({
      description: 'Agency code, new or legacy scheme, or VN; the agency of the key when left out.',
      examples: ['H26'],
    });

const dryRun = () => yesOrNo('`true`: only the verdict that the real run would give; nothing is recorded.');

export const noParameters = () => z.strictObject({});

export const documentParameters = () =>
  z.strictObject({
    lang: z
      .enum(languages)
      .optional()
      .meta({
        description: 'The language of the document; when left out that of `Accept-Language`.',
        examples: ['vi'],
      }),
  });

export const submitParameters = () => z.strictObject({ dryRun: dryRun() });

export const withdrawParameters = () => z.strictObject({ dryRun: dryRun() });

export const importParameters = () =>
  z.strictObject({
    dryRun: yesOrNo(
      '`true`: only what the real run would write, move or be refused for; nothing is written.',
    ),
  });

export const listParameters = () =>
  z.strictObject({
    system: SystemId,
    dataset: CatalogueId,
    period: PeriodId,
    bucket: EventBucket.optional().meta({
      description: 'Of an event dataset: only what lies in this day, hour or minute.',
      examples: ['2026-11-05'],
    }),
    after: SubmissionId.optional().meta({
      description: 'Of an event dataset: only entries behind this one: `next` of the answer before.',
      examples: ['H26.dvc~etx-daily~2026-11-20~6f1f7f0a-5b0e-4a57-8a63-5a0d3f7c9a10'],
    }),
  });

export const stateParameters = () =>
  z.strictObject({
    content: yesOrNo('`true`: also the figures that were recorded.'),
  });

export const totalsParameters = () =>
  z.strictObject({
    dataset: CatalogueId,
    period: z
      .string()
      .max(40)
      .regex(/^[0-9QH-]+(\.\.[0-9QH-]+)?$/)
      .meta({
        description:
          'A period of the dataset, a coarser one folded from its periods, or a series from..to of either.',
        examples: ['2026-10', '2026-Q4', '2026-01..2026-06'],
      }),
    agency: agency(),
    asOf: z.iso
      .datetime({ offset: true })
      .max(LONGEST_INSTANT)
      .optional()
      .meta({
        description:
          'The total as the hub knew it at this instant, at least one minute ago, recomputed from the ledger.',
        examples: ['2026-11-16T02:30:00Z'],
      }),
    after: z
      .string()
      .min(1)
      .max(64)
      .optional()
      .meta({
        description: 'Only children behind this one: `next` of the answer before.',
        examples: ['H26.18'],
      }),
    afterChange: SubmissionId.optional().meta({
      description: 'With asOf: only changes behind this one: `nextChange` of the answer before.',
      examples: ['H26.dvc~etx-monthly~2026-10~2'],
    }),
  });

export const complianceParameters = () =>
  z.strictObject({
    agency: agency(),
    all: yesOrNo('`true`: also the duties that are met; only the overdue ones when left out.'),
    after: SystemId.optional().meta({
      description: 'Only systems behind this one: `next` of the answer before.',
      examples: ['H26.dvc'],
    }),
  });

/** A month or a year, not both. */
export const availabilityParameters = () =>
  z.strictObject({
    month: z
      .string()
      .regex(/^20\d{2}-(0[1-9]|1[0-2])$/)
      .optional()
      .meta({ description: 'A calendar month in Vietnam, instead of a year.', examples: ['2026-11'] }),
    year: z
      .string()
      .regex(/^20\d{2}$/)
      .optional()
      .meta({
        description: 'A calendar year in Vietnam; this one when both are left out.',
        examples: ['2026'],
      }),
  });

/** Opaque: made by the hub, and only good for the question that it came with. */
const cursor = () =>
  z
    .string()
    .regex(/^[\w-]{1,800}$/)
    .optional()
    .meta({
      description: 'Only what is behind: `next` of the answer before, with the other parameters unchanged.',
      examples: ['WyIyMDI2LTExLTIwIiwiSDI2IiwiIiwiSDI2LjA1Il0'],
    });

const asOfDay = () =>
  z.iso
    .date()
    .optional()
    .meta({
      description: 'As it stood on this day in Vietnam; today when left out.',
      examples: ['2026-11-20'],
    });

const catalogueVersion = () =>
  z
    .string()
    .regex(/^(0|[1-9]\d{0,8})$/)
    .optional()
    .meta({
      description:
        'The catalogue that was in force at this version of the registry; the newest when left out.',
      examples: ['1'],
    });

export const catalogueParameters = () =>
  z.strictObject({
    version: catalogueVersion(),
    after: CatalogueId.optional().meta({
      description: 'Only datasets behind this one: `next` of the answer before.',
      examples: ['etx-monthly'],
    }),
  });

export const datasetParameters = () => z.strictObject({ version: catalogueVersion() });

export const templateParameters = () =>
  z.strictObject({
    agency: z
      .string()
      .min(1)
      .max(40)
      .optional()
      .meta({
        description:
          'Only systems of this agency, new or legacy scheme, and of all below it; all systems of the key when left out.',
        examples: ['H26'],
      }),
    period: PeriodId.optional().meta({
      description: 'One that is open; the one to report now when left out.',
      examples: ['2026-11'],
    }),
    after: SystemId.optional().meta({
      description: 'Only systems behind this one: what `Link` of the answer before says.',
      examples: ['H26.dvc'],
    }),
  });

export const agenciesParameters = () =>
  z.strictObject({
    agency: agency(),
    search: z
      .string()
      .max(100)
      .regex(/[\p{L}\p{N}]/u)
      .optional()
      .meta({
        description:
          'Instead of what is below a node: all agencies whose name, in either language and with or without diacritics and capitals, has for all these words one that begins so, whose code of either scheme begins so, or whose administrative code it is.',
        examples: ['hoan kiem'],
      }),
    asOf: asOfDay(),
    after: cursor(),
  });

export const systemsParameters = () => z.strictObject({ agency: agency(), asOf: asOfDay(), after: cursor() });
/** Tasks whose history `/admin/history` has; that of keys, whose records `admin` may not read, has a route of its own. */
export const historyTasks = [
  'registry',
  'maintenance',
  'drills',
  'dead-letters',
  'receipt-keys',
  'verification',
  'quotas',
] as const;
export type HistoryTask = (typeof historyTasks)[number];

export const historyParameters = () =>
  z.strictObject({
    task: z.enum(historyTasks).meta({ description: 'What was changed.', examples: ['maintenance'] }),
    after: TaskVersion.optional().meta({
      description: 'Only changes before this one: `next` of the answer before.',
      examples: ['3.1'],
    }),
  });

export const keyHistoryParameters = () =>
  z.strictObject({
    after: TaskVersion.optional().meta({
      description: 'Only changes before these: `next` of the answer before.',
      examples: ['1795142400000.1'],
    }),
  });

export const keyListParameters = () =>
  z.strictObject({
    expiring: z
      .string()
      .regex(/^[1-9]\d{0,3}$/)
      .optional()
      .meta({
        description: 'Only keys that end within so many days with no other key to follow.',
        examples: ['30'],
      }),
    after: KeyId.optional().meta({
      description: 'Only keys behind this one: `next` of the answer before.',
      examples: ['k3v8x2m9q4w7'],
    }),
  });

export const clientListParameters = () =>
  z.strictObject({
    expiring: z
      .string()
      .regex(/^[1-9]\d{0,3}$/)
      .optional()
      .meta({
        description: 'Only clients that end within so many days with nothing else to follow.',
        examples: ['30'],
      }),
    after: KeyId.optional().meta({
      description: 'Only clients behind this one: `next` of the answer before.',
      examples: ['k3v8x2m9q4w7'],
    }),
  });

export const keySubmissionsParameters = () =>
  z.strictObject({
    since: z.iso
      .datetime({ offset: true })
      .max(LONGEST_INSTANT)
      .meta({ description: 'What was received from this instant on.', examples: ['2026-11-20T02:30:00Z'] }),
    after: z
      .string()
      .regex(/^[0-9A-Za-z./_-]{1,200}$/)
      .optional()
      .meta({
        description: '`next` of the answer before.',
        examples: ['entries/2026-11-20/02/2026-11-20T02-30-00.000Z_0b8f0f5e.ndjson.gz'],
      }),
  });
