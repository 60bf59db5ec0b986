import { expect, test } from 'vitest';
import { operationKeys } from '../../../../shared/app/verification/journal-check/operation-keys.ts';
import { runVerification, type VerifyOrder } from '../../../../shared/app/verification/run-verification.ts';
import { advanceSweep } from '../../../../shared/app/verification/sweep.ts';
import { fakeHub } from '../../../fakes/hub.ts';
import { fakeOperations } from '../../../fakes/operations.ts';
import { NOW, report } from '../../../fixtures/reports.ts';

function verifier() {
  const hub = fakeHub();
  let now = NOW;
  const operations = fakeOperations();
  const ports = { ...hub.verifyPorts, ...hub.registry, ...operations, now: () => now };
  const journalPorts = {
    ...operations,
    ...operationKeys(operations, 'sweep'),
    readJournal: hub.journal.readJournal,
    readPlaces: hub.ledger.readPlaces,
    readLedgerPage: hub.ledger.readLedgerPage,
    newSalt: () => 'salt',
    now: () => now,
  };
  const lines: object[] = [];
  const metrics: object[] = [];
  return {
    hub,
    ports,
    lines,
    metrics,
    pass: (minutes: number) => {
      now += minutes * 60_000;
    },
    run: (order: VerifyOrder = { source: 'schedule' }, goOn = () => true) =>
      runVerification(
        {
          ports,
          sweepPorts: ports,
          journalPorts,
          say: (line) => lines.push(line),
          publish: (figures) => metrics.push(figures),
        },
        order,
        goOn,
      ),
  };
}

test('the schedule sweeps everything once, says nothing until it is due again, and then does', async () => {
  const { hub, run, pass, lines, metrics } = verifier();
  await hub.submit(report());
  const first = await run();
  expect(first).toMatchObject({ complete: true });
  expect(first.repaired).toBeGreaterThan(0);
  expect(lines).toHaveLength(first.periods);
  expect(metrics).toEqual([{ TotalsRepaired: first.repaired, PeriodsNotSwept: 0 }, { LedgerDamaged: 0 }]);
  pass(5);
  expect(await run()).toEqual({ periods: 0, repaired: 0, complete: true });
  expect(metrics.slice(2)).toEqual([{ LedgerDamaged: 0 }]);
  pass(45);
  expect(await run()).toEqual({ periods: first.periods, repaired: 0, complete: true });
});

test('what no time was left for is told, in both sweeps, until it is done', async () => {
  const { run, metrics, lines } = verifier();
  const stopped = await run(undefined, () => false);
  expect(stopped.complete).toBe(false);
  const all = new Set(['recent', 'others']);
  const said = lines.flatMap((line) => ('lane' in line ? String(line.lane) : []));
  expect(new Set(said)).toEqual(all);
  expect(metrics.at(-2)).toMatchObject({ PeriodsNotSwept: expect.any(Number) });
  expect(await run()).toMatchObject({ complete: true });
  expect(metrics.at(-2)).toMatchObject({ PeriodsNotSwept: 0 });
});

test('beside a run that is at the others, what is left of them is not told to be nothing', async () => {
  const { ports, run, metrics } = verifier();
  const other = advanceSweep(ports, { lane: 'others', goOn: () => true, isAsked: false });
  await other.next();
  const answer = await run();
  expect(answer.complete).toBe(false);
  expect(answer.periods).toBeGreaterThan(0);
  expect(metrics).toEqual([{ TotalsRepaired: 0 }, { LedgerDamaged: 0 }]);
  await other.return('unfinished');
});

test('an operator has one dataset and period verified, or everything at once', async () => {
  const { hub, run, metrics } = verifier();
  const all = await run();
  await hub.submit(report());
  const order = { dataset: 'monthly', period: '2026-10' };
  expect(await run(order)).toMatchObject({ periods: 1, complete: true });
  expect(metrics.at(-1)).toEqual({ TotalsRepaired: expect.any(Number), LedgerDamaged: 0 });
  expect((await hub.total())?.reporters).toBe(1);
  expect(await run({})).toEqual({ periods: all.periods, repaired: 0, complete: true });
  await expect(run({ dataset: 'monthly', period: '2026-99' })).rejects.toThrow('no dataset monthly');
});
