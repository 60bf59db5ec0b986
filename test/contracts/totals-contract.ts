/** What every store of totals has to hold, the fake as much as the table. Each test has a dataset of its own. */
import { randomBytes, randomUUID } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import type { NodeKey, StoredNode } from '../../shared/app/ports/totals.ts';
import { countOf } from '../../shared/domain/totals/reporters.ts';
import { emptyNode } from '../../shared/domain/totals/total.ts';
import type { TotalsPorts } from '../fakes/totals.ts';
import { some } from '../fixtures/numbers.ts';
import { PERIOD } from '../fixtures/reports.ts';

const key = (overrides: Partial<NodeKey> = {}): NodeKey => ({
  dataset: `d-${randomUUID()}`,
  period: PERIOD,
  parent: 'VN',
  node: 'H26',
  ...overrides,
});

const node = (overrides: Partial<StoredNode> = {}): StoredNode => ({
  version: 1,
  registryVersion: 1,
  content: { ...emptyNode, reporters: some(1) },
  revisions: {},
  seen: 0,
  ...overrides,
});

const listOf = async (children: AsyncIterable<readonly [string, StoredNode]>) =>
  new Map(await Array.fromAsync(children));

export function totalsContract(name: string, open: () => TotalsPorts): void {
  describe(`the totals: ${name}`, () => {
    test('a node that was never folded is null, and has no children', async () => {
      const totals = open();
      expect(await totals.readNode(key())).toBeNull();
      expect(await listOf(totals.readChildren(key().dataset, PERIOD, 'VN'))).toEqual(new Map());
    });

    test('a node is read back with every field, sums beyond 38 digits included', async () => {
      const totals = open();
      const place = key();
      const full = node({
        registryVersion: 7,
        revisions: { 'H26.dvc': 3, 'H26.vanban': 999 },
        seen: 41,
        content: {
          reporters: some(2),
          cellReporters: { 'cost.balance': some(1) },
          newestReceivedAt: '2026-10-15T02:00:00.001Z',
          cells: {
            'cost.balance': `-${'9'.repeat(50)}.125`,
            'share.on-time': ['7', '9'],
            'software.version': ['2.1', '2026-10-14', 'H26.dvc'],
          },
        },
      });
      expect(await totals.putNode(place, full, null)).toBe('written');
      expect(await totals.readNode(place)).toEqual(full);
    });

    test('the country is above all: it has no parent and is no child', async () => {
      const totals = open();
      const country = key({ parent: null, node: 'VN' });
      await totals.putNode(country, node(), null);
      expect(await totals.readNode(country)).toEqual(node());
      expect(await listOf(totals.readChildren(country.dataset, PERIOD, 'VN'))).toEqual(new Map());
    });

    test('the children of a node are those of its dataset, its period and itself', async () => {
      const totals = open();
      const place = key();
      const put = (overrides: Partial<NodeKey>, reporters: number) =>
        totals.putNode(
          { ...place, ...overrides },
          node({ content: { ...emptyNode, reporters: some(reporters) } }),
          null,
        );
      await put({ node: 'H26' }, 1);
      await put({ node: 'H49' }, 2);
      await put({ parent: 'H26', node: 'H26.18' }, 3);
      await put({ period: '2026-09' }, 4);
      await put({ dataset: `${place.dataset}-x` }, 5);
      const children = await listOf(totals.readChildren(place.dataset, PERIOD, 'VN'));
      expect([...children].map(([code, { content }]) => [code, countOf(content.reporters)])).toEqual([
        ['H26', 1],
        ['H49', 2],
      ]);
      expect([...(await listOf(totals.readChildren(place.dataset, PERIOD, 'H26'))).keys()]).toEqual([
        'H26.18',
      ]);
    });

    test('the versioned put: who read an older version loses and changes nothing', async () => {
      const totals = open();
      const place = key();
      await totals.putNode(place, node(), null);
      expect(await totals.putNode(place, node({ version: 2 }), 1)).toBe('written');
      expect(await totals.putNode(place, node({ version: 2, seen: 9 }), 1)).toBe('lost the race');
      expect(await totals.putNode(place, node({ version: 1, seen: 9 }), null)).toBe('lost the race');
      expect(await totals.putNode(key(), node({ version: 4 }), 3)).toBe('lost the race');
      expect(await totals.readNode(place)).toEqual(node({ version: 2 }));
    });

    test('of many that race from one version exactly one is written', async () => {
      const totals = open();
      const place = key();
      for (const [expected, version] of [
        [null, 1],
        [1, 2],
      ] as const) {
        const outcomes = await Promise.all(
          Array.from({ length: 8 }, (_, seen) => totals.putNode(place, node({ version, seen }), expected)),
        );
        expect(outcomes.filter((outcome) => outcome === 'written')).toHaveLength(1);
      }
    });

    test('a node folded under a newer registry refuses an older one, and takes the same and newer', async () => {
      const totals = open();
      const place = key();
      await totals.putNode(place, node({ registryVersion: 5 }), null);
      expect(await totals.putNode(place, node({ version: 2, registryVersion: 4 }), 1)).toBe('lost the race');
      expect(await totals.putNode(place, node({ version: 2, registryVersion: 5 }), 1)).toBe('written');
      expect(await totals.putNode(place, node({ version: 3, registryVersion: 10 }), 2)).toBe('written');
      expect(await totals.putNode(place, node({ version: 4, registryVersion: 9 }), 3)).toBe('lost the race');
    });

    test('children stream in the order of their names, each once, and a reader may stop early', async () => {
      const totals = open();
      const place = key();
      const names = ['H9', 'H26', 'H26~0f', 'G06.dvc', 'H26.dvc@2026-10-05T10:31/a', 'H26.dvc@2026-10-05'];
      for (const name of names) await totals.putNode({ ...place, node: name }, node(), null);
      const seen: string[] = [];
      for await (const [name] of totals.readChildren(place.dataset, PERIOD, 'VN')) seen.push(name);
      expect(seen).toEqual([...names].sort());
      for await (const [name] of totals.readChildren(place.dataset, PERIOD, 'VN')) {
        expect(name).toBe('G06.dvc');
        break;
      }
    });

    test('children behind a name are those whose names sort behind it, stored or not', async () => {
      const totals = open();
      const place = key();
      for (const name of ['H26', 'H26.18', 'H26~0f', 'H9'])
        await totals.putNode({ ...place, node: name }, node(), null);
      const behind = async (after: string) => [
        ...(await listOf(totals.readChildren(place.dataset, PERIOD, 'VN', after))).keys(),
      ];
      expect(await behind('H26')).toEqual(['H26.18', 'H26~0f', 'H9']);
      expect(await behind('H26~')).toEqual(['H26~0f', 'H9']);
      expect(await behind('H9')).toEqual([]);
    });

    test('a hundred nodes are read together, in the order of their keys, null where there is none', async () => {
      const totals = open();
      const place = key();
      const names = Array.from({ length: 100 }, (_, index) => `H26.${String(index).padStart(3, '0')}`);
      const stored = names.filter((_, index) => index % 3 !== 0);
      for (const [seen, name] of stored.entries())
        await totals.putNode({ ...place, parent: 'H26', node: name }, node({ seen }), null);
      const read = await totals.readNodes(
        names.toReversed().map((name) => ({ ...place, parent: 'H26', node: name })),
      );
      expect(read.map((one) => one?.seen ?? null)).toEqual(
        names.toReversed().map((name) => (stored.includes(name) ? stored.indexOf(name) : null)),
      );
      expect(await totals.readNodes([])).toEqual([]);
    });

    test('more than a page of children (1 MB) is read to its end', async () => {
      const totals = open();
      const place = key();
      const codes = Array.from({ length: 5 }, (_, index) => `H2${index}`);
      const stored = codes.map((code) => ({
        code,
        large: node({
          content: {
            ...emptyNode,
            cells: { [code]: randomBytes(250_000).toString('base64') },
          },
        }),
      }));
      for (const { code, large } of stored) await totals.putNode({ ...place, node: code }, large, null);
      const children = await listOf(totals.readChildren(place.dataset, PERIOD, 'VN'));
      expect(children).toEqual(new Map(stored.map(({ code, large }) => [code, large])));
    });
  });
}
