/** An import of the registry (ADR 33): the files of a seed, and what they change. */
import * as z from 'zod';
import { TaskVersion } from '../access/change.ts';
import { schema } from '../schema.ts';
import { Sha256 } from '../text.ts';
import { IMPORT_LIMIT, MOST_LISTED } from './import-limits.ts';

/** The body is the limit of each of them. */
const file = (description: string) => z.string().meta({ maxLength: IMPORT_LIMIT, description });

export const RegistryFiles = /* @__PURE__ */ schema(() =>
  z
    .strictObject({
      'agencies.csv': file('Agencies with their history, RFC 4180 with a header.'),
      'systems.csv': file('Systems with their stages of the roadmap and their history, likewise.'),
      'catalogue.json': file('Indicators, dimensions and datasets, as JSON.'),
      'calendar.json': file('Reporting periods and deadlines, as JSON.'),
      'duties.csv': file('What systems owe, and how often, RFC 4180 with a header.'),
    })
    .meta({
      id: 'RegistryFiles',
      description: 'The five files of a seed folder, each as text, 4 MB at most.',
    }),
);
export type RegistryFiles = z.infer<typeof RegistryFiles>;

export const RegistryStanding = /* @__PURE__ */ schema(() =>
  z
    .strictObject({
      version: TaskVersion.meta({
        description: '`0.7`: version 7 of the registry; `0.0` before the first load.',
      }),
      at: z.iso.datetime({ precision: 3 }).nullable().meta({ description: 'When it was imported.' }),
    })
    .meta({ id: 'RegistryStanding' }),
);
export type RegistryStanding = z.infer<typeof RegistryStanding>;

const Names = /* @__PURE__ */ schema(() =>
  z
    .strictObject({
      count: z.int(),
      names: z.array(z.string()).meta({
        description: `The first ${MOST_LISTED} of them.`,
        examples: [['agency H26', 'catalogue']],
      }),
    })
    .meta({ id: 'RecordNames' }),
);

/** What an import did, or would do: bounded, as it is kept with the version for good. */
export const RegistryDifference = /* @__PURE__ */ schema(() =>
  z
    .strictObject({
      added: Names,
      changed: Names,
      unchanged: z.int(),
      beyond: Names.meta({
        description: 'Agencies and systems that the files do not have. They stay (R18).',
      }),
      moved: z
        .strictObject({
          count: z.int(),
          places: z
            .array(z.strictObject({ dataset: z.string(), period: z.string(), systems: z.int() }))
            .meta({ description: `The first ${MOST_LISTED} of them.` }),
        })
        .meta({ description: 'By dataset and period: how many systems count elsewhere from then on.' }),
      refolds: z
        .int()
        .meta({ description: 'Totals of open periods that are folded anew, and all above them.' }),
      before: Sha256.nullable().meta({
        description:
          'Of all agencies, systems, catalogue, calendar and duties by name, as canonical JSON (RFC 8785); null before the first load.',
      }),
      after: Sha256,
    })
    .meta({ id: 'RegistryDifference' }),
);
export type RegistryDifference = z.infer<typeof RegistryDifference>;

export const RegistryImport = /* @__PURE__ */ schema(() =>
  z
    .strictObject({
      version: TaskVersion.meta({ description: 'At which the registry stands now.' }),
      isDryRun: z.boolean(),
      written: z.int().meta({ description: 'Records that were written; 0 in a dry run.' }),
      difference: RegistryDifference,
    })
    .meta({ id: 'RegistryImport', description: 'What an import did; in a dry run what it would do.' }),
);
export type RegistryImport = z.infer<typeof RegistryImport>;
