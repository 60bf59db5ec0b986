/** From a loss to service in small: every step that a run can be killed at, and what is said of what is left. */
import { expect, test } from 'vitest';
import { reportText } from '../../../../cli/restore-text.ts';
import {
  type RestoredTable,
  restoredTables,
  type TableState,
} from '../../../../shared/app/ports/recovery.ts';
import { copyName, latestKnown, nextStep } from '../../../../shared/app/recovery/plan-restore.ts';
import {
  type RestoreEvent,
  type RestoreMemory,
  type RestorePorts,
  restoreHub,
} from '../../../../shared/app/recovery/restore-hub.ts';
import type { LedgerEntry } from '../../../../shared/contract/submissions/ledger.ts';
import { Crash, crashing, interpose } from '../../../fakes/interpose.ts';
import { fakeJournal } from '../../../fakes/journal.ts';
import { fakeLedger } from '../../../fakes/ledger.ts';
import { entry, NOW } from '../../../fixtures/reports.ts';
import { english } from '../../../fixtures/view.ts';

const TO = NOW - 60_000;
const at = (second: number, changes: Parameters<typeof entry>[0]) =>
  entry({ storedAt: new Date(NOW + second * 1000).toISOString(), ...changes });
/** The tables still have the first two; the journal has all. */
const accepted: LedgerEntry[] = [
  at(0, { revision: 1 }),
  at(1, { system: 'H49.dvc', agency: 'H49' }),
  at(5, { revision: 2 }),
  at(9, { period: '2026-11', revision: 1 }),
];
const there: TableState = {
  kind: 'there',
  reach: { earliest: TO - 1000, latest: NOW + 10_000 },
  isProtected: true,
  fromBackup: false,
};
const gone: TableState = { kind: 'gone', backup: { arn: 'arn', takenAt: NOW } };

/** A hub that lost tables. */
async function lostHub(lost: Partial<Record<RestoredTable, TableState>>) {
  const states = new Map<RestoredTable, TableState>(
    restoredTables.map((name) => [name, lost[name] ?? there]),
  );
  const pending = new Map<RestoredTable, TableState>();
  const journal = fakeJournal(() => NOW + 20_000);
  await journal.writeJournal(accepted.slice(0, 3));
  const queue = accepted.slice(3);
  const ledger = fakeLedger();
  for (const one of accepted.slice(0, 2)) await ledger.putEntry(one);
  const folded = new Set<string>();
  const order: string[] = [];
  let calls = 0;
  let clock = NOW + 30_000;

  const back = (table: RestoredTable, state: TableState): void => {
    order.push(table);
    pending.set(table, state);
    states.set(table, { kind: 'busy' });
  };
  const ports: Omit<RestorePorts, 'now' | 'note' | 'replica'> = {
    look: async (table) => states.get(table) ?? gone,
    restoreBackup: async (table) => {
      if (states.get(table)?.kind !== 'gone') throw new Error(`${table} is there`);
      back(table, { kind: 'there', reach: null, isProtected: false, fromBackup: true });
    },
    createEmpty: async (table) =>
      back(table, { kind: 'there', reach: null, isProtected: false, fromBackup: false }),
    beginCopy: async (table) => {
      order.push(`${table} copy`);
    },
    repairFromCopy: async (table) => {
      order.push(`${table} repaired`);
      return { missing: 0, different: [] };
    },
    applySettings: async (table) => {
      const state = states.get(table);
      if (state?.kind !== 'there') throw new Error(`${table} is not there`);
      const reach = state.reach ?? { earliest: clock, latest: clock };
      states.set(table, { ...state, reach, isProtected: true });
    },
    scanLedger: async function* () {
      yield* ledger.entries();
    },
    readJournal: journal.readJournal,
    putEntry: async (one) => {
      if (states.get('submissions')?.kind !== 'there') throw new Error('there is no ledger');
      return ledger.putEntry(one);
    },
    waiting: async () => {
      const messages = queue.splice(0);
      if (messages.length > 0) await journal.writeJournal(messages);
      return { queue: messages.length, deadLetters: 0 };
    },
    refold: async (dataset, period) => {
      if (states.get('registry')?.kind !== 'there') throw new Error('there is no registry');
      const isNew = !folded.has(`${dataset} ${period}`);
      folded.add(`${dataset} ${period}`);
      return { totals: 3, folded: isNew ? 3 : 0, differences: 0 };
    },
    checkLedger: async () => [],
    pause: async () => {
      clock += 1000;
      for (const [table, state] of pending) states.set(table, state);
      pending.clear();
    },
  };
  let memory: RestoreMemory = { startedAt: clock, entries: null, newest: null };
  const counted = interpose(ports, (_, call) => {
    calls += 1;
    return call();
  });
  const run = (
    through: typeof ports = counted,
    note: (event: RestoreEvent) => void = () => undefined,
    replica: RestorePorts['replica'] = null,
  ) => {
    const remember = (known: RestoreMemory) => {
      memory = known;
    };
    return restoreHub({ ...through, replica, now: () => clock, note }, TO, memory, remember, 60_000);
  };
  return { run, ports, ledger, states, order, folded, calls: () => calls };
}

const all = { submissions: gone, operations: gone, registry: gone, totals: gone };
const ids = (entries: readonly LedgerEntry[]) => entries.map((one) => JSON.stringify(one)).sort();

test('all tables gone: each comes back once, the registry behind the ledger, with all that was accepted', async () => {
  const hub = await lostHub(all);
  const report = await hub.run();
  expect(hub.order).toEqual(['operations', 'submissions', 'registry', 'totals']);
  expect(ids(hub.ledger.entries())).toEqual(ids(accepted));
  expect(report).toMatchObject({
    restored: 2,
    entries: 4,
    journal: { broughtBack: 2, conflicts: [] },
    rpoOfTables: 8,
    rpo: 0,
    isWhole: true,
  });
  expect([...hub.folded].sort()).toEqual(['monthly 2026-10', 'monthly 2026-11']);
});

test('tables that stand: all copies are begun before the first is waited for', async () => {
  const hub = await lostHub({ totals: gone });
  expect(await hub.run()).toMatchObject({ isWhole: true, entries: 4 });
  expect(hub.order).toEqual([
    'operations copy',
    'registry copy',
    'submissions repaired',
    'operations repaired',
    'registry repaired',
    'totals',
  ]);
});

test.each([
  ['all tables gone', all],
  ['all tables there, and repaired', {}],
  ['the ledger gone', { submissions: gone }],
])('%s: a run that is killed at any call, before or after its effect, is gone on with', async (_, lost) => {
  const whole = await lostHub(lost);
  await whole.run();
  const last = whole.calls();
  expect(last).toBeGreaterThan(15);
  for (let call = 0; call < last; call += 1) {
    for (const effect of ['before', 'after'] as const) {
      const hub = await lostHub(lost);
      await expect(hub.run(crashing(hub.ports, call, effect))).rejects.toThrow(Crash);
      const report = await hub.run();
      const where = `killed ${effect} call ${call}`;
      expect({ where, ids: ids(hub.ledger.entries()) }).toEqual({ where, ids: ids(accepted) });
      expect({ where, ...report }).toMatchObject({ where, restored: 2, entries: 4, rpo: 0, isWhole: true });
      for (const [table, state] of hub.states)
        expect({ where, table, state }).toMatchObject({ state: { kind: 'there', isProtected: true } });
      const made = hub.order.filter((name) => !name.includes(' '));
      expect(new Set(made).size).toBe(made.length);
    }
  }
});

test('what is left is not called whole: other content, and a queue that does not get empty', async () => {
  const hub = await lostHub(all);
  await hub.ledger.putEntry({ ...at(5, { revision: 2 }), digest: 'f'.repeat(64) });
  const report = await hub.run();
  expect(report).toMatchObject({ isWhole: false, journal: { conflicts: ['H26.dvc~monthly~2026-10~2'] } });
});

test('what the registry does not know is named, and the rest is restored all the same', async () => {
  const hub = await lostHub(all);
  const refold: RestorePorts['refold'] = async (dataset, period) =>
    period === '2026-11' ? null : hub.ports.refold(dataset, period);
  const report = await hub.run({ ...hub.ports, refold });
  expect(report).toMatchObject({ isWhole: false, unknown: ['monthly 2026-11'], totals: 3, entries: 4 });
  expect(reportText(report, english)).toContain('✗ monthly 2026-11: the ledger has entries of it');
});

const [latest, earliest] = [NOW + 10_000, TO - 1000];
test.each<[RestoredTable, TableState, number, object]>([
  ['submissions', gone, TO, { do: 'restore from backup', takenAt: NOW }],
  ['submissions', { kind: 'gone', backup: null }, TO, { do: 'create empty', why: 'no backup' }],
  ['totals', gone, TO, { do: 'create empty', why: 'recomputed' }],
  ['totals', there, TO, { do: 'keep', why: 'recomputed' }],
  ['registry', { kind: 'busy' }, TO, { do: 'wait', why: 'busy' }],
  ['registry', there, TO, { do: 'repair from a copy' }],
  ['registry', there, earliest - 1000, { do: 'keep', why: 'out of reach' }],
  ['registry', there, latest + 60_000, { do: 'wait', why: 'recovery trails' }],
  ['registry', there, latest + 3_600_000, { do: 'refuse', latest }],
  ['operations', { ...there, reach: null }, TO, { do: 'keep', why: 'recovery off' }],
  ['operations', { ...there, reach: null, fromBackup: true }, TO, { do: 'keep', why: 'from backup' }],
  // It came from a backup long ago, and is damaged now.
  ['operations', { ...there, fromBackup: true }, TO, { do: 'repair from a copy' }],
])('the next step of %s', (table, state, to, step) => {
  expect(nextStep(table, state, to)).toMatchObject(step);
});

test('a copy says of when it is, within the length of a table name', () => {
  const name = copyName('dtm-abcdefghij-submissions', Date.parse('2026-11-20T02:30:00Z'));
  expect(name).toBe('dtm-abcdefghij-submissions-restore-20261120023000');
});

test('the latest moment that can be meant is now, by the clock that is ahead', () => {
  const reached = { ...there, reach: { earliest, latest: NOW + 5000 } };
  expect(latestKnown([], NOW)).toBe(NOW);
  expect(latestKnown([gone, { kind: 'busy' }, { kind: 'gone', backup: null }, reached], NOW - 9000)).toBe(
    NOW + 5000,
  );
  expect(latestKnown([gone, { ...there, reach: null }], NOW - 9000)).toBe(NOW);
});

test('a queue that does not move is said once', async () => {
  const hub = await lostHub(all);
  const left = [81, 81, 81, 7, 7, 0];
  const notes: RestoreEvent[] = [];
  await hub.run(
    { ...hub.ports, waiting: async () => ({ queue: left.shift() ?? 0, deadLetters: 0 }) },
    (event) => notes.push(event),
  );
  expect(notes.filter(({ kind }) => kind === 'queue')).toEqual([
    { kind: 'queue', messages: 81 },
    { kind: 'queue', messages: 7 },
  ]);
});

test('a replica without a registry, an empty bucket say, is never called whole', async () => {
  const hub = await lostHub({});
  const replica = {
    bucket: 'empty',
    copyJournal: async function* () {},
    readRegistryCopy: async () => null,
    readRegistryVersion: async () => null,
    putRegistryBack: async () => undefined,
  };
  const report = await hub.run(hub.ports, () => undefined, replica);
  expect(report).toMatchObject({ isWhole: false, totals: 0, replica: { journal: { objects: 0 } } });
  expect(reportText(report, english)).toContain('✗ registry: neither the hub nor the replica has one');
});
