/** The consumer beside another release of itself: functions are updated in no order, and a release may be rolled back. */
import { describe, expect, test } from 'vitest';
import { aggregateBatch, BURY_AT } from '../../../../shared/app/totals/aggregate-batch.ts';
import { isOutage } from '../../../../shared/aws/clients.ts';
import { NewerFormat, READS_UP_TO } from '../../../../shared/contract/recorded.ts';
import { fakeHub } from '../../../fakes/hub.ts';
import { eventEntry, happened } from '../../../fixtures/events.ts';
import { reported } from '../../../fixtures/reported-hub.ts';
import { entry } from '../../../fixtures/reports.ts';

describe('a field that this release does not know', () => {
  test('does not keep an entry from being counted, and stays in the journal', async () => {
    const hub = fakeHub();
    const strange = { ...entry(), origin: { by: 'later' } };
    await hub.ledger.putEntry(strange);
    hub.queue.send(JSON.stringify(strange));
    expect(await hub.aggregate()).toMatchObject({ counted: 1, failures: [], buried: [] });
    expect((await hub.total())?.reporters).toBe(1);
    expect(hub.journal.objects).toEqual([[strange]]);
  });

  test('does not keep a fold from being asked for', async () => {
    const hub = fakeHub();
    await hub.ledger.putEntry(entry());
    hub.queue.send(
      JSON.stringify({ kind: 'refold', dataset: 'monthly', period: '2026-10', node: 'H26', why: 'later' }),
    );
    expect(await hub.aggregate()).toMatchObject({ counted: 1, written: 2 });
  });

  test('within the content is not passed over: the digest is made of what is there', async () => {
    const hub = fakeHub();
    const accepted = eventEntry({ increments: [{ ...happened('1'), weight: 2 } as never] });
    hub.queue.send(JSON.stringify(accepted));
    expect(await hub.aggregate()).toMatchObject({ counted: 0, failures: [{ id: 'm1' }], buried: [] });
    expect(hub.journal.objects).toEqual([]);
  });
});

describe('a message of a newer format', () => {
  const newer = { ...entry(), format: READS_UP_TO + 1, cells: { 'cost.balance': ['1.5', 'VND'] } };

  test('waits, with the reason, beyond the receives at which others are buried', async () => {
    const hub = await reported('H26.18.dvc');
    hub.queue.send(JSON.stringify(newer));
    const reason = `the message is of format ${READS_UP_TO + 1}, and this release reads up to ${READS_UP_TO}`;
    expect(await hub.aggregate()).toMatchObject({ counted: 1, failures: [{ id: 'm2', reason }] });
    for (let receive = 0; receive < BURY_AT * 5; receive += 1) await hub.aggregate();
    expect([hub.queue.waiting(), hub.queue.dead(), hub.journal.objects.length]).toEqual([['m2'], [], 1]);
  });
});

describe('what another release has stored and this one cannot read', () => {
  const newer = () => {
    throw new NewerFormat('it is of format 2, and this release reads up to 1');
  };

  test.each([
    ['a total', { readNode: newer }],
    ['a total below', { readChildren: newer }],
    ['an entry', { readReports: newer }],
  ])('%s is not folded over, and buries nothing', async (_, ports) => {
    const hub = await reported('H26.dvc');
    const batch = hub.queue.receive().map((message) => ({ ...message, receiveCount: BURY_AT * 5 }));
    const outcome = await aggregateBatch({ ...hub.consumerPorts, ...ports }, batch, { isOutage });
    expect(outcome).toMatchObject({ failures: [{ id: 'm1' }], buried: [], counted: 0 });
    hub.queue.settle(batch, outcome.failures);
    expect(await hub.aggregate()).toMatchObject({ counted: 1, failures: [] });
    expect((await hub.verify()).differences).toEqual([]);
  });
});
