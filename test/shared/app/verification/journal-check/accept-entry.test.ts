import { expect, test } from 'vitest';
import {
  acceptEntry,
  entryInPlace,
} from '../../../../../shared/app/verification/journal-check/accept-entry.ts';
import { fakeHub } from '../../../../fakes/hub.ts';
import { damages, entryOf, kinds, sendEveryKind } from '../../../../fixtures/damaged-ledger.ts';
import { NOW } from '../../../../fixtures/reports.ts';

async function acceptingHub() {
  const hub = fakeHub(undefined, () => NOW);
  await sendEveryKind(hub, () => NOW);
  return { hub, ports: { ...hub.registry, ...hub.ledger, ...hub.queue } };
}

test.each(Object.entries(kinds))('%s gets the message that it lacks', async (_, id) => {
  const { hub, ports } = await acceptingHub();
  expect(hub.queue.waiting()).toHaveLength(0);
  await acceptEntry(ports, id);
  expect(hub.queue.waiting()).toHaveLength(1);
});

test.each(Object.entries(damages))('one with %s cannot be genuine', async (_, damage) => {
  const { hub, ports } = await acceptingHub();
  const before = entryOf(hub, kinds.report);
  hub.ledger.tamper(before, damage(before));
  expect(await entryInPlace(ports, kinds.report)).toBeNull();
  await expect(acceptEntry(ports, kinds.report)).rejects.toThrow('gone from its place');
  expect(hub.queue.waiting()).toHaveLength(0);
});

test.each(['H49.dvc~monthly~2026-10~9', 'H49.dvc~gone~2026-10-05T10:31~kept'])(
  'one that does not stand where the hub would have put it is none: %s',
  async (id) => {
    const { ports } = await acceptingHub();
    expect(await entryInPlace(ports, id)).toBeNull();
  },
);
