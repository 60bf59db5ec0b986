/** What the ledger recorded and whose message was never sent: its sender got a 503 and did not come back. */
import { expect, test } from 'vitest';
import type { LedgerEntry } from '../../../../../shared/contract/submissions/ledger.ts';
import { digestOfEntry } from '../../../../../shared/domain/submissions/submission-digest.ts';
import { submissionId } from '../../../../../shared/domain/submissions/submission-key.ts';
import { MINUTE } from '../../../../../shared/domain/values/duration.ts';
import {
  ask,
  type DrilledHub,
  keptReport,
  named,
  recordUnsent,
  settledHub,
  sweep,
  untilDone,
} from './country.ts';

/** The consumer and the hourly sweep go on beside the drill. */
const served = (all: DrilledHub) => async (run: number) => {
  await all.tell.count();
  if (run % 12 === 0) await sweep(all);
};

test('recorded, without a message: the drill sends it, the consumer journals it, and the report names it', async () => {
  const all = await settledHub();
  const name = await recordUnsent(all);
  all.clock.now += 1000;
  await ask(all);
  const { outcome } = await untilDone(all, served(all));
  const { differences, journal, recovery } = keptReport(all);
  expect({ outcome, differences }).toEqual({ outcome: 'passed', differences: [] });
  expect(journal).toMatchObject({ missing: 0, unsent: 1, unsentIds: [name] });
  // It is in the journal now, for a loss that is real.
  expect(JSON.stringify(all.hub.journal.objects)).toContain('"revision":2');
  // Nobody was told that it is accepted: no loss is measured by it.
  expect(recovery.newestAccepted).not.toBe(all.hub.ledger.reports().at(-1)?.storedAt);
});

test('it counts for no target: what was never acknowledged is not lost', async () => {
  const all = await settledHub();
  all.restores.manners.lag = 20 * MINUTE;
  await recordUnsent(all);
  all.clock.now += 1000;
  await ask(all);
  await untilDone(all, served(all));
  expect(named(keptReport(all))).toEqual([]);
});

test('recorded half an hour before the restore point, and not swept yet: the restored totals lack it, which is no difference', async () => {
  const all = await settledHub();
  await recordUnsent(all);
  all.clock.now += 35 * MINUTE;
  await ask(all);
  await untilDone(all, served(all));
  expect(named(keptReport(all))).toEqual([]);
  expect(keptReport(all).totals.behind).toBe(2);
});

test('what is sent and still does not come into the journal is missing, and the drill fails', async () => {
  const all = await settledHub();
  const name = await recordUnsent(all);
  all.clock.now += 1000;
  await ask(all);
  await untilDone(all, async (run) => (run % 12 === 0 ? sweep(all) : undefined));
  expect(named(keptReport(all))).toEqual([`journal-missing ${name}`]);
  expect(keptReport(all).journal).toMatchObject({ missing: 1, unsent: 0, unsentIds: [] });
});

test('what is only late, in a queue that is behind, is not sent again', async () => {
  const all = await settledHub();
  await all.tell.report('H49.dvc', 2);
  all.clock.now += 1000;
  await ask(all);
  let most = 0;
  await untilDone(all, async (run) => {
    most = Math.max(most, all.hub.queue.waiting().length);
    if (run > 5) await all.tell.count();
  });
  expect(most).toBe(1);
  expect(keptReport(all)).toMatchObject({ outcome: 'passed', journal: { unsent: 0 } });
});

test('more than a hundred are no forgotten messages but a journal that loses: the drill fails', async () => {
  const all = await settledHub();
  const event = all.hub.ledger.events()[0] as LedgerEntry;
  const storedAt = new Date(all.clock.now).toISOString();
  const lost = (idempotencyKey: string): LedgerEntry => {
    const entry = { ...event, idempotencyKey, receivedAt: storedAt, storedAt } as LedgerEntry;
    return { ...entry, digest: digestOfEntry(entry) };
  };
  for (let index = 0; index < 103; index += 1)
    await all.hub.ledger.putEntry(lost(`lost-${String(index).padStart(3, '0')}`));
  all.clock.now += 1000;
  await ask(all);
  await untilDone(all, served(all));
  const found = named(keptReport(all)).filter((one) => !one.startsWith('target-missed'));
  expect(found.length).toBe(3);
  expect(found[0]).toMatch(/^journal-missing H26\.dvc~realtime~.*~lost-/);
  expect(keptReport(all).journal).toMatchObject({ missing: 3, unsent: 100 });
  expect(submissionId(event)).not.toContain('lost');
});
