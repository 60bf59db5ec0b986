/** Drills as text for a terminal. */
import type { DrillReport, DrillSummary, DrillTarget } from '../shared/contract/recovery/drill.ts';
import { differenceTexts, stepTexts } from '../shared/domain/recovery/drill-texts.ts';
import { inLine } from './shown.ts';
import { counted, grouped, table } from './table.ts';

const minute = (instant: string | null): string =>
  instant === null ? '' : `${instant.slice(0, 16).replace('T', ' ')}Z`;
const time = (seconds: number | null): string =>
  seconds === null ? '' : seconds < 120 ? `${Math.round(seconds)} s` : `${Math.round(seconds / 60)} min`;

export function drillsText(drills: readonly DrillSummary[]): string {
  if (drills.length === 0) return 'No drill was held yet; dtm drills start asks for one.';
  return table(
    [
      { head: 'drill' },
      { head: 'outcome' },
      { head: 'began' },
      { head: 'by', width: 14 },
      { head: 'entries', align: 'right' },
      { head: 'differ', align: 'right' },
      { head: 'RPO', align: 'right' },
      { head: 'RTO', align: 'right' },
    ],
    drills.map((drill) => [
      drill.id,
      drill.step === null ? drill.outcome : `${drill.outcome} (at step ${drill.step})`,
      minute(drill.startedAt),
      drill.startedBy,
      grouped(String(drill.entriesChecked)),
      String(drill.differenceCount),
      time(drill.rpoJournalSeconds),
      time(drill.rtoSeconds),
    ]),
  );
}

const mark = { passed: '✓', failed: '✗', running: '…', asked: '…' } as const;

export function drillText(report: DrillReport): string {
  const { entries, proof, totals, registry, journal, recovery } = report;
  const head = `${mark[report.outcome]} Drill ${report.id} ${report.outcome}; began ${minute(report.startedAt)}, by ${inLine(report.startedBy)}`;
  const restored =
    report.restorePoint === null ? 'Nothing is restored yet.' : `Restored to ${report.restorePoint}.`;
  const figures = [
    `${grouped(String(entries.checked))} ledger entries compared, ${grouped(String(entries.same))} the same; ${entries.after} accepted after the restore point, before the drill began`,
    ...(proof === undefined
      ? []
      : [
          `${grouped(String(proof.lines))} lines of the whole journal compared, ${grouped(String(proof.keys))} distinct; ${grouped(String(proof.entries))} entries in the live ledger, those of the last minutes too, which are not compared yet`,
        ]),
    `${grouped(String(totals.checked))} totals rebuilt and compared; ${counted(totals.moved, 'agency', 'agencies')} of level 1 had traffic meanwhile`,
    ...(totals.unwatched > 0
      ? [`${counted(totals.unwatched, 'agency', 'agencies')} not looked at closer: too much was wrong`]
      : []),
    `${grouped(String(registry.records))} registry records compared, ${grouped(String(registry.names))} names looked up`,
    `${counted(journal.entries, 'entry', 'entries')} read from the journal; of them ${journal.broughtBack} were not in the copy and were put into it (also what was accepted during the drill); ${journal.missing} missing`,
    ...unsentLines(report),
  ];
  const targets = table(
    [{ head: '' }, { head: 'measured', align: 'right' }, { head: 'target', align: 'right' }, { head: '' }],
    [
      targetRow('RPO, tables alone', recovery.rpoTables),
      targetRow('RPO, with the journal', recovery.rpoJournal),
      targetRow('RTO', recovery.rto),
    ],
  );
  const steps = table(
    [{ head: 'step' }, { head: 'took', align: 'right' }],
    report.steps.map(({ step, seconds }) => [stepTexts[step].en, time(seconds)]),
  );
  const differences = report.differences.map(({ kind, name, detail }) =>
    [
      `✗ ${differenceTexts[kind].en}: ${inLine(name)}`,
      ...(detail === '' ? [] : [`    ${inLine(detail)}`]),
    ].join('\n'),
  );
  const rest = report.differenceCount - report.differences.length;
  const more = rest > 0 ? [`  … and ${rest} more`] : [];
  const found = report.differenceCount === 0 ? ['No differences.'] : [...differences, ...more];
  return [head, restored, '', ...figures, '', targets, '', ...found, '', steps].join('\n');
}

/** Nothing where there is none, as there nearly always is. */
const unsentLines = ({ journal }: DrillReport): string[] =>
  journal.unsent === 0
    ? []
    : [
        `${counted(journal.unsent, 'entry', 'entries')} recorded, without a message: sent now`,
        ...journal.unsentIds.map((id) => `    ${inLine(id)}`),
      ];

const targetRow = (name: string, { seconds, target, met }: DrillTarget): string[] => [
  name,
  time(seconds),
  `≤ ${time(target)}`,
  seconds === null ? '' : met ? '✓' : '✗',
];
