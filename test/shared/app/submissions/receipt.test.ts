import { compactVerify, createLocalJWKSet, type JSONWebKeySet } from 'jose';
import { describe, expect, test } from 'vitest';
import { Receipt } from '../../../../shared/contract/submissions/receipt.ts';
import type { Accepted } from '../../../../shared/contract/submissions/submission.ts';
import { firstState, signerOf } from '../../../../shared/domain/submissions/signing-keys.ts';
import { fakeHub } from '../../../fakes/hub.ts';
import { events } from '../../../fixtures/events.ts';
import { NOW, report } from '../../../fixtures/reports.ts';
import { signerWith, slotSecrets } from '../../../fixtures/signing.ts';

const keys = createLocalJWKSet(signerWith().keySet(NOW) as unknown as JSONWebKeySet);

async function receiptOf(answer: { ok: boolean; value?: Accepted }) {
  const { payload, protectedHeader } = await compactVerify(answer.value?.receipt ?? '', keys);
  return { header: protectedHeader, says: Receipt.parse(JSON.parse(new TextDecoder().decode(payload))) };
}

describe('the receipt', () => {
  test('of a report says what the ledger holds', async () => {
    const hub = fakeHub();
    const { header, says } = await receiptOf(await hub.submit(report()));
    const [entry] = hub.ledger.entries();
    expect(says).toEqual({
      id: 'H26.dvc~monthly~2026-10~1',
      kind: 'report',
      agency: 'H26',
      system: 'H26.dvc',
      dataset: 'monthly',
      period: '2026-10',
      revision: 1,
      receivedAt: entry?.receivedAt,
      sha256: 'a'.repeat(64),
      digest: entry?.digest,
    });
    expect(header).toMatchObject({ alg: 'EdDSA', typ: 'dtm-receipt+jws', iss: 'dtm-dev' });
  });

  test('of a retry is the first one’s, to the byte, though it was sent later, in other bytes and under another key', async () => {
    const hub = fakeHub();
    const first = await hub.submit(report());
    const again = await hub.submit(report(), {
      sha256: 'b'.repeat(64),
      receivedAt: NOW + 5000,
      idempotencyKey: 'k-2',
    });
    expect(again).toEqual(first);
  });

  test('of a retry after the change of slot says the same, signed by the other one', async () => {
    const hub = fakeHub();
    const first = await receiptOf(await hub.submit(report()));
    const readSigner = async () => signerOf('dev', slotSecrets, { ...firstState, active: 'b' });
    const again = await receiptOf(await hub.submit(report(), {}, { readSigner }));
    expect(again.says).toEqual(first.says);
    expect([first.header.kid?.slice(5, 6), again.header.kid?.slice(5, 6)]).toEqual(['a', 'b']);
  });

  test('of a withdrawal is one of its own', async () => {
    const hub = fakeHub();
    await hub.submit(report());
    const withdrawn = await hub.withdraw('H26.dvc~monthly~2026-10~1');
    expect((await receiptOf(withdrawn)).says).toMatchObject({
      id: 'H26.dvc~monthly~2026-10~2',
      kind: 'withdrawal',
      revision: 2,
    });
    expect(await hub.withdraw('H26.dvc~monthly~2026-10~1')).toEqual(withdrawn);
  });

  test('of events names bucket and key', async () => {
    const hub = fakeHub();
    const answer = await hub.submit(events(), { idempotencyKey: 'k-1' });
    const { says } = await receiptOf(answer);
    expect(says).toMatchObject({ kind: 'event', idempotencyKey: 'k-1', bucket: expect.any(String) });
    expect(says).not.toHaveProperty('revision');
  });

  test('is not there for a dry run, nor for what was refused', async () => {
    const hub = fakeHub();
    expect(JSON.stringify(await hub.dryRun(report()))).not.toContain('receipt');
    const refused = await hub.submit({ ...report(), cells: [] });
    expect(refused.ok).toBe(false);
    expect(JSON.stringify(refused)).not.toContain('receipt');
  });
});

test('without a signer nothing is recorded: nothing is acknowledged without a receipt', async () => {
  const hub = fakeHub();
  const readSigner = () => Promise.reject(new Error('the secrets are away'));
  await expect(hub.submit(report(), {}, { readSigner })).rejects.toThrow('away');
  expect(hub.ledger.entries()).toEqual([]);
  expect(hub.queue.waiting()).toEqual([]);
});

test('what is refused is refused without one', async () => {
  const hub = fakeHub();
  const readSigner = () => Promise.reject(new Error('the secrets are away'));
  expect((await hub.submit({ ...report(), cells: [] }, {}, { readSigner })).ok).toBe(false);
});
