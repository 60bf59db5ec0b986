/** A small hub that is reported to, counted and drilled by a clock that the test moves. */
import { type Advance, advanceDrill, listDrills } from '../../../../../shared/app/recovery/drill/advance.ts';
import type { DrillPorts } from '../../../../../shared/app/recovery/drill/ports.ts';
import type { DrillState } from '../../../../../shared/app/recovery/drill/state.ts';
import type { DrillReport } from '../../../../../shared/contract/recovery/drill.ts';
import { digestOfEntry } from '../../../../../shared/domain/submissions/submission-digest.ts';
import { submissionId } from '../../../../../shared/domain/submissions/submission-key.ts';
import { DAY, MINUTE } from '../../../../../shared/domain/values/duration.ts';
import { fakeHub } from '../../../../fakes/hub.ts';
import { fakeOperations } from '../../../../fakes/operations.ts';
import { fakeRestores } from '../../../../fakes/restores.ts';
import { askNow } from '../../../../fixtures/drills.ts';
import { events } from '../../../../fixtures/events.ts';
import { connected, system } from '../../../../fixtures/registry.ts';
import { cellsOf, NOW, report } from '../../../../fixtures/reports.ts';

export const MONTHLY = 30;

export function drilledHub() {
  const clock = { now: NOW - DAY * 2 };
  const now = () => clock.now;
  const hub = fakeHub(undefined, now);
  const restores = fakeRestores(hub, now);
  const operations = fakeOperations();
  const kept: { readonly report: DrillReport; readonly page: string }[] = [];
  const { ledger, totals, registry, journal } = hub;
  const ports: DrillPorts = {
    ...restores.ports,
    ...operations,
    live: { ...registry, ...totals, ...ledger },
    openCopy: restores.openCopy,
    readJournal: journal.readJournal,
    sendEntry: hub.queue.sendEntry,
    keepReport: async (one, page) => {
      if (!kept.some((other) => other.report.id === one.id)) kept.push({ report: one, page });
    },
    readSigner: hub.submitPorts.readSigner,
    pause: async () => undefined,
    newSalt: () => 'salt',
    now,
  };
  let sent = 0;
  const tell = {
    /** One system reports, or corrects what it reported. */
    async report(id: string, revision = 1, value = revision) {
      const body = report({ system: id, revision, cells: cellsOf('monthly', () => value) });
      const answer = await hub.submit(body, { receivedAt: now() });
      if (!answer.ok) throw new Error(JSON.stringify(answer.problem));
      clock.now += 10;
    },
    async event(id = 'H26.dvc') {
      sent += 1;
      const answer = await hub.submit(events({ system: id }), {
        receivedAt: now(),
        idempotencyKey: `e-${sent}`,
      });
      if (!answer.ok) throw new Error(JSON.stringify(answer.problem));
      clock.now += 10;
    },
    count: () => hub.drain(),
  };
  /** H26.05.kho goes to another agency, and its old and new ancestors are to be folded anew. */
  async function moveSystem(agency: string): Promise<void> {
    const moved = system('H26.05.kho', [{ from: '2021-01-01', to: null, agency }]);
    await registry.writeRecords(
      [{ kind: 'system', id: moved.id, body: moved }],
      new Date(now()).toISOString(),
    );
    for (const node of ['H26.05', 'H26.18'])
      for (const [dataset, period] of [
        ['monthly', '2026-10'],
        ['realtime', '2026-10'],
      ] as const)
        hub.queue.sendRefold({ dataset, period, node });
  }
  return { clock, now, hub, restores, operations, kept, ports, tell, moveSystem };
}
export type DrilledHub = ReturnType<typeof drilledHub>;

/** A hub in which every system has reported and some events came, an hour before the period's day NOW. */
export async function settledHub(): Promise<DrilledHub> {
  const all = drilledHub();
  all.clock.now = NOW;
  for (const id of connected) await all.tell.report(id);
  for (let index = 0; index < 4; index += 1) await all.tell.event();
  await all.tell.event('H49.dvc');
  await all.tell.count();
  all.clock.now += 60 * MINUTE;
  return all;
}

/** A second revision that is recorded and whose message is never sent; its id. */
export async function recordUnsent(all: DrilledHub, system = 'H49.dvc'): Promise<string> {
  const first = all.hub.ledger.reports().find((entry) => entry.system === system);
  if (first === undefined) throw new Error(`${system} has reported`);
  const now = new Date(all.clock.now).toISOString();
  const second = { ...first, revision: 2, receivedAt: now, storedAt: now };
  const entry = { ...second, digest: digestOfEntry(second) };
  await all.hub.ledger.putEntry(entry);
  return submissionId(entry);
}

/** The hourly sweep, over the month. */
export async function sweep(all: DrilledHub): Promise<void> {
  const { differences } = await all.hub.verify();
  await all.hub.repair(differences.map(({ node }) => node));
}

/** One run of the schedule. */
export const tick = (all: DrilledHub, ports: DrillPorts = all.ports): Promise<Advance> =>
  advanceDrill(ports, MONTHLY, () => true);

/** Every five minutes until no drill is under way, with `meanwhile` before each run. */
export async function untilDone(
  all: DrilledHub,
  meanwhile: (run: number) => Promise<unknown> = async () => undefined,
  ports: DrillPorts = all.ports,
): Promise<DrillState> {
  for (let run = 0; run < 400; run += 1) {
    await meanwhile(run);
    await tick(all, ports).catch(() => undefined);
    const [newest] = await listDrills(all.operations);
    if (newest !== undefined && (newest.outcome === 'passed' || newest.outcome === 'failed')) return newest;
    all.clock.now += 5 * MINUTE;
  }
  throw new Error('the drill does not end');
}

export async function ask(all: DrilledHub, by = 'operator'): Promise<void> {
  if (!(await askNow(all.operations, by, all.now())).ok) throw new Error('a drill is under way already');
}

/** The report of the one drill that was held. */
export async function heldReport(all: DrilledHub): Promise<DrillReport> {
  await untilDone(all);
  return keptReport(all);
}

/** As it was kept. */
export function keptReport(all: DrilledHub): DrillReport {
  const found = all.kept.at(-1);
  if (found === undefined) throw new Error('no report was kept');
  return found.report;
}

/** `kind name` of each difference. */
export const named = ({ differences }: DrillReport): string[] =>
  differences.map(({ kind, name }) => `${kind} ${name}`);
