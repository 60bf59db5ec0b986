/** Agencies with more children than one fold takes: counted, verified, repaired, read, and growing wide on the way. */
import { describe, expect, test } from 'vitest';
import { readTotals } from '../../../../shared/app/totals/read-totals.ts';
import { TotalsAnswer } from '../../../../shared/contract/totals.ts';
import type { RegistrySnapshot } from '../../../../shared/domain/registry/tree.ts';
import { type FakeHub, fakeHub } from '../../../fakes/hub.ts';
import { events, RECEIVED } from '../../../fixtures/events.ts';
import { agency, credential, snapshotOf, system } from '../../../fixtures/registry.ts';
import { cellsOf, NOW, PERIOD, report } from '../../../fixtures/reports.ts';
import { communes, wideSnapshot, wideSystems } from '../../../fixtures/wide.ts';

const ofWide = wideSystems.map(({ id }) => id).filter((id) => id.startsWith('H30') || id.startsWith('G11'));
const isReceived = ({ indicator }: { readonly indicator: string }) => indicator === 'volume.received';
const childrenOf = async (hub: FakeHub, node: string, dataset = 'monthly', period = PERIOD) => {
  const query = { dataset, period, node, asOf: null, after: null, afterChange: null };
  const answer = await readTotals(hub.readPorts, credential(), query, NOW);
  if (!answer.ok) throw new Error(answer.problem.kind);
  return TotalsAnswer.parse(answer.value);
};

describe('a country with wide agencies', () => {
  test('counts the reports of every system, and no fold reads more than a few hundred', async () => {
    const hub = fakeHub(wideSnapshot(1));
    for (const id of ofWide) await hub.submit(report({ system: id }));
    let most = 0;
    await hub.aggregate(undefined, {
      ...hub.consumerPorts,
      readChildren: async function* (...given) {
        let count = 0;
        for await (const child of hub.totals.readChildren(...given)) {
          count += 1;
          yield child;
        }
        most = Math.max(most, count);
      },
    });
    expect(most).toBeLessThanOrEqual(256);
    expect((await hub.total())?.reporters).toBe(603);
    expect((await hub.total('H30'))?.reporters).toBe(303);
    expect((await hub.total('G11'))?.reporters).toBe(300);
    expect(await hub.verify()).toMatchObject({ entries: 603, differences: [], national: { reporters: 603 } });
    expect((await childrenOf(hub, 'G11')).children.map(({ node }) => node).sort()).toEqual(
      ofWide.filter((id) => id.startsWith('G11')).sort(),
    );
    const children = (await childrenOf(hub, 'H30')).children.map(({ node }) => node);
    expect(children.sort()).toEqual([...communes, 'H30.dvc', 'H30.kho', 'H30.vanban'].sort());
  });

  test('counts events under them as well', async () => {
    const hub = fakeHub(wideSnapshot(1));
    for (const id of ['H30.dvc', 'H30.007.motcua', 'G11.s1', 'G11.s300'])
      await hub.submit(events({ system: id }), { idempotencyKey: 'k-1' });
    await hub.drain();
    expect((await hub.total('VN', 'realtime'))?.cells[RECEIVED]).toBe('4');
    expect((await hub.total('G11', 'realtime'))?.reporters).toBe(2);
    expect((await hub.verify('realtime')).differences).toEqual([]);
    const nodes = (await childrenOf(hub, 'H30', 'realtime')).children.map(({ node }) => node);
    expect(nodes).toEqual(['H30.007', 'H30.dvc']);
  });

  test('a lost message is found and repaired through its band', async () => {
    const hub = fakeHub(wideSnapshot(1));
    await hub.submit(report({ system: 'G11.s7' }));
    const names = (await hub.verify()).differences.map(({ node }) => node);
    expect(names.map((name) => name.replace(/~..$/, '~'))).toEqual(['G11~', 'G11']);
    expect((await hub.repair(names)).map(({ outcome }) => outcome)).toEqual([
      'written',
      'written',
      'written',
    ]);
    expect((await hub.verify()).differences).toEqual([]);
    expect((await hub.total())?.reporters).toBe(1);
  });
});

test('a system that left a wide agency is no child of it any more, though its band is never folded again', async () => {
  const hub = fakeHub(wideSnapshot(1));
  await hub.submit(report({ system: 'G11.s7' }));
  await hub.drain();
  const moved = system('G11.s7', [{ from: '2021-01-01', to: null, agency: 'H26' }]);
  await hub.registry.writeRecords([{ kind: 'system', id: moved.id, body: moved }]);
  expect((await childrenOf(hub, 'G11')).children).toEqual([]);
});

describe('an agency that grows wide', () => {
  const country = (count: number): RegistrySnapshot => {
    const codes = Array.from({ length: count }, (_, index) => `H31.${String(index).padStart(3, '0')}`);
    return snapshotOf(
      1,
      [agency('H31', 'province'), ...codes.map((code) => agency(code, 'commune'))],
      [
        system('H31.dvc', [{ from: '2021-01-01', to: null, agency: 'H31' }]),
        ...codes
          .slice(0, 5)
          .map((code) => system(`${code}.so`, [{ from: '2021-01-01', to: null, agency: code }])),
      ],
    );
  };

  test('is right again once verify has named what lies elsewhere now, and repair has folded it', async () => {
    const hub = fakeHub(country(255));
    for (const id of ['H31.dvc', 'H31.000.so', 'H31.001.so', 'H31.002.so'])
      await hub.submit(report({ system: id }));
    await hub.drain();
    const before = await hub.total();
    const fresh = agency('H31.ZZ', 'commune');
    await hub.registry.writeRecords([{ kind: 'agency', id: fresh.code, body: fresh }]);
    const { differences } = await hub.verify();
    expect(differences.length).toBeGreaterThan(3);
    await hub.repair(differences.map(({ node }) => node));
    expect((await hub.verify()).differences).toEqual([]);
    expect(await hub.total()).toEqual(before);
    expect((await hub.total('H31'))?.reporters).toBe(4);
    const children = (await childrenOf(hub, 'H31')).children.map(
      ({ node, reporters }) => `${node} ${reporters}`,
    );
    expect(children).toEqual(['H31.000 1', 'H31.001 1', 'H31.002 1', 'H31.dvc 1']);
    await hub.submit(report({ system: 'H31.003.so' }));
    await hub.submit(report({ system: 'H31.000.so', revision: 2, cells: cellsOf('monthly', () => 7) }));
    await hub.drain();
    expect((await hub.total())?.reporters).toBe(5);
    expect((await hub.verify()).differences).toEqual([]);
    const [changed] = (await childrenOf(hub, 'H31')).children;
    expect(changed?.node).toBe('H31.000');
    expect(changed?.cells.find(({ indicator }) => indicator === 'cost.balance')?.value).toBe('7');
    const quarter = await childrenOf(hub, 'H31', 'monthly', '2026-Q4');
    expect(quarter.children.map(({ node, cells }) => [node, cells.find(isReceived)?.value])).toEqual([
      ['H31.000', '7'],
      ['H31.001', '1'],
      ['H31.002', '1'],
      ['H31.003', '1'],
      ['H31.dvc', '1'],
    ]);
  });

  test('and narrow again', async () => {
    const hub = fakeHub(country(256));
    for (const id of ['H31.dvc', 'H31.000.so', 'H31.001.so']) await hub.submit(report({ system: id }));
    await hub.drain();
    const ended = agency('H31.255', 'commune', { to: '2026-10-01' });
    await hub.registry.writeRecords([{ kind: 'agency', id: ended.code, body: ended }]);
    const { differences } = await hub.verify();
    await hub.repair(differences.map(({ node }) => node));
    expect((await hub.verify()).differences).toEqual([]);
    expect((await hub.total())?.reporters).toBe(3);
    const { children } = await childrenOf(hub, 'H31');
    expect(children.map(({ node, reporters }) => `${node} ${reporters}`)).toEqual([
      'H31.000 1',
      'H31.001 1',
      'H31.dvc 1',
    ]);
  });
});
