/** What a recovery drill shows (R7): the report that is kept for years, and the line of it in a list. */
import * as z from 'zod';
import { TaskVersion } from '../access/change.ts';
import { schema } from '../schema.ts';
import { Instant, Sha256 } from '../text.ts';

/** Begins with the time: ids sort by it, and a part of the restored tables' names. */
export const DrillId = /* @__PURE__ */ schema(() =>
  z
    .string()
    .regex(/^\d{8}-\d{6}$/)
    .meta({
      id: 'DrillId',
      description: 'When the drill was asked for, in UTC.',
      examples: ['20261120-023000'],
    }),
);

/** In the order in which they are gone through. */
export const drillSteps = [
  'choose',
  'restore',
  'wait',
  'registry',
  'entries',
  'extras',
  'proof',
  'totals',
  'journal',
  'tail',
  'report',
  'clean',
] as const;
export const DrillStep = /* @__PURE__ */ schema(() =>
  z.enum(drillSteps).meta({
    id: 'DrillStep',
    description:
      'choose: the restore point; restore, wait: the tables; registry: its records and names; entries: of the live ledger, in the restored one; extras: of the restored ledger, in the live one; proof: the whole journal against the live ledger, both ways; totals: rebuilt from the restored ledger; journal: its replay; tail: what was accepted behind the restore point; report; clean: what was restored is deleted.',
  }),
);
export type DrillStep = z.infer<typeof DrillStep>;

const drillOutcomes = ['asked', 'running', 'passed', 'failed'] as const;
export const DrillOutcome = /* @__PURE__ */ schema(() =>
  z.enum(drillOutcomes).meta({
    id: 'DrillOutcome',
    description:
      'asked: begins with the next run, within minutes; passed: no difference and every target met; failed: otherwise.',
  }),
);

const differenceKinds = [
  'entry-missing',
  'entry-changed',
  'entry-extra',
  'entry-too-new',
  'entry-damaged',
  'ledger-missing',
  'ledger-altered',
  'ledger-extra',
  'older-point',
  'name-missing',
  'record-missing',
  'record-changed',
  'record-extra',
  'total-rebuilt',
  'total-live',
  'total-restored',
  'journal-missing',
  'journal-unreadable',
  'journal-damaged',
  'journal-conflict',
  'target-missed',
  'not-finished',
] as const;
export const DrillDifference = /* @__PURE__ */ schema(() =>
  z
    .strictObject({
      kind: z.enum(differenceKinds),
      name: z.string().meta({ description: 'The entry, total, record, object or target that it is about.' }),
      detail: z.string().meta({
        description:
          'Facts that need no language: times, fields, found ≠ expected. Of not-finished: what stopped it, as it was said.',
      }),
    })
    .meta({
      id: 'DrillDifference',
      description:
        'entry-…: of the ledger, damaged where its content does not give its digest; ledger-…: the live ledger beside the whole journal: without what was journalled, with it altered, or with what is in no object of it; journal-damaged: a line whose content does not give its digest; older-point: the copy ends before the restore point; name-missing: the ledger names what the restored registry does not have; record-…: of the registry, extra where only the copy has it; total-rebuilt: from the restored ledger, beside the live ledger as of the restore point; total-live, total-restored: a stored total beside its ledger; journal-missing: in the ledger, and neither in the copy nor in the journal, though its message was sent once more; target-missed: RPO or RTO; not-finished: the drill was stopped.',
    }),
);
export type DrillDifference = z.infer<typeof DrillDifference>;

const count = /* @__PURE__ */ schema(() => z.int().min(0));
const seconds = /* @__PURE__ */ schema(() => z.number().min(0));

export const DrillTarget = /* @__PURE__ */ schema(() =>
  z
    .strictObject({
      seconds: seconds.nullable().meta({ description: 'Null where it could not be measured.' }),
      target: seconds,
      met: z.boolean(),
    })
    .meta({ id: 'DrillTarget', description: 'A measured time beside what was promised.' }),
);
export type DrillTarget = z.infer<typeof DrillTarget>;

const figures = /* @__PURE__ */ schema(() => ({
  entries: z
    .strictObject({
      checked: count.meta({
        description: 'Entries of the live ledger up to the restore point, each compared.',
      }),
      same: count,
      undetermined: count.meta({
        description: 'So near the restore point that the copy may have them or not.',
      }),
      restored: count.meta({ description: 'Entries in the copy.' }),
      after: count.meta({
        description: 'Accepted after the restore point, before the drill began: lost, were the tables all.',
      }),
    })
    .meta({ id: 'DrillEntries' }),
  totals: z
    .strictObject({
      checked: count.meta({ description: 'Totals rebuilt from the restored ledger and compared.' }),
      moved: count.meta({
        description: 'Level-1 agencies in which live traffic went on: compared as of the restore point.',
      }),
      behind: count.meta({
        description:
          'Restored totals that were behind their ledger at the restore point, or a moment ahead of it: folded anew after a real loss.',
      }),
      unwatched: count.meta({
        description:
          'Level-1 agencies whose live totals did not fit and that were not looked at closer, as a hundred stood wrong already: there may be more differences.',
      }),
    })
    .meta({ id: 'DrillTotals' }),
  /** Reports of drills before it was checked do not have it. */
  proof: z
    .strictObject({
      objects: count,
      lines: count.meta({ description: 'Of the whole journal, each compared with the live ledger.' }),
      keys: count.meta({ description: 'Distinct entries among them: one may be journalled several times.' }),
      entries: count.meta({
        description:
          'Of the live ledger, each looked for in the journal; those of the last minutes, which the lines do not reach, are counted here and not compared yet.',
      }),
    })
    .meta({ id: 'DrillProof' })
    .optional(),
  registry: z
    .strictObject({
      records: count.meta({ description: 'Records compared, all versions.' }),
      names: count.meta({
        description: 'Times that an entry named a system, agency, dataset, period or indicator.',
      }),
    })
    .meta({ id: 'DrillRegistry' }),
  journal: z
    .strictObject({
      objects: count.meta({
        description: 'Read, from the restore point up to the check, thus beyond the beginning of the drill.',
      }),
      entries: count,
      broughtBack: count.meta({
        description:
          'Entries that the copy got from the journal, those accepted since the drill began included: may be more than `after`.',
      }),
      missing: count.meta({ description: 'Accepted entries that neither had.' }),
      unsent: count.meta({
        description:
          'Recorded in the ledger, and their message never sent, so never acknowledged: the drill has sent it, and they were journalled. No difference.',
      }),
      unsentIds: z.array(z.string()).meta({ description: 'The submissions that these are.' }),
    })
    .meta({ id: 'DrillJournal' }),
}));

export const DrillReport = /* @__PURE__ */ schema(() =>
  z
    .strictObject({
      id: DrillId,
      outcome: DrillOutcome,
      startedBy: z.string().meta({
        description:
          '`schedule`, or who asked for it: the user, or the name of the session, of the IAM identity that signed.',
      }),
      startedAt: Instant,
      finishedAt: Instant.nullable(),
      restorePoint: Instant.nullable(),
      /** Live table → its copy. */
      tables: z.record(z.string(), z.string()),
      ...figures,
      recovery: z
        .strictObject({
          newestAccepted: Instant.nullable().meta({ description: 'Of all entries when the drill began.' }),
          newestInTables: Instant.nullable(),
          newestWithJournal: Instant.nullable(),
          rpoTables: DrillTarget.meta({ description: 'Of the restored tables alone.' }),
          rpoJournal: DrillTarget.meta({
            description:
              'With what the journal held when the drill began; the queue, which survives too, left out.',
          }),
          rto: DrillTarget.meta({ description: 'From the start until all was verified, waiting included.' }),
        })
        .meta({ id: 'DrillRecovery' }),
      differences: z.array(DrillDifference).meta({ description: 'By name, at most 100 of each kind.' }),
      differenceCount: count,
      steps: z.array(
        z
          .strictObject({ step: DrillStep, startedAt: Instant, seconds: seconds.nullable() })
          .meta({ id: 'DrillStepTime' }),
      ),
      troubles: z
        .array(z.string())
        .meta({ description: 'What interrupted the drill and was got over; the last ten.' }),
      digest: Sha256.nullable().meta({
        description: 'Of the report without digest and signature, in canonical form (RFC 8785).',
      }),
      signature: z
        .string()
        .nullable()
        .meta({ description: 'Compact JWS (RFC 7515) over id, outcome, time and digest.' }),
    })
    .meta({ id: 'DrillReport', description: 'What was restored, checked and found, in figures.' }),
);
export type DrillReport = z.infer<typeof DrillReport>;

export const DrillSummary = /* @__PURE__ */ schema(() =>
  DrillReport.pick({
    id: true,
    outcome: true,
    startedBy: true,
    startedAt: true,
    finishedAt: true,
    restorePoint: true,
    differenceCount: true,
  })
    .extend({
      step: DrillStep.nullable().meta({ description: 'Where a running drill is.' }),
      entriesChecked: count,
      rpoTablesSeconds: seconds.nullable(),
      rpoJournalSeconds: seconds.nullable(),
      rtoSeconds: seconds.nullable(),
    })
    .meta({ id: 'DrillSummary' }),
);
export type DrillSummary = z.infer<typeof DrillSummary>;

export const DrillList = /* @__PURE__ */ schema(() =>
  z.strictObject({ drills: z.array(DrillSummary) }).meta({ id: 'DrillList', description: 'Newest first.' }),
);
export type DrillList = z.infer<typeof DrillList>;

export const DrillStanding = /* @__PURE__ */ schema(() =>
  z
    .strictObject({ version: TaskVersion, drills: z.array(DrillSummary) })
    .meta({ id: 'DrillStanding', description: 'Newest first.' }),
);
export type DrillStanding = z.infer<typeof DrillStanding>;

export const DrillOrder = /* @__PURE__ */ schema(() =>
  z
    .strictObject({})
    .meta({ id: 'DrillOrder', description: 'Empty: who asks is who signed, and stands in the report.' }),
);
