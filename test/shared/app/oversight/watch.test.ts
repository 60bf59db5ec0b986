import { expect, test } from 'vitest';
import { findExpiringKeys, sendHeartbeat } from '../../../../shared/app/oversight/watch.ts';
import { fakeHub } from '../../../fakes/hub.ts';
import { credential } from '../../../fixtures/registry.ts';
import { NOW } from '../../../fixtures/reports.ts';

test('a heartbeat goes through the queue and the consumer, and writes nothing', async () => {
  const hub = fakeHub();
  const sendRefold = async ({
    kind: _,
    ...refold
  }: Parameters<Parameters<typeof sendHeartbeat>[0]['sendRefold']>[0]) => hub.queue.sendRefold(refold);
  await sendHeartbeat({ ...hub.registry, sendRefold }, NOW);
  expect(hub.queue.waiting()).toHaveLength(1);
  expect(await hub.aggregate()).toEqual({ failures: [], buried: [], counted: 1, folded: 0, written: 0 });
  expect(hub.queue.waiting()).toEqual([]);
  expect(hub.journal.objects).toEqual([]);
});

test('a calendar without an open period is no silent night', async () => {
  const { registry } = fakeHub();
  const sendRefold = async () => undefined;
  const longAgo = Date.parse('1990-01-01T00:00:00.000Z');
  await expect(sendHeartbeat({ ...registry, sendRefold }, longAgo)).rejects.toThrow('no dataset');
});

test('of keys that end, only ids, agencies and ends are told', async () => {
  const validTo = new Date(NOW + 86_400_000).toISOString();
  expect(await findExpiringKeys(async () => [credential({ validTo }), credential()], NOW)).toEqual([]);
  expect(await findExpiringKeys(async () => [credential({ validTo })], NOW)).toEqual([
    { keyId: 'abcdefghijkl', agency: 'VN', validTo },
  ]);
});

test('a key is told of in the last thirty days of its life, not before', async () => {
  const told = async (left: number) => {
    const validTo = new Date(NOW + left).toISOString();
    return (await findExpiringKeys(async () => [credential({ validTo })], NOW)).length;
  };
  const thirtyDays = 30 * 86_400_000;
  expect([await told(thirtyDays), await told(thirtyDays + 1)]).toEqual([1, 0]);
});
