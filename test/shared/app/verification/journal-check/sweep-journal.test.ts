/** The scheduled check: one run at a time, from the mark that the last one left, and anew each week. */
import { expect, test } from 'vitest';
import { operationKeys } from '../../../../../shared/app/verification/journal-check/operation-keys.ts';
import {
  forgetFaults,
  type SweepJournalPorts,
  sweepJournal,
} from '../../../../../shared/app/verification/journal-check/sweep-journal.ts';
import { HOUR } from '../../../../../shared/domain/values/duration.ts';
import { fakeHub } from '../../../../fakes/hub.ts';
import { Crash, crashing } from '../../../../fakes/interpose.ts';
import { fakeOperations } from '../../../../fakes/operations.ts';
import { entryOf, kinds, sendEveryKind, withOtherContent } from '../../../../fixtures/damaged-ledger.ts';
import { NOW, report } from '../../../../fixtures/reports.ts';

const always = { goOn: () => true, isAsked: false };

async function sweptHub() {
  const clock = { now: NOW };
  const hub = fakeHub(undefined, () => clock.now);
  await sendEveryKind(hub, () => clock.now);
  clock.now += 3 * HOUR;
  const operations = fakeOperations();
  const now = () => clock.now;
  const { newSalt, ...calls } = {
    ...operations,
    ...operationKeys(operations, 'sweep'),
    readJournal: hub.journal.readJournal,
    readPlaces: hub.ledger.readPlaces,
    readLedgerPage: hub.ledger.readLedgerPage,
    newSalt: () => 'salt',
  };
  const ports: SweepJournalPorts = { ...calls, newSalt, now };
  return { hub, clock, ports, calls, newSalt, now };
}

test('a round, then what was journalled since behind the mark, then a round anew after a week', async () => {
  const { hub, clock, ports } = await sweptHub();
  const lines = hub.ledger.entries().length;
  expect(await sweepJournal(ports, always)).toMatchObject({
    outcome: 'done',
    check: { lines },
    faultCount: 0,
  });
  await hub.submit(report({ revision: 3 }), { receivedAt: clock.now });
  await hub.drain();
  // What was journalled before the mark is not read again before the next round.
  hub.ledger.tamper(entryOf(hub, kinds.report), null);
  clock.now += HOUR;
  expect(await sweepJournal(ports, always)).toMatchObject({ check: { lines: lines + 1 }, faultCount: 0 });
  clock.now += 7 * 24 * HOUR;
  const anew = await sweepJournal(ports, always);
  expect(anew).toMatchObject({ outcome: 'done', check: { lines: lines + 1 }, faultCount: 1 });
  expect(anew.faults).toMatchObject([{ kind: 'missing', name: kinds.report }]);
});

test('what is journalled wrong behind the mark is named within the run', async () => {
  const { hub, clock, ports } = await sweptHub();
  await sweepJournal(ports, always);
  await hub.submit(report({ revision: 3 }), { receivedAt: clock.now });
  await hub.drain();
  const id = 'H26.dvc~monthly~2026-10~3';
  hub.ledger.tamper(entryOf(hub, id), withOtherContent(entryOf(hub, id)));
  clock.now += HOUR;
  expect((await sweepJournal(ports, always)).faults).toMatchObject([{ kind: 'altered', name: id }]);
});

test('a run that died at any call holds the others up for a quarter of an hour, and is gone on with', async () => {
  const whole = await sweptHub();
  whole.hub.ledger.tamper(entryOf(whole.hub, kinds.event), null);
  const expected = await sweepJournal(whole.ports, always);
  expect(expected.faultCount).toBe(1);
  for (let at = 1; at < 12; at += 1) {
    const { hub, clock, ports, calls, newSalt, now } = await sweptHub();
    hub.ledger.tamper(entryOf(hub, kinds.event), null);
    const dying = { ...crashing(calls, at, 'after'), newSalt, now };
    const died = await sweepJournal(dying, always).then(
      () => false,
      (error) => error instanceof Crash,
    );
    // At its last call it has let the record go.
    if (died) expect(['busy', 'done']).toContain((await sweepJournal(ports, always)).outcome);
    clock.now += 17 * 60_000;
    const { outcome, faults, check } = await sweepJournal(ports, always);
    expect({ at, outcome, faults }).toEqual({ at, outcome: 'done', faults: expected.faults });
    expect(check).toMatchObject({ lines: expected.check?.lines, keys: expected.check?.keys });
  }
});

test('a run without time does a piece, and the next goes on from its mark', async () => {
  const { hub, clock, ports } = await sweptHub();
  const hurried = { goOn: () => false, isAsked: false };
  let runs = 0;
  for (let outcome = ''; outcome !== 'done' && runs < 20; runs += 1) {
    clock.now += 300_000;
    ({ outcome } = await sweepJournal(ports, hurried));
  }
  expect(runs).toBeGreaterThan(2);
  expect(runs).toBeLessThan(20);
  expect((await sweepJournal(ports, hurried)).check?.entries).toBe(hub.ledger.entries().length);
});

test('what was found is named until a round finds it right, or an operator has seen that it is', async () => {
  const { hub, clock, ports } = await sweptHub();
  const entry = entryOf(hub, kinds.evidence);
  hub.ledger.tamper(entry, null);
  expect((await sweepJournal(ports, always)).faultCount).toBe(1);
  await hub.ledger.putEntry(entry);
  clock.now += HOUR;
  expect((await sweepJournal(ports, always)).faultCount).toBe(1);
  await forgetFaults(ports, clock.now);
  expect(await sweepJournal(ports, always)).toMatchObject({ outcome: 'done', faultCount: 0 });
});
