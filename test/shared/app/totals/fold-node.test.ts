import { describe, expect, test } from 'vitest';
import type { NodeKey } from '../../../../shared/app/ports/totals.ts';
import { type FoldPorts, foldNode } from '../../../../shared/app/totals/fold-node.ts';
import type { FoldNode } from '../../../../shared/domain/totals/fold-tree.ts';
import { reporter } from '../../../../shared/domain/totals/reporters.ts';
import { emptyNode, type NodeContent } from '../../../../shared/domain/totals/total.ts';
import { fakeLedger } from '../../../fakes/ledger.ts';
import { fakeTotals } from '../../../fakes/totals.ts';
import { eventEntry, RECEIVED } from '../../../fixtures/events.ts';
import { numberOf, rules, some } from '../../../fixtures/numbers.ts';
import { entry, PERIOD, planFor } from '../../../fixtures/reports.ts';

const period = { id: PERIOD, kind: 'month', from: '2026-09-15', to: '2026-10-14' } as const;
const country: FoldNode = {
  name: 'VN',
  parent: null,
  children: ['H26', 'H49'],
  leaves: null,
  isReporter: false,
};
const province: FoldNode = {
  name: 'H26',
  parent: 'VN',
  children: [],
  leaves: { kind: 'reports', owner: 'H26', systems: ['H26.dvc', 'H26.vanban'] },
  isReporter: false,
};
const root: NodeKey = { dataset: 'monthly', period: PERIOD, parent: null, node: 'VN' };
const balance = (value: string): NodeContent => ({
  ...emptyNode,
  reporters: some(1),
  cells: { 'cost.balance': value },
});

function world() {
  const totals = fakeTotals();
  const ledger = fakeLedger();
  const ports: FoldPorts = { ...totals, ...ledger, ...rules };
  const fold = (overrides: Partial<FoldPorts> = {}, registryVersion = 1, node: FoldNode = country) =>
    foldNode(
      { ...ports, ...overrides },
      { dataset: planFor('monthly').dataset, period },
      node,
      registryVersion,
    );
  /** The total of H26 becomes this, as its own fold would write it. */
  const childBecomes = async (value: string) => {
    const key = { ...root, parent: 'VN', node: 'H26' };
    const stored = await totals.readNode(key);
    const version = (stored?.version ?? 0) + 1;
    const next = { version, registryVersion: 1, content: balance(value), revisions: {}, seen: 0 };
    await totals.putNode(key, next, stored?.version ?? null);
  };
  const rootValue = async () => (await totals.readNode(root))?.content.cells['cost.balance'];
  return { totals, ledger, fold, childBecomes, rootValue };
}

/** A put that waits until it is let go, and says when it was reached. */
function gate(putNode: FoldPorts['putNode']) {
  const reached = Promise.withResolvers<void>();
  const open = Promise.withResolvers<void>();
  const held: FoldPorts['putNode'] = async (...given) => {
    reached.resolve();
    await open.promise;
    return putNode(...given);
  };
  return { held, reached: reached.promise, open: open.resolve };
}

describe('folding one total', () => {
  test('the first fold writes version 1, another one with nothing new writes nothing', async () => {
    const { totals, fold, childBecomes } = world();
    await childBecomes('1.5');
    expect(await fold()).toBe('written');
    expect(await totals.readNode(root)).toMatchObject({ version: 1, registryVersion: 1 });
    expect(await fold()).toBe('unchanged');
  });

  test('a node without anything below it is stored empty, so that it has a version', async () => {
    const { totals, fold } = world();
    expect(await fold()).toBe('written');
    expect(await totals.readNode(root)).toEqual({
      version: 1,
      registryVersion: 1,
      content: emptyNode,
      revisions: {},
      seen: 0,
      included: expect.any(String),
    });
  });

  test('the revisions that a total has seen are those of its own systems, withdrawn ones included', async () => {
    const { totals, ledger, fold } = world();
    await ledger.putEntry(entry({ revision: 2 }));
    await ledger.putEntry(entry({ revision: 1 }));
    await ledger.putEntry(entry({ system: 'H26.vanban', revision: 3, kind: 'withdrawal', cells: {} }));
    await fold({}, 1, province);
    const stored = await totals.readNode({ ...root, parent: 'VN', node: 'H26' });
    expect(stored?.revisions).toEqual({ 'H26.dvc': 2, 'H26.vanban': 3 });
    expect(stored?.content).toMatchObject({
      reporters: reporter(numberOf('H26.dvc')),
      cells: { 'cost.balance': '1.5' },
    });
  });

  test('a stored total of an agency that is no child in this tree counts nothing', async () => {
    const { fold, childBecomes, rootValue } = world();
    await childBecomes('1');
    await fold({}, 1, { ...country, children: ['H49'] });
    expect(await rootValue()).toBeUndefined();
  });

  test('who loses the race reads again and wins with everything in it', async () => {
    const { totals, fold, childBecomes, rootValue } = world();
    await childBecomes('1');
    const slow = gate(totals.putNode);
    const folding = fold({ putNode: slow.held });
    await slow.reached;
    await childBecomes('2');
    await fold();
    slow.open();
    expect(await folding).toBe('unchanged');
    expect(await rootValue()).toBe('2');
  });

  test('a child that changed and changed back cannot be overtaken by a fold that saw it between', async () => {
    const { totals, fold, childBecomes, rootValue } = world();
    await childBecomes('1');
    await fold();
    await childBecomes('2');
    const slow = gate(totals.putNode);
    const folding = fold({ putNode: slow.held });
    await slow.reached;
    await childBecomes('1');
    await fold();
    slow.open();
    await folding;
    expect(await rootValue()).toBe('1');
  });

  test('after a fold under a newer registry the older one is refused, though no digit changed', async () => {
    const { totals, fold, childBecomes } = world();
    await childBecomes('1');
    await fold();
    expect(await fold({}, 2)).toBe('written');
    expect((await totals.readNode(root))?.registryVersion).toBe(2);
    expect(await fold({}, 2)).toBe('unchanged');
    await childBecomes('5');
    expect(await fold({}, 1)).toBe('registry is stale');
  });

  test('who loses every race gives up and says so', async () => {
    const { fold, childBecomes } = world();
    await childBecomes('1');
    let puts = 0;
    const losing: FoldPorts['putNode'] = async () => {
      puts += 1;
      return 'lost the race';
    };
    expect(await fold({ putNode: losing })).toBe('lost every race');
    expect(puts).toBe(6);
  });
});

describe('a bucket of events', () => {
  test('is folded while it is read: what was read before the last entry is not kept', async () => {
    const { fold, totals } = world();
    const leaves = { kind: 'events', system: 'H26.dvc', bucket: '2026-10-05', shard: 0 } as const;
    const day: FoldNode = {
      name: 'H26.dvc@2026-10-05',
      parent: 'H26.dvc',
      children: [],
      leaves,
      isReporter: false,
    };
    let [made, folded, most] = [0, 0, 0];
    const readEvents: FoldPorts['readEvents'] = async function* () {
      for (; made < 300; made += 1) {
        most = Math.max(most, made - folded);
        const { increments, ...rest } = eventEntry({ idempotencyKey: `k-${made}`, dataset: 'daily' });
        yield {
          ...rest,
          get increments() {
            folded += 1;
            return increments;
          },
        };
      }
    };
    expect(await fold({ readEvents }, 1, day)).toBe('written');
    expect([folded, most]).toEqual([300, 1]);
    const key = { dataset: 'monthly', period: PERIOD, parent: 'H26.dvc', node: day.name };
    expect(await totals.readNode(key)).toMatchObject({
      seen: 300,
      content: { cells: { [RECEIVED]: '300' } },
    });
  });
});
