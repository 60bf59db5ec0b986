/** What is told of a batch long after: its counts and receipt for ever, its rows and submissions for ninety days. */
import { expect, test } from 'vitest';
import { getBatch, readBatchSubmissions, readErrors } from '../../../../shared/app/batches/read-batches.ts';
import { batchHub, fileOf } from './batch-hub.ts';

test('errors and submissions are told for ninety days, then said to be gone; counts and receipt stay', async () => {
  const hub = batchHub();
  const rows = [['H26.dvc', '10'], ['H26.nowhere', '1'], ['H26.moi']];
  const started = await hub.start(fileOf(rows));
  if (!started.ok) throw new Error(started.problem.kind);
  const { id } = started.value.standing.record;
  await hub.drain();
  let signed: unknown = null;
  const readSigner = async () => ({
    sign: async (_: string, __: string, receipt: unknown) => {
      signed = receipt;
      return 'a receipt';
    },
  });
  const ports = { ...hub.ports, readSigner } as unknown as Parameters<typeof getBatch>[0];
  const asked = () => ({
    credential: { keyId: 'abcdefghijkl', agency: 'H26', systems: null },
    now: hub.ports.now(),
  });
  const errors = () => readErrors(ports, asked(), id, 0);
  const submissions = () => readBatchSubmissions(ports, asked(), id, { piece: 0, line: 0 });

  hub.pass(90 * 24 * 60 - 1);
  expect(await errors()).toMatchObject({ ok: true, value: { errors: [{ row: 3 }, { row: 4 }] } });
  expect(await submissions()).toMatchObject({ ok: true, value: { submissions: [{ outcome: 'accepted' }] } });

  hub.pass(1);
  // As the bucket's lifecycle does, sooner or later.
  hub.batches.objects.clear();
  const gone = { ok: false, problem: { kind: 'batch-details-gone', details: { id, days: 90 } } };
  expect(await errors()).toMatchObject(gone);
  expect(await submissions()).toMatchObject(gone);
  expect(await getBatch(ports, asked(), id)).toMatchObject({
    ok: true,
    value: { submissions: { accepted: 1, refused: 2 }, receipt: 'a receipt' },
  });
  expect(signed).toMatchObject({ rows: 3, accepted: 1, refused: 2, errors: 2 });
});
