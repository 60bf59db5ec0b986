/** What operators do in several steps, as this release keeps it. */
import type { ChangeOrder } from '../../shared/app/access/make-change.ts';
import { handleDeadLetters } from '../../shared/app/oversight/dead-letters.ts';
import { changeReceiptKeys } from '../../shared/app/submissions/receipt-keys.ts';
import { firstState } from '../../shared/domain/submissions/signing-keys.ts';
import { fakeDeadLetters } from '../fakes/dead-letters.ts';
import type { OperationsPorts } from '../fakes/operations.ts';
import { onCall } from '../fixtures/maintenance.ts';
import { slotSecrets } from '../fixtures/signing.ts';

/** A dead letter deleted, and the secret of a slot renewed. */
export async function operate(operations: OperationsPorts, now: () => number): Promise<void> {
  const orderOf = (task: string): ChangeOrder => ({
    task,
    operator: onCall,
    requestId: `request-${task}`,
    on: '0.0',
    request: '0'.repeat(64),
    now: now(),
  });
  const { queue } = fakeDeadLetters([{ id: '5fea', body: 'poison', sentAt: 0 }], now);
  const made = [
    await handleDeadLetters({ ...operations, queue, now }, orderOf('dead-letters'), {
      action: 'delete',
      ids: ['5fea'],
      reason: 'a test',
    }),
    await changeReceiptKeys(
      {
        ...operations,
        stage: 'dev',
        now,
        random: (bytes) => bytes.fill(7),
        readState: async () => ({ value: firstState, version: 0 }),
        writeState: async () => 'written',
        readSlotSecret: async (slot) => slotSecrets[slot],
        putSlotSecret: async () => undefined,
      },
      orderOf('receipt-keys'),
      { action: 'renew' },
    ),
  ];
  if (made.some(({ ok }) => !ok)) throw new Error(JSON.stringify(made));
}
