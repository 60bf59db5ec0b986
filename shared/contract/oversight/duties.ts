/** What connected systems owe by law, and who is overdue with what (R7, R9). */
import * as z from 'zod';
import { System } from '../registry.ts';
import { schema } from '../schema.ts';
import { SubmissionId } from '../submissions/submission.ts';
import {
  AgencyCode,
  CatalogueId,
  Day,
  DocumentNumber,
  Instant,
  Localized,
  Sha256,
  SystemId,
} from '../text.ts';

const SecurityLevel = /* @__PURE__ */ schema(() => System.shape.securityLevel);

export const DutyRule = /* @__PURE__ */ schema(() =>
  z
    .strictObject({
      duty: CatalogueId.meta({ examples: ['recovery-drill'] }),
      names: Localized,
      dataset: CatalogueId.meta({ description: 'Of reports; each says the state of its system.' }),
      indicator: CatalogueId.meta({
        description:
          'What fulfils the duty: the day of the evidence; of an indicator without evidence, the last day of the newest period that is reported.',
      }),
      size: System.shape.size,
      levelFrom: SecurityLevel,
      levelTo: SecurityLevel,
      months: z.int().min(1).max(60).meta({ description: 'At most so long after the last time.' }),
      from: Day.meta({
        description: 'The duty began then; or when the system was to be connected, if later.',
      }),
      provenance: z.string().min(1).meta({ description: 'Where this row comes from.' }),
    })
    .meta({
      id: 'DutyRule',
      description: 'How often the systems of a size and of some security levels owe something.',
    }),
);
export type DutyRule = z.infer<typeof DutyRule>;

export const Duties = /* @__PURE__ */ schema(() => z.array(DutyRule).readonly().meta({ id: 'Duties' }));
export type Duties = z.infer<typeof Duties>;

const LastTime = /* @__PURE__ */ schema(() =>
  z.strictObject({
    day: Day,
    reference: DocumentNumber.nullable().meta({
      description: 'Null where the report itself fulfils the duty.',
    }),
    sha256: Sha256.nullable(),
    submission: SubmissionId.meta({ description: 'The report that says so.' }),
    receivedAt: Instant,
  }),
);

export const DutyState = /* @__PURE__ */ schema(() =>
  z
    .strictObject({
      system: SystemId,
      names: Localized,
      agency: AgencyCode,
      size: System.shape.size,
      securityLevel: SecurityLevel,
      duty: CatalogueId,
      dutyNames: Localized,
      due: Day.meta({ description: 'The last day on which it is in time.' }),
      state: z.enum(['overdue', 'met']),
      overdueDays: z.int().min(0),
      last: LastTime.nullable().meta({ description: 'Null: never reported, or said to be none.' }),
    })
    .meta({ id: 'DutyState' }),
);
export type DutyState = z.infer<typeof DutyState>;

export const ComplianceAnswer = /* @__PURE__ */ schema(() =>
  z
    .strictObject({
      node: z.string(),
      today: Day,
      systems: z.int().meta({ description: 'Connected systems that this answer looked at.' }),
      overdue: z.int().meta({ description: 'How many duties of theirs are overdue.' }),
      duties: z.array(DutyState).meta({ description: 'In the order of systems.' }),
      next: z
        .string()
        .nullable()
        .meta({ description: 'Where there are more systems: ask again with `after` of this.' }),
      closed: z.strictObject({ on: Day, mergedInto: AgencyCode.nullable() }).optional().meta({
        description:
          'Of an agency that is closed: its last day, and the agency that it was merged into. It owes nothing any more; what its systems owe is told of the agency that has them now.',
      }),
    })
    .meta({ id: 'Compliance', description: 'Who is overdue with what (R7, R9).' }),
);
export type ComplianceAnswer = z.infer<typeof ComplianceAnswer>;
