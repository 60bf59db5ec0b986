import { expect, test } from 'vitest';
import { EntryRefused } from '../../../../shared/app/ports/ledger.ts';
import { nothingReplayed, replayJournal } from '../../../../shared/app/recovery/replay-journal.ts';
import { LedgerEntry } from '../../../../shared/contract/submissions/ledger.ts';
import { damageOf } from '../../../../shared/domain/submissions/submission-digest.ts';
import { fakeHub } from '../../../fakes/hub.ts';
import { Crash, crashing } from '../../../fakes/interpose.ts';
import { fakeJournal } from '../../../fakes/journal.ts';
import { fakeLedger } from '../../../fakes/ledger.ts';
import { withOtherContent } from '../../../fixtures/damaged-ledger.ts';
import { eventEntry, events, withdrawalOf } from '../../../fixtures/events.ts';
import { connected } from '../../../fixtures/registry.ts';
import { cellsOf, entry, NOW, report } from '../../../fixtures/reports.ts';

const sorted = (entries: readonly LedgerEntry[]) =>
  entries.map((one) => JSON.stringify(LedgerEntry.parse(one))).sort();

const some: readonly LedgerEntry[] = [
  entry(),
  entry({ revision: 2, cells: { 'cost.balance': '-7' } }),
  eventEntry(),
  withdrawalOf(eventEntry()),
  entry({ system: 'H49.dvc', agency: 'H49' }),
];

async function journalled(batches: readonly (readonly LedgerEntry[])[]) {
  let time = NOW;
  const journal = fakeJournal(() => time);
  for (const batch of batches) {
    time += 1000;
    await journal.writeJournal(batch);
  }
  return journal;
}

test('an empty ledger gets back all that the journal has; the second time nothing changes', async () => {
  const journal = await journalled([some.slice(0, 2), some.slice(1, 4), some.slice(4)]);
  const ledger = fakeLedger();
  const ports = { readJournal: journal.readJournal, putEntry: ledger.putEntry };
  const first = await replayJournal(ports, NOW);
  expect(first).toMatchObject({ objects: 3, entries: 6, broughtBack: 5, alreadyThere: 1, conflicts: [] });
  expect(sorted(ledger.entries())).toEqual(sorted(some));
  const again = await replayJournal(ports, NOW);
  expect(again).toMatchObject({ objects: 3, broughtBack: 0, alreadyThere: 6, conflicts: [] });
  expect(sorted(ledger.entries())).toEqual(sorted(some));
});

test('what stands under the id with other content stays, and is named', async () => {
  const journal = await journalled([[entry({ cells: { 'cost.balance': '9' } })]]);
  const ledger = fakeLedger();
  await ledger.putEntry(entry());
  const replay = await replayJournal({ readJournal: journal.readJournal, putEntry: ledger.putEntry }, NOW);
  expect(replay).toMatchObject({ broughtBack: 0, conflicts: ['H26.dvc~monthly~2026-10~1'] });
  expect(ledger.entries()).toEqual([entry()]);
});

test('only what was written from the instant on is read, a minute of clocks included', async () => {
  const journal = await journalled(some.map((one) => [one]));
  const ledger = fakeLedger();
  const ports = { readJournal: journal.readJournal, putEntry: ledger.putEntry };
  expect((await replayJournal(ports, NOW + 63_000)).objects).toBe(3);
  expect((await replayJournal(ports, NOW + 66_000)).objects).toBe(0);
});

test('an object that cannot be read is named, and the others are brought back', async () => {
  const journal = await journalled([some.slice(0, 1), some.slice(1, 3), some.slice(3)]);
  const damaged = journal.written[1];
  if (damaged) damaged.text = '[{"kind":"rep';
  const ledger = fakeLedger();
  const replay = await replayJournal({ readJournal: journal.readJournal, putEntry: ledger.putEntry }, NOW);
  expect(replay.unreadable).toEqual([`${damaged?.name}: it cannot be read`]);
  expect(replay.broughtBack).toBe(3);
});

test('an entry that the ledger can never take is named, and the others are brought back', async () => {
  const journal = await journalled([some.slice(0, 3), some.slice(3)]);
  const ledger = fakeLedger();
  const putEntry: typeof ledger.putEntry = async (one) => {
    if ('revision' in one && one.revision === 2) throw new EntryRefused('it is too large');
    return ledger.putEntry(one);
  };
  const replay = await replayJournal({ readJournal: journal.readJournal, putEntry }, NOW);
  const name = journal.written[0]?.name;
  expect(replay.unreadable).toEqual([
    `${name}: H26.dvc~monthly~2026-10~2 is not taken by the ledger: it is too large`,
  ]);
  expect(replay).toMatchObject({ objects: 2, entries: 5, broughtBack: 4, conflicts: [] });
});

test('a line whose content does not give its digest is named and not put; a right one of the same entry is', async () => {
  const damaged = withOtherContent(entry());
  const alone = withOtherContent(entry({ revision: 2 }));
  const journal = await journalled([[damaged, alone], [entry()]]);
  const ledger = fakeLedger();
  const replay = await replayJournal({ readJournal: journal.readJournal, putEntry: ledger.putEntry }, NOW);
  expect(replay).toMatchObject({ broughtBack: 1, conflicts: [], unreadable: [] });
  expect(replay.damaged).toEqual([damaged, alone].map(damageOf));
  expect(sorted(ledger.entries())).toEqual(sorted([entry()]));
});

test('in pieces, and across a crash at any call, it ends where one run would', async () => {
  const journal = await journalled(some.map((one) => [one]));
  for (let at = 0; at < 12; at += 1) {
    const ledger = fakeLedger();
    const ports = { readJournal: journal.readJournal, putEntry: ledger.putEntry };
    let so = nothingReplayed;
    try {
      so = await replayJournal(crashing(ports, at, 'after'), NOW, so, () => false);
    } catch (error) {
      expect(error).toBeInstanceOf(Crash);
    }
    for (let piece = 0; piece < some.length; piece += 1)
      so = await replayJournal(ports, NOW, so, () => false);
    expect(so.objects).toBe(5);
    expect(sorted(ledger.entries())).toEqual(sorted(some));
  }
});

test('after crashes and repetitions the journal has every entry that was acknowledged out of the queue', async () => {
  const hub = fakeHub();
  for (const system of connected) await hub.submit(report({ system }));
  await hub.submit(report({ system: 'H49.dvc', revision: 2, cells: cellsOf('monthly', () => 3) }));
  for (let index = 0; index < 5; index += 1)
    await hub.submit(events(), { idempotencyKey: `k-${index}`, receivedAt: NOW });
  const everything = sorted(hub.ledger.entries());
  const bodies = new Map(
    hub.queue.receive().map(({ id, body }) => [id, JSON.stringify(LedgerEntry.parse(JSON.parse(body)))]),
  );
  let crashes = 0;
  for (let at = 0; hub.queue.waiting().length > 0 && at < 90; at += 1) {
    const some = hub.queue.waiting().filter((_, index) => index % 7 === at % 7);
    const ports = crashing(hub.consumerPorts, at, at % 2 === 0 ? 'before' : 'after');
    await hub.aggregate(some, ports).catch(() => {
      crashes += 1;
    });
    const waiting = new Set(hub.queue.waiting().map((id) => bodies.get(id)));
    const acknowledged = [...bodies.values()].filter((body) => !waiting.has(body));
    const journalled = new Set(hub.journal.objects.flat().map((one) => JSON.stringify(one)));
    expect(acknowledged.filter((body) => !journalled.has(body))).toEqual([]);
  }
  expect(crashes).toBeGreaterThan(2);
  await hub.drain();
  expect(hub.queue.waiting()).toEqual([]);
  const copy = fakeLedger();
  const ports = { readJournal: hub.journal.readJournal, putEntry: copy.putEntry };
  expect((await replayJournal(ports, 0)).conflicts).toEqual([]);
  expect(sorted(copy.entries())).toEqual(everything);
});
