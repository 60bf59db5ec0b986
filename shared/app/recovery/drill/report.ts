/** The report of a drill, made from what is known of it: of a running one too. */
import { hash } from 'node:crypto';
import canonicalize from 'canonicalize';
import type {
  DrillDifference,
  DrillReport,
  DrillSummary,
  DrillTarget,
} from '../../../contract/recovery/drill.ts';
import { drillPage } from '../../../domain/recovery/drill-page.ts';
import { drilledTables } from '../../ports/recovery.ts';
import type { DrillPiece, DrillPorts } from './ports.ts';
import { type DrillState, differing, earlier, later } from './state.ts';

/**
 * What is promised, in seconds. AWS trails by about five minutes; the consumer journals within seconds, and its queue has an alarm
 * at five minutes.
 */
const targets = { rpoTables: 15 * 60, rpoJournal: 5 * 60, rto: 4 * 3600 } as const;

const secondsBetween = (from: string, to: string): number =>
  Math.max(0, (Date.parse(to) - Date.parse(from)) / 1000);

const target = (seconds: number | null, limit: number): DrillTarget => ({
  seconds,
  target: limit,
  met: seconds !== null && seconds <= limit,
});

/** 0 where nothing was accepted at all. */
function lossOf(accepted: string | null, recovered: string | null, began: string): number {
  if (accepted === null) return 0;
  if (recovered === null) return secondsBetween(accepted, began);
  return secondsBetween(recovered, accepted);
}

function recoveryOf(state: DrillState): DrillReport['recovery'] {
  const { entries, extras, journal, tail, restorePoint, startedAt, verifiedAt } = state;
  // Of what was recorded without a message nobody was told that it is accepted; which that is, the tail has shown.
  const accepted = verifiedAt === null ? entries.newestAccepted : later(entries.newestLive, tail.newest);
  const withJournal = later(extras.newest, journal.newest);
  // A copy that has all that it should reaches up to its restore point, though nothing may have come just before it.
  const isWhole = (extras.newest ?? '') >= (entries.newestLive ?? '');
  const reaches = isWhole ? later(extras.newest, restorePoint) : extras.newest;
  // What is missing in the middle is lost, however new the newest is; the journal is replayed from the restore point only.
  const missing = entries.oldestMissing;
  const upTo = (instant: string | null) => (missing === null ? instant : earlier(instant, missing));
  const measured = (recovered: string | null) =>
    verifiedAt === null ? null : lossOf(accepted, recovered, startedAt);
  return {
    newestAccepted: accepted,
    newestInTables: extras.newest,
    newestWithJournal: withJournal,
    rpoTables: target(measured(upTo(reaches)), targets.rpoTables),
    rpoJournal: target(measured(upTo(later(reaches, journal.newest))), targets.rpoJournal),
    rto: target(verifiedAt === null ? null : secondsBetween(startedAt, verifiedAt), targets.rto),
  };
}

type CopyName = DrillPorts['copyName'];
type Unsigned = Omit<DrillReport, 'digest' | 'signature'>;

/** As it was kept; of a drill that is not finished, what is known so far, without a seal. */
export const reportOf = (state: DrillState, copyName: CopyName): DrillReport => {
  const { digest = null, signature = null } = state.seal ?? {};
  return { ...unsignedReport(state, copyName), digest, signature };
};

function unsignedReport(state: DrillState, copyName: CopyName): Unsigned {
  const { entries, extras, proof, totals, journal, tail } = state;
  return {
    id: state.id,
    outcome: knownOutcome(state),
    startedBy: state.startedBy,
    startedAt: state.startedAt,
    finishedAt: state.reportedAt,
    restorePoint: state.restorePoint,
    tables: Object.fromEntries(drilledTables.map((table) => [table, copyName(table, state.id)])),
    entries: {
      checked: entries.checked,
      same: entries.same,
      undetermined: entries.undetermined,
      restored: extras.restored,
      after: entries.after,
    },
    ...(proof !== null && {
      proof: { objects: proof.objects, lines: proof.lines, keys: proof.keys, entries: proof.entries },
    }),
    totals: {
      checked: totals.checked,
      moved: totals.moved,
      behind: totals.behind,
      unwatched: totals.unwatched,
    },
    registry: { records: state.registryRecords, names: extras.names },
    journal: {
      objects: journal.objects,
      entries: journal.entries,
      broughtBack: journal.broughtBack,
      missing: tail.missing,
      unsent: tail.unsent.length,
      unsentIds: tail.unsent,
    },
    recovery: recoveryOf(state),
    differences: state.differences,
    differenceCount: state.differenceCount,
    steps: stepsOf(state),
    troubles: state.troubles,
  };
}

/** When the report is written its own step is not over, and what comes behind it is not in it. */
const stepsOf = ({ steps, reportedAt }: DrillState): DrillReport['steps'] =>
  steps
    .filter(({ step }) => step !== 'clean')
    .map(({ step, startedAt, finishedAt }) => ({
      step,
      startedAt,
      seconds:
        finishedAt === null || (reportedAt !== null && step === 'report')
          ? null
          : secondsBetween(startedAt, finishedAt),
    }));

/** Known from the report on, minutes before the copies are gone and the drill is over. */
const knownOutcome = (state: DrillState): DrillReport['outcome'] =>
  state.reportedAt === null ? state.outcome : outcomeOf(state);

export const outcomeOf = ({ differenceCount }: DrillState): 'passed' | 'failed' =>
  differenceCount === 0 ? 'passed' : 'failed';

/** SHA-256 of the canonical form (RFC 8785), without digest and signature: anyone can compute it again. */
export const digestOf = (report: Unsigned): string => {
  const { digest: _, signature: __, ...content } = report as DrillReport;
  return hash('sha256', canonicalize(content) ?? '');
};

/**
 * Closes the drill's accounts first, so that a crash in the middle keeps the very same report the second time; then keeps it.
 */
export const writeReport: DrillPiece = async (ports, before) => {
  if (before.reportedAt === null) {
    const closed = before.verifiedAt === null ? before : differing(before, missedTargets(before));
    return { state: { ...closed, reportedAt: new Date(ports.now()).toISOString() }, go: 'again' };
  }
  const report = unsignedReport(before, ports.copyName);
  const digest = digestOf(report);
  const { id: drill, outcome } = report;
  const finishedAt = before.reportedAt;
  const { sign } = await ports.readSigner();
  const signature = sign('dtm-drill-report+jws', finishedAt, { drill, outcome, finishedAt, digest });
  const whole: DrillReport = { ...report, digest, signature };
  await ports.keepReport(whole, drillPage(whole));
  return { state: { ...before, seal: { digest, signature } }, go: 'next' };
};

function missedTargets(state: DrillState): DrillDifference[] {
  const { rpoTables, rpoJournal, rto } = recoveryOf(state);
  return Object.entries({ rpoTables, rpoJournal, rto }).flatMap(([name, one]) =>
    one.met
      ? []
      : {
          kind: 'target-missed' as const,
          name,
          detail: `${Math.round(one.seconds ?? 0)} s > ${one.target} s`,
        },
  );
}

export function summaryOf(state: DrillState): DrillSummary {
  const { rpoTables, rpoJournal, rto } = recoveryOf(state);
  return {
    id: state.id,
    outcome: knownOutcome(state),
    startedBy: state.startedBy,
    startedAt: state.startedAt,
    finishedAt: state.reportedAt,
    restorePoint: state.restorePoint,
    differenceCount: state.differenceCount,
    step: state.step,
    entriesChecked: state.entries.checked,
    rpoTablesSeconds: rpoTables.seconds,
    rpoJournalSeconds: rpoJournal.seconds,
    rtoSeconds: rto.seconds,
  };
}
