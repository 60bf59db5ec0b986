/** A call that judges and dies, and another that judges the same after something has changed: errors are listed as they are counted. */
import { expect, test } from 'vitest';
import { readErrors } from '../../../../shared/app/batches/read-batches.ts';
import type { WorkObjectPorts } from '../../../../shared/app/ports/batches.ts';
import { verdictsOf } from '../../../../shared/domain/batches/object-names.ts';
import type { RowFinding } from '../../../../shared/domain/batches/row-finding.ts';
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
  expect((await hub.errors(id)).map((line) => JSON.parse(line).code)).toEqual(['revision-conflict']);
});

test('where two calls find different faults in a header, those are listed whose record counts', async () => {
  const hub = batchHub();
  const started = await hub.start(Buffer.from('nothing that is a header\n'));
  if (!started.ok) throw new Error(started.problem.kind);
  const { id } = started.value.standing.record;
  const [message] = hub.batches.take();
  if (message === undefined) throw new Error('no message');
  const stop: RowFinding = {
    ...{ row: 1, column: 'colour', key: null, value: 'colour', submission: null },
    ...{ code: 'unknown-column', details: { value: 'colour' } },
  };
  // It put its list, and dies before its record.
  const first: typeof hub.ports = {
    ...hub.ports,
    readerOf: () =>
      async function* () {
        yield { header: null, rows: [], findings: [], stop, upTo: null };
      },
    putBatch: () => Promise.reject(new Error('it dies')),
  };
  await expect(hub.work(message, first)).rejects.toThrow('it dies');
  await hub.work(message);
  const asked = { credential: { keyId: 'abcdefghijkl', agency: 'H26', systems: null }, now: hub.ports.now() };
  const page = await readErrors({ ...hub.ports, readSigner: neverSigns }, asked, id, 0);
  if (!page.ok) throw new Error(page.problem.kind);
  expect(page.value.errors.map(({ code }) => code)).toEqual(['no-header']);
});

const neverSigns = () => Promise.reject(new Error('nothing is signed here'));
