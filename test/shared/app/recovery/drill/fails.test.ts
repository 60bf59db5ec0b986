/** A drill that cannot fail proves nothing: each of these is planted, and is named in the report. */
import { expect, test } from 'vitest';
import { submissionId } from '../../../../../shared/domain/submissions/submission-key.ts';
import { MINUTE } from '../../../../../shared/domain/values/duration.ts';
import { shiftedBy } from '../../../../fakes/restores.ts';
import { oneMore } from '../../../../fixtures/numbers.ts';
import {
  ask,
  type DrilledHub,
  heldReport,
  keptReport,
  named,
  settledHub,
  tick,
  untilDone,
} from './country.ts';

type Fault = {
  readonly what: string;
  /** Before the drill, and to what is restored. */
  readonly plant: (all: DrilledHub) => Promise<void> | void;
  readonly named: readonly string[];
};

const FIRST = 'H26.dvc~monthly~2026-10~1';
const entryOf = (all: DrilledHub, id: string) => {
  const found = all.hub.ledger.entries().find((entry) => submissionId(entry) === id);
  if (found === undefined) throw new Error(`no entry ${id}`);
  return found;
};
const countryKey = { dataset: 'monthly', period: '2026-10', parent: null, node: 'VN' };

const faults: readonly Fault[] = [
  {
    what: 'the copy lacks an entry',
    plant: (all) => all.restores.plant(({ ledger }) => ledger.tamper(entryOf(all, FIRST), null)),
    named: [`entry-missing ${FIRST}`, 'total-rebuilt H26 monthly 2026-10'],
  },
  {
    what: 'the copy lacks an entry that is older than the loss that is promised at most',
    plant: async (all) => {
      await all.tell.report('H49.dvc', 2);
      await all.tell.count();
      all.restores.plant(({ ledger }) => ledger.tamper(entryOf(all, FIRST), null));
    },
    named: ['target-missed rpoTables', 'target-missed rpoJournal'],
  },
  {
    what: 'an entry of the copy is another',
    plant: (all) => {
      const entry = entryOf(all, FIRST);
      if (entry.kind !== 'report') throw new Error('it is a report');
      const other = { ...entry, cells: { ...entry.cells, 'cost.balance': '2' } };
      all.restores.plant(({ ledger }) => ledger.tamper(entry, other));
    },
    named: [`entry-changed ${FIRST}`, 'total-rebuilt H26 monthly 2026-10'],
  },
  {
    what: 'the live ledger has lost an entry that the copy has',
    plant: (all) => {
      const entry = entryOf(all, FIRST);
      all.hub.ledger.tamper(entry, null);
    },
    named: [`entry-extra ${FIRST}`],
  },
  {
    what: 'the restore is cut short: the last part of the ledger is not there',
    plant: (all) =>
      all.restores.plant(({ ledger }) => {
        for (const entry of ledger.entries().slice(-6)) ledger.tamper(entry, null);
      }),
    named: ['entry-missing H26.dvc~realtime~2026-10-05T10:31~e-1', 'older-point submissions'],
  },
  {
    what: 'an older point is restored than was asked',
    plant: (all) => {
      all.restores.manners.shift = shiftedBy(-70 * MINUTE);
    },
    named: ['older-point submissions', 'entry-missing H26.dvc~realtime~2026-10-05T10:31~e-4'],
  },
  {
    what: 'an older point is restored, and AWS says so',
    plant: (all) => {
      all.restores.manners.shift = shiftedBy(-MINUTE);
      all.restores.manners.tellsShift = true;
    },
    named: ['older-point dtm-dev-registry-drill-'],
  },
  {
    what: 'a live total is not what the ledger says',
    plant: async (all) => {
      const stored = await all.hub.totals.readNode(countryKey);
      if (stored === null) throw new Error('the country has a total');
      const content = { ...stored.content, reporters: oneMore(stored.content.reporters) };
      all.hub.totals.tamper(countryKey, { ...stored, content });
    },
    named: ['total-live VN monthly 2026-10'],
  },
  {
    what: 'a live total below the country is not what the ledger says',
    plant: async (all) => {
      const key = { ...countryKey, parent: 'H26', node: 'H26.18' };
      const stored = await all.hub.totals.readNode(key);
      if (stored === null) throw new Error('the commune has a total');
      const cells = { ...stored.content.cells, 'cost.balance': '99' };
      all.hub.totals.tamper(key, { ...stored, content: { ...stored.content, cells } });
    },
    named: ['total-live H26.18 monthly 2026-10'],
  },
  {
    what: 'a restored total is not what the restored ledger says',
    plant: (all) =>
      all.restores.plant(({ totals }) => {
        totals.readNode(countryKey).then((stored) => {
          if (stored === null) throw new Error('the country has a total');
          totals.tamper(countryKey, { ...stored, content: { ...stored.content, reporters: '' } });
        });
      }),
    named: ['total-restored VN monthly 2026-10'],
  },
  {
    what: 'the restored registry lacks a system',
    plant: (all) => all.restores.plant(({ registry }) => registry.lose('system', 'G06.dvc')),
    named: ['record-missing system#G06.dvc version 1', 'name-missing system G06.dvc'],
  },
  {
    what: 'the restored registry lacks an agency',
    plant: (all) => all.restores.plant(({ registry }) => registry.lose('agency', 'H26.18.01')),
    named: ['record-missing agency#H26.18.01 version 1', 'name-missing agency H26.18.01'],
  },
  {
    what: 'the live registry has lost a record that the copy has',
    plant: (all) => all.hub.registry.lose('agency', 'H26.18.01'),
    named: ['record-extra agency#H26.18.01 version 1'],
  },
  {
    what: 'the journal lacks what came last',
    plant: async (all) => {
      await all.tell.report('H49.dvc', 2);
      await all.tell.count();
      all.hub.journal.written.pop();
    },
    named: ['journal-missing H49.dvc~monthly~2026-10~2'],
  },
  {
    what: 'an object of the journal cannot be read',
    plant: async (all) => {
      await all.tell.report('H49.dvc', 2);
      await all.tell.count();
      const last = all.hub.journal.written.at(-1);
      if (last !== undefined) last.text = '[{';
    },
    named: ['journal-unreadable', 'journal-missing H49.dvc~monthly~2026-10~2'],
  },
  {
    what: 'the journal has other content than the ledger',
    plant: async (all) => {
      await all.tell.report('H49.dvc', 2);
      await all.tell.count();
      const last = all.hub.journal.written.at(-1);
      if (last !== undefined) last.text = last.text.replace('"cost.balance":"2"', '"cost.balance":"3"');
    },
    // The line proves nothing and is not put into the copy, which then lacks the entry.
    named: ['journal-damaged H49.dvc~monthly~2026-10~2', 'journal-missing H49.dvc~monthly~2026-10~2'],
  },
  {
    what: 'recovery is behind by more than is promised',
    plant: async (all) => {
      await all.tell.report('H49.dvc', 2);
      await all.tell.count();
      all.restores.manners.lag = 20 * MINUTE;
    },
    named: ['target-missed rpoTables'],
  },
  {
    what: 'a restore takes longer than is promised',
    plant: (all) => {
      all.restores.manners.takes = 5 * 60 * MINUTE;
    },
    named: ['target-missed rto'],
  },
  {
    what: 'a restore never ends',
    plant: (all) => {
      all.restores.manners.takes = 13 * 60 * MINUTE;
    },
    named: ['not-finished wait'],
  },
];

test.each(faults)('$what: the drill fails and says so', async ({ plant, named: expected }) => {
  const all = await settledHub();
  await plant(all);
  await ask(all);
  const report = await heldReport(all);
  expect(report.outcome).toBe('failed');
  const found = named(keptReport(all));
  for (const name of expected) expect(found.join('\n')).toContain(name);
  expect(keptReport(all).outcome).toBe('failed');
  expect(all.restores.copies()).toEqual([]);
});

test('a copy that somebody deletes before it is checked ends the drill, by name', async () => {
  const all = await settledHub();
  await ask(all);
  await tick(all);
  all.clock.now += 30 * MINUTE;
  const [name = ''] = all.restores.copies();
  await all.restores.ports.deleteCopy(name);
  all.clock.now += 2 * MINUTE;
  await untilDone(all);
  expect(named(keptReport(all))).toEqual([`not-finished ${name}`]);
  expect(all.restores.copies()).toEqual([]);
});

test('without point-in-time recovery the drill fails at once, and says which table', async () => {
  const all = await settledHub();
  await ask(all);
  const readWindow = async () => null;
  await untilDone(all, async () => undefined, { ...all.ports, readWindow });
  expect(keptReport(all).differences).toEqual([
    {
      kind: 'not-finished',
      name: 'choose',
      detail: 'point-in-time recovery is off: registry, submissions, totals',
    },
  ]);
});

test('a step that fails in every run stops at the deadline; the report says why', async () => {
  const all = await settledHub();
  await ask(all);
  const restoreTable = async (): Promise<'begun'> => {
    throw new Error('AccessDeniedException: not authorized');
  };
  await untilDone(all, async () => undefined, { ...all.ports, restoreTable });
  const report = keptReport(all);
  expect(report.differences[0]?.detail).toMatch(/deadline .* has passed; restore: Error: AccessDenied/);
  expect(report.troubles.length).toBe(1);
});

test('a failed drill stays in sight until one passes', async () => {
  const all = await settledHub();
  await ask(all);
  all.restores.manners.takes = 13 * 60 * MINUTE;
  expect((await untilDone(all)).outcome).toBe('failed');
  expect((await tick(all)).failing).toBe(true);
  all.restores.manners.takes = MINUTE;
  await ask(all);
  expect((await untilDone(all)).outcome).toBe('passed');
  expect((await tick(all)).failing).toBe(false);
});

test('drills that do not pass are overdue when the interval is over', async () => {
  const all = await settledHub();
  await ask(all);
  expect((await untilDone(all)).outcome).toBe('passed');
  const nothing = { ...all.ports, readWindow: async () => null };
  let overdue = 0;
  for (let day = 0; day < 40; day += 1) {
    all.clock.now += 24 * 60 * MINUTE;
    for (let run = 0; run < 3; run += 1) overdue = (await tick(all, nothing)).overdueDays;
  }
  expect(overdue).toBe(10);
});
