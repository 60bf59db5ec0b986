/** An entry that is not what was accepted is named by every look at the ledger, whatever kind it is of. */
import { expect, test } from 'vitest';
import { operationKeys } from '../../../../shared/app/verification/journal-check/operation-keys.ts';
import { runVerification } from '../../../../shared/app/verification/run-verification.ts';
import { digestOfEntry } from '../../../../shared/domain/submissions/submission-digest.ts';
import { fakeHub } from '../../../fakes/hub.ts';
import { fakeOperations } from '../../../fakes/operations.ts';
import { damages, entryOf, kinds, sendEveryKind } from '../../../fixtures/damaged-ledger.ts';
import { NOW, report } from '../../../fixtures/reports.ts';

async function hubWithAll() {
  const hub = fakeHub();
  await sendEveryKind(hub, () => NOW);
  return hub;
}

const periodOf: Readonly<Record<string, string>> = { owed: '2026-Q3' };

const cases = Object.entries(kinds).flatMap(([kind, id]) =>
  Object.entries(damages).map(([damage, alter]) => ({ kind, id, damage, alter })),
);

test.each(cases)(
  '$kind, $damage: verify names it, with what is stored and what it should be',
  async (one) => {
    const hub = await hubWithAll();
    const entry = entryOf(hub, one.id);
    const altered = one.alter(entry);
    hub.ledger.tamper(entry, altered);
    const found = await hub.verify(entry.dataset, periodOf[entry.dataset] ?? '2026-10');
    const named = { id: one.id, stored: altered.digest, right: digestOfEntry(altered) };
    expect([found.damagedCount, found.damaged]).toEqual([1, [named]]);
  },
);

test('what nobody has damaged is not named', async () => {
  const hub = await hubWithAll();
  for (const [dataset, period] of [['monthly'], ['realtime'], ['owed', '2026-Q3']] as const)
    expect(await hub.verify(dataset, period)).toMatchObject({ damagedCount: 0, differenceCount: 0 });
});

function scheduled(hub: Awaited<ReturnType<typeof hubWithAll>>, now: () => number) {
  const operations = fakeOperations();
  const ports = { ...hub.verifyPorts, ...hub.registry, ...operations, now };
  const { readPlaces, readLedgerPage } = hub.ledger;
  const journalPorts = {
    ...operations,
    ...operationKeys(operations, 'sweep'),
    readJournal: hub.journal.readJournal,
    readPlaces,
    readLedgerPage,
    newSalt: () => 'salt',
    now,
  };
  const lines: object[] = [];
  const metrics: Record<string, number>[] = [];
  const run = (order: object) =>
    runVerification(
      {
        ports,
        sweepPorts: ports,
        journalPorts,
        say: (line) => lines.push(line),
        publish: (figures) => metrics.push(figures),
      },
      order,
      () => true,
    );
  return { run, lines, metrics };
}

test.each(cases)('$kind, $damage: the sweep names it and its metric makes the alarm ring', async (one) => {
  const hub = await hubWithAll();
  let now = NOW;
  const { run, lines, metrics } = scheduled(hub, () => now);
  await run({ source: 'schedule' });
  expect(metrics.at(-1)).toEqual({ LedgerDamaged: 0 });
  now += 3 * 3_600_000;
  const entry = entryOf(hub, one.id);
  hub.ledger.tamper(entry, one.alter(entry));
  await run({ source: 'schedule' });
  expect(metrics.at(-1)?.LedgerDamaged).toBeGreaterThan(0);
  expect(JSON.stringify(lines)).toContain(`"damaged":[{"id":"${one.id}"`);
});

test('an acknowledged entry that was deleted is named by the next round, and until it is back', async () => {
  const hub = await hubWithAll();
  let now = NOW + 3 * 3_600_000;
  const { run, lines, metrics } = scheduled(hub, () => now);
  await run({});
  const entry = entryOf(hub, kinds.report);
  hub.ledger.tamper(entry, null);
  now += 7 * 24 * 3_600_000;
  await run({ source: 'schedule' });
  expect(metrics.at(-1)).toEqual({ LedgerDamaged: 1 });
  expect(lines.at(-1)).toMatchObject({
    event: 'journal-checked',
    faults: [{ kind: 'missing', name: kinds.report }],
  });
  now += 300_000;
  await run({ source: 'schedule' });
  expect(metrics.at(-1)).toEqual({ LedgerDamaged: 1 });
  await hub.ledger.putEntry(entry);
  await run({});
  expect(metrics.at(-1)).toEqual({ LedgerDamaged: 0 });
});

test('a retry of an altered entry gets its old receipt, and what counts beside it is named', async () => {
  const hub = await hubWithAll();
  const entry = entryOf(hub, kinds.report);
  hub.ledger.tamper(entry, damages['its content altered'](entry));
  const again = await hub.submit(report({ system: 'H49.dvc' }));
  expect(again.ok && again.value.digest).toBe(entry.digest);
  await hub.drain();
  expect((await hub.verify()).damaged).toMatchObject([{ id: kinds.report, stored: entry.digest }]);
});
