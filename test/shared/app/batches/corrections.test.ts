/** What a dry run of a file says that it would change: as the call's dry run, cell for cell. */
import { expect, test } from 'vitest';
import { readBatchSubmissions } from '../../../../shared/app/batches/read-batches.ts';
import { dryRun } from '../../../../shared/app/submissions/submit.ts';
import { credential } from '../../../fixtures/registry.ts';
import { NOW } from '../../../fixtures/reports.ts';
import { batchHub, fileOf } from './batch-hub.ts';

type Hub = ReturnType<typeof batchHub>;

const csv = (...rows: readonly (readonly [system: string, revision: number, value: string])[]): Buffer =>
  Buffer.from(
    [
      'system,dataset,period,revision,cost.balance',
      ...rows.map(([system, revision, value]) => `${system},half-yearly,2026-H2,${revision},${value}`),
    ].join('\n'),
  );

async function run(hub: Hub, file: Buffer, isDry: boolean): Promise<string> {
  const started = await hub.start(file, { dryRun: isDry });
  if (!started.ok) throw new Error(JSON.stringify(started.problem));
  await hub.drain();
  return started.value.standing.record.id;
}

const asked = { credential: credential({ agency: 'H26' }), now: NOW };

async function listed(hub: Hub, id: string) {
  const { ports } = hub;
  const page = await readBatchSubmissions({ ...ports, findAgency: hub.hub.registry.findAgency }, asked, id, {
    piece: 0,
    line: 0,
  });
  if (!page.ok) throw new Error(JSON.stringify(page.problem));
  return new Map(page.value.submissions.map((one) => [one.id, one]));
}

test('a correction tells each cell before and after, one with the same figures that nothing would change', async () => {
  const hub = batchHub();
  await run(hub, csv(['H26.dvc', 1, '10'], ['H26.vanban', 1, '20'], ['H26.05.x', 2, '5']), false);
  const rows = [
    ['H26.dvc', 2, '11.5'],
    ['H26.vanban', 2, '20'],
    ['H26.05.x', 1, '6'],
    ['H26.18.dvc', 1, '7'],
  ] as const;
  const id = await run(hub, csv(...rows), true);
  const record = await hub.read(id);
  expect(record?.result).toMatchObject({
    accepted: 4,
    recorded: false,
    corrections: { changing: 1, unchanged: 1, cells: 1 },
  });
  const list = await listed(hub, id);
  const of = (system: string, revision: number) => `${system}~half-yearly~2026-H2~${revision}`;
  expect(list.get(of('H26.dvc', 2))?.correction).toEqual({
    of: of('H26.dvc', 1),
    unchanged: false,
    cells: [{ cell: 'cost.balance', before: '10', after: '11.5' }],
  });
  expect(list.get(of('H26.vanban', 2))?.correction).toEqual({
    of: of('H26.vanban', 1),
    unchanged: true,
    cells: [],
  });
  expect(list.get(of('H26.05.x', 1))).toMatchObject({ state: 'superseded', by: of('H26.05.x', 2) });
  expect(list.get(of('H26.18.dvc', 1))).not.toHaveProperty('correction');
  // R26: the same as the call says of each.
  for (const [system, revision, value] of rows) {
    const cells = [{ indicator: 'cost.balance', value }];
    const byCall = await dryRun(hub.hub.submitPorts, {
      body: { system, dataset: 'half-yearly', period: '2026-H2', revision, cells },
      ...{ bodyLiterals: [], bodyFindings: [], sha256: 'a'.repeat(64), idempotencyKey: null },
      ...{ credential: asked.credential, receivedAt: NOW },
    });
    if (!byCall.ok) throw new Error(JSON.stringify(byCall.problem));
    const { correction, state, by, nextRevision } = byCall.value;
    const { sha256: _, id: __, outcome: ___, ...said } = list.get(of(system, revision)) ?? {};
    expect(said).toEqual(JSON.parse(JSON.stringify({ correction, state, by, nextRevision })));
  }
});

test('a real run reads and says nothing of it', async () => {
  const hub = batchHub();
  await run(hub, fileOf([['H26.dvc', '10']]), false);
  const id = await run(hub, csv(['H26.dvc', 2, '11']), false);
  expect((await hub.read(id))?.result).not.toHaveProperty('corrections');
  for (const one of (await listed(hub, id)).values()) expect(one).not.toHaveProperty('correction');
});

test('pages end by their length too, and together they have everything once', async () => {
  const hub = batchHub();
  const systems = Array.from({ length: 3 }, (_, at) => ['H26.dvc', 'H26.vanban', 'H26.05.x'][at] ?? '');
  const id = await run(hub, csv(...systems.map((system) => [system, 1, '1'] as const)), true);
  const long = 'x'.repeat(1_000_001);
  const ports = {
    ...hub.ports,
    findAgency: hub.hub.registry.findAgency,
    readText: async function* (name: string) {
      for await (const text of hub.ports.readText(name))
        yield text.replaceAll('"outcome"', `"padding":"${long}","outcome"`);
    },
  };
  const ids: string[] = [];
  for (let from: { piece: number; line: number } | null = { piece: 0, line: 0 }; from !== null; ) {
    const page = await readBatchSubmissions(ports, asked, id, from);
    if (!page.ok) throw new Error(JSON.stringify(page.problem));
    expect(page.value.submissions.length).toBeLessThanOrEqual(1);
    ids.push(...page.value.submissions.map((one) => one.id));
    from = page.value.next;
  }
  expect(ids.sort()).toEqual(systems.map((system) => `${system}~half-yearly~2026-H2~1`).sort());
});
