/** A file from its arrival to its end, in both modes and as a dry run. */
import { describe, expect, test } from 'vitest';
import { batchHub, fileOf, idOfReport } from './batch-hub.ts';

const good = [
  ['H26.dvc', '10'],
  ['H26.vanban', '20'],
  ['H26.05.x', '30'],
] as const;
const bad = [...good, ['H26.nowhere', '1'], ['H26.18.dvc', '5'], ['H26.18.dvc', '5']] as const;

const idOf = (started: Awaited<ReturnType<ReturnType<typeof batchHub>['start']>>): string => {
  if (!started.ok) throw new Error(JSON.stringify(started.problem));
  return started.value.standing.record.id;
};

describe('a file of valid rows', () => {
  test('records what is right, and tells of the rest by row', async () => {
    const hub = batchHub();
    const id = idOf(await hub.start(fileOf(bad)));
    await hub.drain();
    const record = await hub.read(id);
    expect(record).toMatchObject({
      state: 'finished',
      result: { accepted: 3, sameAgain: 0, refused: 2, takenMeanwhile: 0, recorded: true },
      cut: { rows: 6 },
    });
    expect(record?.errors).toMatchObject({ count: 3, listed: 3 });
    expect((await hub.errors(id)).map((line) => JSON.parse(line).row)).toEqual([5, 6, 7]);
    expect(hub.hub.queue.waiting()).toHaveLength(3);
    expect(
      hub
        .list(id)
        .map((line) => JSON.parse(line).id)
        .sort(),
    ).toEqual([idOfReport('H26.05.x'), idOfReport('H26.dvc'), idOfReport('H26.vanban')]);
  });

  test('is the same batch when it comes again, and finds its figures the same again under another run', async () => {
    const hub = batchHub();
    const id = idOf(await hub.start(fileOf(good)));
    const again = await hub.start(fileOf(good));
    expect(again).toMatchObject({ ok: true, value: { isNew: false, standing: { record: { id } } } });
    await hub.drain();
    const other = idOf(await hub.start(fileOf(good), { run: 2 }));
    await hub.drain();
    expect(other).not.toBe(id);
    const [first, second] = [await hub.read(id), await hub.read(other)];
    expect(second?.result).toMatchObject({ accepted: 0, sameAgain: 3, refused: 0 });
    expect(second?.result?.totals).toEqual(first?.result?.totals);
  });

  test('a dry run says the same and records nothing', async () => {
    const hub = batchHub();
    const id = idOf(await hub.start(fileOf(bad), { dryRun: true }));
    await hub.drain();
    const record = await hub.read(id);
    expect(record?.result).toMatchObject({ accepted: 3, refused: 2, recorded: false });
    expect(hub.hub.ledger.entries()).toHaveLength(0);
    expect(hub.hub.queue.waiting()).toHaveLength(0);
  });
});

describe('all or nothing', () => {
  test('records everything where nothing is wrong', async () => {
    const hub = batchHub();
    const id = idOf(await hub.start(fileOf(good), { mode: 'all-or-nothing' }));
    await hub.drain();
    expect(await hub.read(id)).toMatchObject({ state: 'finished', result: { accepted: 3, recorded: true } });
    expect(hub.hub.ledger.entries()).toHaveLength(3);
  });

  test('records nothing where one row is wrong', async () => {
    const hub = batchHub();
    const id = idOf(await hub.start(fileOf(bad), { mode: 'all-or-nothing' }));
    await hub.drain();
    expect(await hub.read(id)).toMatchObject({
      state: 'finished',
      result: { accepted: 3, refused: 2, recorded: false },
    });
    expect(hub.hub.ledger.entries()).toHaveLength(0);
  });

  test('records nothing where a row belongs to no submission', async () => {
    const hub = batchHub();
    const id = idOf(await hub.start(fileOf([...good, ['H26.moi', '1', '2']]), { mode: 'all-or-nothing' }));
    await hub.drain();
    expect(await hub.read(id)).toMatchObject({
      result: { recorded: false },
      errors: { count: 1, listed: 1 },
    });
  });

  test('what another request took between judging and recording is named, and is no silent loss', async () => {
    const hub = batchHub();
    const keyed = good.map((row, at) => [...row, `k${at}`]);
    const file = fileOf(keyed).toString().replace('cost.balance', 'cost.balance,key');
    const id = idOf(await hub.start(Buffer.from(file), { mode: 'all-or-nothing' }));
    for (let those = hub.batches.take(); those.length > 0; those = hub.batches.take()) {
      for (const message of those) {
        if (message.step === 'settle') {
          const taken = await hub.hub.submit({
            system: 'H26.dvc',
            dataset: 'half-yearly',
            period: '2026-H2',
            revision: 1,
            cells: [{ indicator: 'cost.balance', value: 11 }],
          });
          expect(taken.ok).toBe(true);
        }
        await hub.work(message);
      }
    }
    const record = await hub.read(id);
    expect(record?.result).toMatchObject({ accepted: 2, takenMeanwhile: 1, recorded: true });
    expect((await hub.errors(id)).map((line) => JSON.parse(line))).toMatchObject([
      {
        ...{ row: 2, column: 'revision', key: 'k0', value: '1', code: 'revision-conflict' },
        submission: 'H26.dvc~half-yearly~2026-H2',
      },
    ]);
  });
});
