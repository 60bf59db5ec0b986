/** `after` of totals: behind which child to go on. One that never was a child is a mistake, and no empty page. */
import { expect, test } from 'vitest';
import { readTotals } from '../../../../shared/app/totals/read-totals.ts';
import { type FakeHub, fakeHub } from '../../../fakes/hub.ts';
import { credential, system } from '../../../fixtures/registry.ts';
import { NOW, PERIOD, report } from '../../../fixtures/reports.ts';

const ask = (hub: FakeHub, after: string, changes: object = {}) => {
  const query = { dataset: 'monthly', period: PERIOD, node: 'H26', asOf: null, after, afterChange: null };
  return readTotals(hub.readPorts, credential(), { ...query, ...changes }, NOW + 600_000);
};
const childrenIn = async (...given: Parameters<typeof ask>) => {
  const answer = await ask(...given);
  if (!answer.ok) return answer.problem.findings.map(({ code, parameter }) => `${code} ${parameter}`);
  return 'children' in answer.value ? answer.value.children.map(({ node }) => node) : [];
};

async function counted(): Promise<FakeHub> {
  const hub = fakeHub();
  for (const id of ['H26.dvc', 'H26.vanban', 'H26.18.dvc']) await hub.submit(report({ system: id }));
  await hub.drain();
  return hub;
}

test.each([
  ['now', null],
  ['then', NOW + 60_000],
])('%s: behind a child, whether it has reported or not', async (_, asOf) => {
  const hub = await counted();
  expect(await childrenIn(hub, 'H26.18', { asOf })).toEqual(['H26.dvc', 'H26.vanban']);
  expect(await childrenIn(hub, 'H26.05', { asOf })).toEqual(['H26.18', 'H26.dvc', 'H26.vanban']);
  expect(await childrenIn(hub, 'H26.vanban', { asOf })).toEqual([]);
  for (const after of ['zzz', 'H26.none', 'H26.18.01', 'H26', 'H49', 'H49.dvc', 'VN', 'H26~3f', '\u0000'])
    expect(await childrenIn(hub, after, { asOf })).toEqual(['unknown-cursor after']);
});

test('a child that moves away between two pages is still a place to go on from', async () => {
  const hub = await counted();
  const moved = system('H26.dvc', [
    { from: '2021-01-01', to: '2026-10-13', agency: 'H26' },
    { from: '2026-10-14', to: null, agency: 'H49' },
  ]);
  await hub.registry.writeRecords([{ kind: 'system', id: moved.id, body: moved }]);
  expect(await childrenIn(hub, 'H26.dvc')).toEqual(['H26.vanban']);
});

test('a series has no children to go on with', async () => {
  const answer = await ask(await counted(), 'H26.dvc', { period: '2026-09..2026-10' });
  expect(answer).toMatchObject({
    problem: {
      kind: 'invalid-request',
      findings: [{ code: 'unknown-parameter', parameter: 'after', allowed: ['dataset', 'period', 'agency'] }],
    },
  });
});
