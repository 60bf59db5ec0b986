/** The sweep looks at every batch, whatever one of them throws. */
import { expect, test } from 'vitest';
import { piecesFor } from '../../../../shared/domain/batches/batch-id.ts';
import { batchHub, fileOf } from './batch-hub.ts';

test('a batch that cannot be read ends nothing for the others, and counts as overdue', async () => {
  const hub = batchHub();
  const ids: string[] = [];
  for (const system of ['H26.dvc', 'H26.vanban']) {
    const started = await hub.start(fileOf([[system, '10']]));
    if (!started.ok) throw new Error(started.problem.kind);
    ids.push(started.value.standing.record.id);
  }
  // Cut; and what asks for the pieces is lost.
  for (const message of hub.batches.take()) await hub.work(message);
  hub.batches.take();
  const [broken = '', other = ''] = ids;
  const readBatch: typeof hub.ports.readBatch = (id) =>
    id === broken ? Promise.reject(new Error('a state of another release')) : hub.ports.readBatch(id);
  const used = { ...hub.ports, readBatch };
  expect(await hub.sweep(used)).toMatchObject({ open: 1, overdue: 1, failures: [{ id: broken }] });
  hub.pass(4);
  expect(await hub.sweep(used)).toMatchObject({ resent: 1, failures: [{ id: broken }] });
  await hub.drain();
  expect(await hub.read(other)).toMatchObject({ state: 'finished' });
});

test.each([
  ['text/csv', 'identity', 1],
  ['text/csv', 'gzip', 20],
  ['application/x-ndjson', 'identity', 1],
  ['application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', 'identity', 20],
] as const)('4 MiB of %s, %s, are cut into %i pieces', (mediaType, encoding, pieces) => {
  expect(piecesFor({ size: 4 * 1024 * 1024, mediaType, encoding })).toBe(pieces);
});
