/** The tree of totals: wide agencies, time buckets, and that every total finds its way up. */
import { describe, expect, test } from 'vitest';
import type { Dataset } from '../../../../shared/contract/registry.ts';
import {
  agencyOfSystem,
  ancestorsOf,
  onDay,
  type RegistrySnapshot,
  treeAt,
} from '../../../../shared/domain/registry/tree.ts';
import {
  agencyChain,
  agencyNode,
  bandsOf,
  childNodes,
  type FoldNode,
  MOST_CHILDREN,
  nodeByName,
  pathUp,
  possibleOwners,
  possibleParents,
  readBandName,
  systemNode,
  timeChain,
  totalsAbove,
} from '../../../../shared/domain/totals/fold-tree.ts';
import { agency, snapshotOf, system } from '../../../fixtures/registry.ts';
import { planFor } from '../../../fixtures/reports.ts';
import { communes, wideSnapshot } from '../../../fixtures/wide.ts';

const LAST_DAY = '2026-10-14';
const { dataset: reports } = planFor('monthly');
const { dataset: live } = planFor('realtime');
const { dataset: daily } = planFor('daily');
const wide = wideSnapshot(1);
const wideTree = treeAt(wide, onDay(LAST_DAY));
const agencyOf = (snapshot: RegistrySnapshot) => (system: string) =>
  agencyOfSystem(snapshot, system, onDay(LAST_DAY));

/** Every total from the country down; time is not part of it. */
function allNodes(dataset: Dataset, snapshot: RegistrySnapshot): FoldNode[] {
  const tree = treeAt(snapshot, onDay(LAST_DAY));
  const country = agencyNode(dataset, tree, 'VN');
  if (country === null) throw new Error('no country');
  const below = (node: FoldNode): FoldNode[] => [node, ...childNodes(dataset, tree, node).flatMap(below)];
  return below(country);
}

const worlds = [
  { world: 'the small country, reports', dataset: reports, snapshot: snapshotOf(1) },
  { world: 'the small country, events', dataset: live, snapshot: snapshotOf(1) },
  { world: 'wide agencies, reports', dataset: reports, snapshot: wide },
  { world: 'wide agencies, events', dataset: live, snapshot: wide },
  {
    world: 'a wide country',
    dataset: live,
    snapshot: snapshotOf(
      1,
      Array.from({ length: 300 }, (_, index) => agency(`Z${index}`, 'ministry')),
      [system('Z0.dvc', [{ from: '2021-01-01', to: null, agency: 'Z0' }])],
    ),
  },
];

describe.each(worlds)('in $world', ({ dataset, snapshot }) => {
  const tree = treeAt(snapshot, onDay(LAST_DAY));
  const nodes = allNodes(dataset, snapshot);
  const byName = new Map(nodes.map((node) => [node.name, node]));

  test('every total has a name of its own, and its parent has it as a child', () => {
    expect(byName.size).toBe(nodes.length);
    for (const node of nodes) {
      if (node.parent === null) expect(node.name).toBe('VN');
      else expect(byName.get(node.parent)?.children).toContain(node.name);
    }
  });

  test('a total is found by its name, and its way up leads through its parents to the country', () => {
    for (const node of nodes) {
      expect(nodeByName(dataset, tree, agencyOf(snapshot), node.name)).toEqual(node);
      const path = pathUp(dataset, tree, agencyOf(snapshot), node.name) ?? [];
      expect(path[0]).toEqual(node);
      expect(path.at(-1)?.name).toBe('VN');
      expect(path.map(({ parent }) => parent)).toEqual([...path.slice(1).map(({ name }) => name), null]);
    }
  });

  test('no total folds more than 256 others and systems', () => {
    for (const { children, leaves } of nodes) {
      const own = leaves?.kind === 'reports' ? leaves.systems.length : 0;
      expect(children === 'any' ? 0 : children.length + own).toBeLessThanOrEqual(MOST_CHILDREN);
    }
  });

  test('every agency and every system of the tree is reached, each once', () => {
    const systems = [...tree.values()].flatMap((node) => [...node.systems]).sort();
    const reached =
      dataset.kind === 'event'
        ? nodes.filter(({ isReporter }) => isReporter).map(({ name }) => name)
        : nodes.flatMap(({ leaves }) => (leaves?.kind === 'reports' ? [...leaves.systems] : []));
    expect(reached.sort()).toEqual(systems);
    for (const code of tree.keys()) expect(byName.has(code)).toBe(true);
  });

  test('the totals above a system are the way up from where it is folded', () => {
    for (const [code, { systems }] of tree) {
      for (const system of systems.slice(0, 5)) {
        const chain = ancestorsOf(snapshot, system, onDay(LAST_DAY)) ?? [];
        const above = totalsAbove(dataset, tree, chain, system);
        const [nearest] = above;
        if (nearest === undefined) throw new Error(`${system} has nothing above it`);
        expect(above).toEqual(pathUp(dataset, tree, agencyOf(snapshot), nearest.name));
        if (dataset.kind === 'event') expect(systemNode(tree, code, system).parent).toBe(nearest.name);
        else expect(nearest.leaves).toMatchObject({ kind: 'reports', owner: nearest.name });
        const owners = possibleOwners(code, tree.get(code)?.parent ?? null, system);
        expect(owners).toContainEqual({ node: nearest.name, parent: nearest.parent });
      }
    }
  });
});

describe('a wide agency', () => {
  test('has bands between it and its children, each child in one of them', () => {
    const bands = bandsOf(reports, wideTree, 'H30');
    expect(bands.length).toBeGreaterThan(100);
    expect(bands.every(({ name }) => readBandName(name)?.code === 'H30')).toBe(true);
    expect(bands.flatMap(({ children }) => (children === 'any' ? [] : [...children])).sort()).toEqual(
      communes,
    );
    expect(agencyNode(reports, wideTree, 'H30')).toMatchObject({ parent: 'VN', leaves: null });
    expect(bandsOf(reports, wideTree, 'H26')).toEqual([]);
    expect(bandsOf(reports, wideTree, 'H99')).toEqual([]);
  });

  test('keeps a child in its band whoever else comes or goes', () => {
    const of = (snapshot: RegistrySnapshot, code: string) =>
      agencyNode(reports, treeAt(snapshot, onDay(LAST_DAY)), code)?.parent;
    const more = snapshotOf(
      2,
      [...wide.agencies.values(), agency('H30.ZZ', 'commune')].filter(({ code }) => code !== 'H30.007'),
      [...wide.systems.values()],
    );
    for (const code of communes) if (code !== 'H30.007') expect(of(more, code)).toBe(of(wide, code));
  });

  test('a child is where the two places say that it may be, for who does not know how wide the parent is', () => {
    for (const code of ['H30.001', 'H30', 'H26.18', 'VN']) {
      const node = agencyNode(reports, wideTree, code);
      const parent = wideTree.get(code)?.parent ?? null;
      expect(possibleParents(code, parent)).toContain(node?.parent ?? null);
    }
  });

  test('the chain of a member has its band and the agency; of nobody, the agency alone', () => {
    const chain = agencyChain(reports, wideTree, 'H30', 'H30.dvc');
    expect(chain.map(({ name }) => readBandName(name) !== null)).toEqual([true, false]);
    expect(chain[0]?.leaves).toMatchObject({ systems: expect.arrayContaining(['H30.dvc']) });
    expect(agencyChain(reports, wideTree, 'H30', null).map(({ name }) => name)).toEqual(['H30']);
    expect(agencyChain(reports, wideTree, 'H99', 'H99.x')).toEqual([]);
  });

  test('of a member that is not there has an empty band: it folds to nothing', () => {
    const [band] = agencyChain(reports, wideTree, 'H30', 'H30.gone');
    if (band?.leaves?.kind === 'reports') expect(band.leaves.systems).not.toContain('H30.gone');
    expect(band?.children).not.toContain('H30.gone');
  });

  test.each([
    ['H26~3f', { code: 'H26', band: '3f' }],
    ['H26.18.01~00', { code: 'H26.18.01', band: '00' }],
    ['H26', null],
    ['H26.dvc', null],
    ['H26~3', null],
    ['H26~3F', null],
    ['H26.dvc@2026-11-05', null],
  ])('the name %s is read as a band or not', (name, expected) => {
    expect(readBandName(name)).toEqual(expected);
  });
});

describe('totals of time', () => {
  const place = { system: 'H26.18.dvc', bucket: '2026-10-05T10:31', shard: 10 };
  const tree = treeAt(snapshotOf(1), onDay(LAST_DAY));

  test('lead from the shard over the buckets to the system', () => {
    const chain = timeChain(live, place);
    expect(chain.map(({ name, parent }) => [name, parent])).toEqual([
      ['H26.18.dvc@2026-10-05T10:31/a', 'H26.18.dvc@2026-10-05T10:31'],
      ['H26.18.dvc@2026-10-05T10:31', 'H26.18.dvc@2026-10-05T10'],
      ['H26.18.dvc@2026-10-05T10', 'H26.18.dvc@2026-10-05'],
      ['H26.18.dvc@2026-10-05', 'H26.18.dvc'],
    ]);
    expect(chain.map(({ leaves }) => leaves)).toEqual([{ kind: 'events', ...place }, null, null, null]);
    expect(chain.map(({ children }) => children)).toEqual([[], 'any', 'any', 'any']);
  });

  test('of one shard have their leaves in the finest bucket itself', () => {
    const day = { system: 'H26.dvc', bucket: '2026-10-05', shard: 0 };
    expect(timeChain(daily, day)).toEqual([
      {
        name: 'H26.dvc@2026-10-05',
        parent: 'H26.dvc',
        children: [],
        leaves: { kind: 'events', ...day },
        isReporter: false,
      },
    ]);
  });

  test('are found by their names, and lead up to the country', () => {
    const chain = [...timeChain(live, place), systemNode(tree, 'H26.18', place.system)];
    const rest = ['H26.18', 'H26', 'VN'];
    for (const [index, node] of chain.entries()) {
      expect(nodeByName(live, tree, agencyOf(snapshotOf(1)), node.name)).toEqual(node);
      expect(pathUp(live, tree, agencyOf(snapshotOf(1)), node.name)?.map(({ name }) => name)).toEqual([
        ...chain.slice(index).map(({ name }) => name),
        ...rest,
      ]);
    }
  });

  test.each([
    ['a system that is in no tree', live, 'H99.x'],
    ['a time bucket of such a one', live, 'H99.x@2026-10-05'],
    ['an agency that is none', live, 'H99'],
    ['a band of a narrow agency', live, 'H26~3f'],
    ['a band of a wide agency with nobody in it', live, 'VN~00'],
    ['a shard where there are none', daily, 'H26.dvc@2026-10-05/0'],
    ['a time bucket in reports', reports, 'H26.dvc@2026-10-05'],
    ['a system in reports, which has no total of its own', reports, 'H26.dvc'],
  ])('%s has no way up', (_, dataset, name) => {
    expect(pathUp(dataset, tree, agencyOf(snapshotOf(1)), name)).toBeNull();
  });

  test('a system under a wide agency hangs under a band of it', () => {
    const path = pathUp(live, wideTree, agencyOf(wide), 'G11.s7@2026-10-05T10:31/a') ?? [];
    expect(path.map(({ name }) => name.replace(/~..$/, '~'))).toEqual([
      'G11.s7@2026-10-05T10:31/a',
      'G11.s7@2026-10-05T10:31',
      'G11.s7@2026-10-05T10',
      'G11.s7@2026-10-05',
      'G11.s7',
      'G11~',
      'G11',
      'VN',
    ]);
  });
});
