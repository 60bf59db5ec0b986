import { expect, test } from 'vitest';
import { acceptEntry } from '../../../../../shared/app/verification/journal-check/accept-entry.ts';
import type { LedgerFault } from '../../../../../shared/domain/verification/compare-entry.ts';
import { fakeHub } from '../../../../fakes/hub.ts';
import { kinds, sendEveryKind } from '../../../../fixtures/damaged-ledger.ts';
import { NOW } from '../../../../fixtures/reports.ts';

const fault = (kind: LedgerFault['kind'], name: string): LedgerFault => ({ kind, name, detail: '' });

async function acceptingHub() {
  const hub = fakeHub(undefined, () => NOW);
  await sendEveryKind(hub, () => NOW);
  const ports = { ...hub.registry, ...hub.ledger, ...hub.queue };
  return { hub, accept: (id: string, faults: LedgerFault[]) => acceptEntry(ports, id, faults) };
}

test.each(Object.entries(kinds))('%s that is in no object of the journal gets its message', async (_, id) => {
  const { hub, accept } = await acceptingHub();
  expect(hub.queue.waiting()).toHaveLength(0);
  expect(await accept(id, [fault('extra', id)])).toBe('sent');
  expect(hub.queue.waiting()).toHaveLength(1);
});

test.each([
  ['of which nothing was found', []],
  ['that is missing', [fault('missing', kinds.report)]],
  ['that is damaged too', [fault('extra', kinds.report), fault('damaged', kinds.report)]],
  ['beside another that is extra', [fault('extra', kinds.event)]],
])('one %s is refused', async (_, faults) => {
  const { hub, accept } = await acceptingHub();
  expect(await accept(kinds.report, faults)).toBe('not extra');
  expect(hub.queue.waiting()).toHaveLength(0);
});

test.each(['H49.dvc~monthly~2026-10~9', 'H49.dvc~gone~2026-10-05T10:31~kept'])(
  'one that does not stand where the hub would have put it is refused: %s',
  async (id) => {
    const { accept } = await acceptingHub();
    expect(await accept(id, [fault('extra', id)])).toBe('not in its place');
  },
);
