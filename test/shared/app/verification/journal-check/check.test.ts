/** The whole journal against the ledger: what is missing, altered and extra, however often and far apart its lines stand. */
import { expect, test } from 'vitest';
import {
  advanceJournalCheck,
  checkJournal,
  type JournalCheckPorts,
  newJournalCheck,
} from '../../../../../shared/app/verification/journal-check/check.ts';
import {
  openSlice,
  packKeys,
  SLICE_KEYS,
  slicesOf,
} from '../../../../../shared/app/verification/journal-check/known-keys.ts';
import type { LedgerEntry } from '../../../../../shared/contract/submissions/ledger.ts';
import { digestOfEntry } from '../../../../../shared/domain/submissions/submission-digest.ts';
import { submissionId } from '../../../../../shared/domain/submissions/submission-key.ts';
import { HOUR } from '../../../../../shared/domain/values/duration.ts';
import type { LedgerFault } from '../../../../../shared/domain/verification/compare-entry.ts';
import { fakeHub } from '../../../../fakes/hub.ts';
import { repairsOf } from '../../../../fixtures/asked.ts';
import {
  damages,
  entryOf,
  forged,
  kinds,
  sendEveryKind,
  withOtherContent,
} from '../../../../fixtures/damaged-ledger.ts';
import { eventEntry } from '../../../../fixtures/events.ts';
import { entry, NOW, report } from '../../../../fixtures/reports.ts';

async function checkedHub() {
  const clock = { now: NOW };
  const hub = fakeHub(undefined, () => clock.now);
  await sendEveryKind(hub, () => clock.now);
  clock.now += 3 * HOUR;
  const kept = new Map<number, Uint8Array>();
  const ports: JournalCheckPorts = {
    readJournal: hub.journal.readJournal,
    readPlaces: hub.ledger.readPlaces,
    readLedgerPage: hub.ledger.readLedgerPage,
    keepKeys: async (piece, keys) => void kept.set(piece, keys),
    readKeys: async (piece) => kept.get(piece) ?? new Uint8Array(),
    now: () => clock.now,
  };
  const look = async (through = ports) => {
    const faults: LedgerFault[] = [];
    const check = await checkJournal(through, 'salt', (fault) => faults.push(fault));
    return { check, faults, named: faults.map(({ kind, name }) => `${kind} ${name}`).sort() };
  };
  const repair = async () =>
    repairsOf({ ...hub.registry, ...ports, ...hub.ledger, ...hub.queue }, (await look()).faults);
  return { hub, clock, ports, look, repair };
}

test('a ledger that is what was journalled has no faults, whatever is journalled again, days later too', async () => {
  const { hub, clock, look } = await checkedHub();
  const entries = hub.ledger.entries().length;
  expect((await look()).check).toMatchObject({ lines: entries, keys: entries, entries });
  clock.now += 30 * 24 * HOUR;
  await hub.journal.writeJournal(hub.ledger.entries());
  await hub.journal.writeJournal(hub.ledger.entries().slice(0, 3));
  clock.now += HOUR;
  const { check, faults } = await look();
  expect(faults).toEqual([]);
  expect(check).toMatchObject({ lines: 2 * entries + 3, keys: entries, entries });
});

const all = Object.entries(kinds).map(([kind, id]) => ({ kind, id }));

test.each(all)(
  '$kind: deleted, altered, overwritten or forged, it is named; repair makes it and its totals right',
  async ({ id }) => {
    const { hub, look, repair } = await checkedHub();
    const before = entryOf(hub, id);
    const totals = async () => [
      await hub.total(),
      await hub.total('VN', 'realtime'),
      await hub.total('VN', 'owed', '2026-Q3'),
    ];
    const right = await totals();
    const alter = [() => null, ...Object.values(damages), forged];
    for (const [at, damaged] of alter.map((one) => one(before)).entries()) {
      hub.ledger.tamper(before, damaged);
      // Somebody sends something else: what is above is folded of the damaged ledger.
      hub.queue.sendRefold({ dataset: before.dataset, period: before.period, node: before.agency });
      if ('bucket' in before) await hub.queue.sendEntry(before);
      await hub.drain();
      expect((await look()).named).toEqual([`${at === 0 ? 'missing' : 'altered'} ${id}`]);
      expect(await repair()).toEqual([{ name: id, outcome: at === 0 ? 'put back' : 'restored' }]);
      await hub.drain();
      expect(entryOf(hub, id)).toEqual(before);
      expect((await look()).faults).toEqual([]);
      expect(await totals()).toEqual(right);
    }
  },
);

test.each(['period', 'agency', 'receivedAt', 'storedAt', 'timeliness'] as const)(
  'what was decided beside the content: another %s is named, and put right',
  async (field) => {
    const { hub, look, repair } = await checkedHub();
    const before = entryOf(hub, kinds.event);
    const other =
      { period: '2026-09', agency: 'H26', timeliness: 'late' }[field as 'period'] ??
      '2026-10-01T00:00:00.000Z';
    hub.ledger.tamper(before, { ...before, [field]: other } as LedgerEntry);
    expect((await look()).faults).toEqual([
      { kind: 'altered', name: kinds.event, detail: `${field}: ${other} ≠ ${before[field]}` },
    ]);
    await repair();
    expect(entryOf(hub, kinds.event)).toEqual(before);
  },
);

test('what is in no object is named as extra when it is old enough, or of the future, and is never deleted', async () => {
  const { hub, clock, look, repair } = await checkedHub();
  const at = (hours: number) => new Date(clock.now + hours * HOUR).toISOString();
  const old = entry({ system: 'G06.dvc', storedAt: at(-2) });
  const young = entry({ system: 'H26.vanban', storedAt: at(-0.5) });
  const future = entry({ system: 'H26.18.dvc', storedAt: at(30) });
  const event = eventEntry({ idempotencyKey: 'never', storedAt: at(-2) });
  // The same event once more, under another shard: its id is that of one that is journalled.
  const twice = { ...entryOf(hub, kinds.event), shard: 9, storedAt: at(-2) } as LedgerEntry;
  for (const one of [old, young, future, event, twice]) await hub.ledger.putEntry(one);
  const named = [old, future, event, twice].map((one) => `extra ${submissionId(one)}`).sort();
  expect((await look()).named).toEqual(named);
  expect(await repair()).toEqual([]);
  const { check, named: again } = await look();
  expect(again).toEqual(named);
  // Every entry of the ledger is accounted for: compared, too young for that, or named.
  expect(check).toMatchObject({ younger: 1, entries: check.keys + 1 + named.length });
  // Its message is sent after all: while a walk is under way, or before the next.
  await hub.queue.sendEntry(old);
  await hub.drain();
  const sent = await look();
  expect(sent.named).not.toContain(`extra ${submissionId(old)}`);
  expect(sent.check.entries).toBe(sent.check.keys + sent.check.younger + named.length - 1);
});

test('an entry that is not journalled yet has to give its own digest too', async () => {
  const { hub, clock, look } = await checkedHub();
  const young = entry({ system: 'G06.dvc', storedAt: new Date(clock.now).toISOString() });
  await hub.ledger.putEntry(withOtherContent(young));
  expect((await look()).named).toEqual([`damaged ${submissionId(young)}`]);
});

test('two lines of one key that contradict each other: a conflict, and nothing is changed', async () => {
  const { hub, clock, look, repair } = await checkedHub();
  const before = entryOf(hub, kinds.report);
  const forgery = forged(before);
  await hub.journal.writeJournal([forgery]);
  clock.now += HOUR;
  for (const standing of [before, forgery]) {
    hub.ledger.tamper(before, standing);
    expect((await look()).named).toEqual([`altered ${kinds.report}`]);
    expect(await repair()).toEqual([{ name: kinds.report, outcome: 'conflict' }]);
    expect(entryOf(hub, kinds.report)).toEqual(standing);
  }
});

test('a line whose content is not its digest’s proves nothing; an object that cannot be read is named', async () => {
  const { hub, look, repair } = await checkedHub();
  const [object] = hub.journal.written;
  if (object === undefined) throw new Error('it is journalled');
  const lines = JSON.parse(object.text) as LedgerEntry[];
  object.text = JSON.stringify(lines.map((line) => withOtherContent(line)));
  const { named } = await look();
  expect(named).toHaveLength(lines.length);
  expect(named[0]).toMatch(/^journal-damaged /);
  hub.ledger.tamper(entryOf(hub, kinds.report), null);
  expect(await repair()).toEqual([]);
  object.text = '[{';
  expect((await look()).named).toContain(`journal-unreadable ${object.name}`);
});

test('a sender repeats what was altered: the altered entry does not get into the journal, and is repaired', async () => {
  const { hub, clock, look, repair } = await checkedHub();
  const before = entryOf(hub, kinds.report);
  hub.ledger.tamper(before, withOtherContent(before));
  const { lines } = (await look()).check;
  expect((await hub.submit(report({ system: 'H49.dvc' }))).ok).toBe(true);
  await hub.drain();
  clock.now += HOUR;
  expect((await look()).check.lines).toBe(lines);
  expect((await look()).named).toEqual([`altered ${kinds.report}`]);
  // Nor does one that is there all the same contradict the line that proves itself.
  await hub.journal.writeJournal([withOtherContent(before)]);
  expect(await repair()).toEqual([{ name: kinds.report, outcome: 'restored' }]);
  expect(entryOf(hub, kinds.report)).toEqual(before);
});

test('killed after any piece, or told to stop at once, it goes on from its mark and finds the same', async () => {
  const { hub, ports, look, clock } = await checkedHub();
  await hub.submit(report({ revision: 3 }), { receivedAt: clock.now });
  await hub.drain();
  hub.ledger.tamper(entryOf(hub, kinds.report), null);
  hub.ledger.tamper(entryOf(hub, kinds.evidence), withOtherContent(entryOf(hub, kinds.evidence)));
  clock.now += 3 * HOUR;
  const whole = await look();
  const found = new Set<string>();
  let state = newJournalCheck(clock.now, 'salt');
  let pieces = 0;
  while (state.phase !== 'done') {
    // Each piece is done twice, as after a crash that came before its state was kept.
    await advanceJournalCheck(ports, state, () => false);
    const piece = await advanceJournalCheck(ports, state, () => false);
    for (const { kind, name } of piece.found) found.add(`${kind} ${name}`);
    state = JSON.parse(JSON.stringify(piece.state)) as typeof state;
    pieces += 1;
  }
  expect(pieces).toBeGreaterThan(2);
  expect([...found].sort()).toEqual(whole.named);
  expect(state).toMatchObject({
    lines: whole.check.lines,
    keys: whole.check.keys,
    entries: whole.check.entries,
  });
});

test('beyond four million lines the keys are gone through in slices, and each key is in exactly one', async () => {
  const places = Array.from({ length: 3000 }, (_, index) => `place ${index}`);
  const lines = 2 * SLICE_KEYS + 1;
  expect(slicesOf(lines)).toBe(3);
  const readKeys = async (piece: number) => packKeys('s', places.slice(piece * 1000, (piece + 1) * 1000));
  const slices = await Promise.all(
    [0, 1, 2].map((slice) => openSlice({ readKeys }, { salt: 's', pieces: 3, lines, slice })),
  );
  expect(slices.reduce((sum, { size }) => sum + size, 0)).toBe(3000);
  for (const place of [...places, 'no place'])
    expect(slices.map(({ has }) => has(place)).filter((has) => has !== null)).toEqual([place !== 'no place']);
  expect(Math.min(...slices.map(({ size }) => size))).toBeGreaterThan(800);
});

test('a repair does not write over what changed since it was read', async () => {
  const { hub, ports, look } = await checkedHub();
  const before = entryOf(hub, kinds.report);
  hub.ledger.tamper(before, withOtherContent(before));
  const { faults } = await look();
  const replaceEntry: typeof hub.ledger.replaceEntry = async (line, damaged) => {
    hub.ledger.tamper(before, { ...damaged, agency: 'H26' });
    return hub.ledger.replaceEntry(line, damaged);
  };
  const all = { ...hub.registry, ...ports, ...hub.ledger, ...hub.queue };
  const repairs = await repairsOf({ ...all, replaceEntry }, faults);
  expect(repairs).toEqual([{ name: kinds.report, outcome: 'it has changed meanwhile' }]);
  expect(entryOf(hub, kinds.report).agency).toBe('H26');
  expect(digestOfEntry(entryOf(hub, kinds.report))).not.toBe(before.digest);
});
