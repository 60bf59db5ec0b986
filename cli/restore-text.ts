/** What `dtm restore` says. */
import type { RestoredTable, TableState } from '../shared/app/ports/recovery.ts';
import type { BroughtRegistry } from '../shared/app/recovery/bring-replica.ts';
import { nextStep, type RestoreStep } from '../shared/app/recovery/plan-restore.ts';
import type { RestoreEvent, RestoreReport } from '../shared/app/recovery/restore-hub.ts';
import { faultLines } from './ledger-fault-text.ts';
import { inLine } from './shown.ts';
import { counted, table } from './table.ts';

const instant = (time: number): string => new Date(time).toISOString().replace('.000Z', 'Z');

function stepText(step: RestoreStep): string {
  switch (step.do) {
    case 'wait':
      return step.why === 'busy'
        ? 'being made or removed: wait'
        : 'that second can be restored in some minutes: wait';
    case 'restore from backup':
      return `gone: restore its last state, of ${instant(step.takenAt)}, from the backup that its deletion left`;
    case 'create empty':
      return step.why === 'recomputed'
        ? 'gone: make it anew, empty; its content is recomputed'
        : 'gone WITHOUT a backup: make it anew, empty; what the journal has goes into the ledger, the rest is lost';
    case 'repair from a copy':
      return 'there: restore a copy beside it, put back what it lacks or has otherwise, remove the copy';
    case 'keep':
      return {
        'from backup': 'there, restored from its backup: keep it',
        'out of reach': 'there, but recovery does not reach back so far: keep it as it is',
        'recovery off': 'there, but recovery is off: keep it as it is, and turn recovery on',
        recomputed: 'there: keep it; its content is recomputed',
      }[step.why];
    case 'refuse':
      return `there, but the latest second that can be restored is ${instant(step.latest)}: REFUSED; nothing is changed with a --to behind that`;
  }
}

/** What a run would do, in its order; `replica`: the bucket that all of the hub is to come from, null where it has its own. */
export function planText(
  states: ReadonlyMap<RestoredTable, TableState>,
  to: number,
  replica: string | null,
): string {
  const lines = [...states].map(([name, state]) => ({
    name,
    text: stepText(nextStep(name, state, to)),
    settings:
      state.kind === 'there' && state.reach !== null && state.isProtected
        ? ''
        : '; turn on recovery and protection',
  }));
  const line = (name: RestoredTable) =>
    lines.filter((one) => one.name === name).map((one) => `${name}: ${one.text}${one.settings}`);
  const isAll = replica !== null;
  const steps = [
    ...line('submissions'),
    ...(isAll ? [`journal: take over every object of ${replica} that the journal lacks`] : []),
    isAll
      ? 'journal: put into the ledger all that it has and the ledger lacks'
      : `journal: put into the ledger what it has from ${instant(to)} on and the ledger lacks`,
    ...line('operations'),
    ...line('registry'),
    ...line('totals'),
    ...(isAll ? ['registry: put back its newest copy of the replica, where the hub has none'] : []),
    'service: the hub takes submissions again as soon as submissions and registry are there',
    'queue: wait until it is empty, then the journal once more',
    'totals: recompute every period that the ledger has, and compare',
    'proof: the whole journal against the ledger',
  ];
  return [
    isAll ? `All from ${replica}:` : `To ${instant(to)}:`,
    ...steps.map((step, at) => `  ${at + 1}. ${step}`),
  ].join('\n');
}

/** One line for each thing that happens; null for what is not worth one. */
export function eventText(event: RestoreEvent): string | null {
  switch (event.kind) {
    case 'step':
      return `${event.table}: ${stepText(event.step)}`;
    case 'repaired': {
      const { missing, different } = event.repaired;
      const names = different.length === 0 ? '' : `: ${inLine(different.join(', '))}`;
      return `${event.table}: ${missing} put back, ${different.length} put right${names}`;
    }
    case 'copied':
      return `journal: ${counted(event.objects, 'object')} of the replica, ${event.copied} taken over`;
    case 'registry':
      return `registry: ${registryText(event)}`;
    case 'ledger':
      return `ledger: ${counted(event.entries, 'entry', 'entries')}, the newest stored ${event.newest ?? 'never'}`;
    case 'replayed':
      return `journal: ${counted(event.replay.entries, 'entry', 'entries')} read, ${event.replay.broughtBack} brought back`;
    case 'in service':
      return 'service: the hub takes submissions again';
    case 'queue':
      return `queue: ${counted(event.messages, 'message')} on the way, waiting`;
    case 'refolded':
      if (event.refolded === null)
        return `totals: ${event.dataset} ${event.period}: the registry does not know it`;
      return `totals: ${event.dataset} ${event.period}: ${event.refolded.totals} compared, ${event.refolded.folded} folded, ${counted(event.refolded.differences, 'difference')} left`;
  }
}

function registryText({ how, version, at }: BroughtRegistry): string {
  switch (how) {
    case 'put back':
      return `version ${version} of ${at} put back`;
    case 'kept':
      return `version ${version} of ${at} is there; nothing was put into it`;
    case 'none':
      return 'neither the hub nor the replica has one: dtm registry load, then run this again';
  }
}

const seconds = (value: number | null): string => (value === null ? 'unknown' : `${value.toFixed(1)} s`);

export function reportText(report: RestoreReport): string {
  const { journal, replica } = report;
  const rows = [
    ['entries in the ledger once the tables were back', String(report.restored)],
    ['entries that the journal brought back', String(journal.broughtBack)],
    ['entries in the ledger now', String(report.entries)],
    ['totals compared', String(report.totals)],
    ['totals folded anew', String(report.folded)],
    ['differences left', String(report.differences)],
    ['entries not as the journal has them', String(report.faults.length)],
    ['messages not counted yet', String(report.queue)],
    ['dead letters', String(report.deadLetters)],
    ...(replica === null
      ? [
          ['RPO of the tables alone', seconds(report.rpoOfTables)],
          ['RPO with the journal', seconds(report.rpo)],
        ]
      : [
          ['objects of the replica', String(replica.journal.objects)],
          ['registry', registryText(replica.registry)],
          ['the newest entry of the replica was stored', journal.newest ?? 'never'],
        ]),
    ['in service after', seconds(report.inService)],
    ['RTO: verified after', seconds(report.rto)],
  ];
  const faults = [
    ...(replica?.registry.how === 'none' ? [`✗ registry: ${registryText(replica.registry)}`] : []),
    ...journal.conflicts.map(
      (id) => `✗ ${inLine(id)}: the ledger has other content than the journal; it was let stand`,
    ),
    ...journal.unreadable.map((text) => `✗ journal object ${inLine(text)}`),
    ...faultLines(report.faults),
    ...report.unknown.map(
      (place) =>
        `✗ ${inLine(place)}: the ledger has entries of it and the registry does not know it: dtm registry load`,
    ),
    ...(report.faults.length > 0 ? ['✗ dtm verify --journal --repair repairs what the journal proves.'] : []),
    ...(report.differences > 0 ? ['✗ Totals differ: dtm verify --repair says which.'] : []),
    ...(report.queue > 0 ? ['✗ The queue is not empty: run this again when it is.'] : []),
    ...(report.deadLetters > 0
      ? ['✗ There are dead letters: dtm dead-letters redrive --all, then run this again.']
      : []),
  ];
  const whole =
    replica === null
      ? '✓ Nothing that was acknowledged is missing: ledger and journal agree, and so do the totals.'
      : '✓ All that the replica has is in the hub: ledger and journal agree, and so do the totals. What was acknowledged and had not reached the replica is lost here: its senders have receipts, and send it again.';
  const head = replica === null ? report.to : 'from the replica';
  return `${table([{ head: 'restore' }, { head, align: 'right' }], rows)}\n\n${report.isWhole ? whole : faults.join('\n')}`;
}
