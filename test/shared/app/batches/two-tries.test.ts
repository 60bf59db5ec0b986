/** A call that judges and dies, and another that judges the same after something has changed: errors are listed as they are counted. */
import { expect, test } from 'vitest';
import type { WorkObjectPorts } from '../../../../shared/app/ports/batches.ts';
import { verdictsOf } from '../../../../shared/domain/batches/object-names.ts';
import { batchHub, fileOf } from './batch-hub.ts';

test('a revision that was taken between two tries is counted and told of by row', async () => {
  const hub = batchHub();
  const started = await hub.start(fileOf([['H26.dvc', '10']]));
  if (!started.ok) throw new Error(started.problem.kind);
  const { id } = started.value.standing.record;
  for (const message of hub.batches.take()) await hub.work(message);
  const putLines: WorkObjectPorts['putLines'] = (name, lines) =>
    name.startsWith(verdictsOf(id)) ? Promise.reject(new Error('it dies')) : hub.ports.putLines(name, lines);
  const pieces = hub.batches.take();
  for (const piece of pieces) await hub.work(piece, { ...hub.ports, putLines }).catch(() => {});

  const other = await hub.start(fileOf([['H26.dvc', '11']]), { run: 2 });
  if (!other.ok) throw new Error(other.problem.kind);
  await hub.drain();
  for (const piece of pieces) await hub.work(piece);
  await hub.drain();

  const record = await hub.read(id);
  expect(record).toMatchObject({ state: 'finished', result: { accepted: 0, refused: 1 } });
  expect(record?.errors).toMatchObject({ count: 1, listed: 1 });
  expect(hub.errors(id).map((line) => JSON.parse(line).code)).toEqual(['revision-conflict']);
});
