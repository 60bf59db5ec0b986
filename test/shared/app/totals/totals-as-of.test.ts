/** A past total is the one that was stored then: of every node, with every child. */
import { expect, test } from 'vitest';
import { readTotals } from '../../../../shared/app/totals/read-totals.ts';
import type { TotalsAnswer } from '../../../../shared/contract/totals.ts';
import { type FakeHub, fakeHub } from '../../../fakes/hub.ts';
import { events } from '../../../fixtures/events.ts';
import { agency, connected, credential, system } from '../../../fixtures/registry.ts';
import { cellsOf, NOW, PERIOD, report } from '../../../fixtures/reports.ts';
import { wideSnapshot } from '../../../fixtures/wide.ts';

const NODES = ['VN', 'H26', 'H26.05', 'H26.18', 'H26.18.01', 'H49', 'G06', 'H30', 'H30.007', 'G11'];
const WIDE = ['H30.dvc', 'H30.007.motcua', 'H30.299.motcua', 'G11.s1', 'G11.s300'];

async function read(hub: FakeHub, node: string, dataset: string, asOf: number | null): Promise<TotalsAnswer> {
  const query = { dataset, period: PERIOD, node, asOf, after: null, afterChange: null };
  const answer = await readTotals(hub.readPorts, credential(), query, NOW + 600_000);
  if (!answer.ok || !('children' in answer.value)) throw new Error(`no totals of ${node}`);
  return answer.value;
}
const shape = ({ total, children, next }: TotalsAnswer) => ({ total, children, next });

test.each(['monthly', 'realtime'])(
  'of %s, whatever came after',
  async (dataset) => {
    let time = NOW;
    const hub = fakeHub(wideSnapshot(1), () => time);
    const send = (id: string, revision: number) =>
      dataset === 'monthly'
        ? hub.submit(report({ system: id, revision, cells: cellsOf('monthly', () => revision) }))
        : hub.submit(events({ system: id }), { idempotencyKey: `k-${revision}` });
    for (const id of [...connected, ...WIDE]) expect((await send(id, 1)).ok).toBe(true);
    await hub.drain();
    const stored = new Map<string, ReturnType<typeof shape>>();
    for (const node of NODES) stored.set(node, shape(await read(hub, node, dataset, null)));
    expect(stored.get('VN')?.total.reporters).toBe(connected.length + WIDE.length);

    time = NOW + 60_000;
    for (const id of ['H26.dvc', 'G11.s1', 'G11.s2']) await send(id, 2);
    const moved = system('H26.18.dvc', [{ from: '2021-01-01', to: null, agency: 'H49' }]);
    await hub.registry.writeRecords(
      [{ kind: 'system', id: moved.id, body: moved }],
      new Date(NOW + 60_000).toISOString(),
    );
    await hub.drain();
    for (const node of NODES) {
      const then = await read(hub, node, dataset, NOW + 1000);
      expect(shape(then)).toEqual(stored.get(node));
      const changed = { VN: 3, H26: 1, G11: 2 }[node] ?? 0;
      expect([then.changes, then.changedSince.length, then.nextChange]).toEqual([changed, changed, null]);
    }
  },
  60_000,
);

test('an agency that the registry had not then is not unknown, but not yet there', async () => {
  const hub = fakeHub();
  const made = agency('H99', 'province');
  await hub.registry.writeRecords(
    [{ kind: 'agency', id: made.code, body: made }],
    new Date(NOW + 60_000).toISOString(),
  );
  const query = {
    dataset: 'monthly',
    period: PERIOD,
    node: 'H99',
    asOf: NOW,
    after: null,
    afterChange: null,
  };
  expect(await readTotals(hub.readPorts, credential(), query, NOW + 600_000)).toMatchObject({
    problem: {
      findings: [
        {
          code: 'unknown-then',
          parameter: 'agency',
          details: { value: 'H99', at: new Date(NOW).toISOString() },
        },
      ],
    },
  });
});
