import { describe, expect, test } from 'vitest';
import {
  ancestorsOf,
  chainOf,
  lastWithin,
  onDay,
  treeAt,
  treeOf,
} from '../../../../shared/domain/registry/tree.ts';
import { agencies, agency, snapshotOf, system, systems } from '../../../fixtures/registry.ts';

const snapshot = snapshotOf(1);
const day = '2026-10-14';

describe('the stretch of a history that holds the last day of a period', () => {
  const history = [
    { from: '2020-01-01', to: '2020-12-31', what: 'first' },
    { from: '2022-01-01', to: '2022-06-14', what: 'second' },
    { from: '2022-06-15', to: null, what: 'third' },
  ];
  test.each([
    ['2019-12-01', '2019-12-31', undefined],
    ['2019-12-01', '2020-01-01', 'first'],
    ['2020-12-31', '2020-12-31', 'first'],
    ['2020-12-31', '2021-12-31', 'first'],
    ['2021-01-01', '2021-12-31', undefined],
    ['2020-06-01', '2022-01-01', 'second'],
    ['2022-06-01', '2022-06-14', 'second'],
    ['2022-06-01', '2022-06-15', 'third'],
    ['2019-01-01', '9999-12-31', 'third'],
  ])('from %s to %s it is %s', (from, to, what) => {
    expect(lastWithin(history, { from, to })?.what).toBe(what);
  });

  test('none is null', () => {
    expect(lastWithin([], onDay(day))).toBeNull();
  });
});

describe('the tree of a day', () => {
  test('has the country at its root, agencies under their parents and systems under their agencies', () => {
    const tree = treeOf(snapshot, onDay(day));
    expect(Object.fromEntries(tree)).toEqual({
      VN: { code: 'VN', parent: null, agencies: ['G06', 'H26', 'H49'], systems: [] },
      H26: {
        code: 'H26',
        parent: 'VN',
        agencies: ['H26.05', 'H26.18'],
        systems: ['H26.dvc', 'H26.thu', 'H26.vanban'],
      },
      'H26.05': { code: 'H26.05', parent: 'H26', agencies: [], systems: ['H26.05.x'] },
      'H26.18': {
        code: 'H26.18',
        parent: 'H26',
        agencies: ['H26.18.01'],
        systems: ['H26.05.kho', 'H26.18.dvc', 'H26.18.motcua'],
      },
      'H26.18.01': { code: 'H26.18.01', parent: 'H26.18', agencies: [], systems: ['H26.18.01.so'] },
      H49: { code: 'H49', parent: 'VN', agencies: [], systems: ['H49.dvc'] },
      G06: { code: 'G06', parent: 'VN', agencies: [], systems: ['G06.dvc', 'H49.lgsp'] },
    });
  });

  test('is another one on another day: what moved or was merged is where it was then', () => {
    const before = treeOf(snapshot, onDay('2025-06-14'));
    expect(before.get('VN')?.agencies).toContain('H40');
    expect(before.get('H40')?.systems).toEqual(['H40.dvc']);
    expect(before.get('H49')?.systems).toEqual(['H49.dvc', 'H49.lgsp']);
    expect(before.get('H26.05')?.systems).toEqual(['H26.05.kho', 'H26.05.x']);
    expect(treeOf(snapshot, onDay('2020-01-01')).get('VN')?.agencies).toEqual([]);
  });

  test('leaves out a system whose agency is not in being, and hangs an agency without a parent nowhere', () => {
    const orphan = agency('H77.01', 'commune');
    const lost = system('H77.01.dvc', [{ from: '2021-01-01', to: null, agency: 'H77.01' }]);
    const tree = treeOf(snapshotOf(1, [...agencies, orphan], [...systems, lost]), onDay(day));
    expect([...tree.values()].flatMap((node) => node.systems)).not.toContain('H40.dvc');
    expect([...tree.values()].flatMap((node) => node.agencies)).not.toContain('H77.01');
    expect(chainOf(tree, 'H77.01')).toBeNull();
  });

  test('is computed once for a snapshot and a day', () => {
    expect(treeAt(snapshot, onDay(day))).toBe(treeAt(snapshot, onDay(day)));
    expect(treeAt(snapshot, onDay(day))).toEqual(treeOf(snapshot, onDay(day)));
    expect(treeAt(snapshot, onDay('2025-01-01'))).not.toBe(treeAt(snapshot, onDay(day)));
    expect(treeAt(snapshotOf(2), onDay(day))).not.toBe(treeAt(snapshot, onDay(day)));
  });
});

describe('the ancestors of a system', () => {
  test.each([
    ['H26.dvc', ['H26', 'VN']],
    ['H26.18.01.so', ['H26.18.01', 'H26.18', 'H26', 'VN']],
    ['H26.05.kho', ['H26.18', 'H26', 'VN']],
    ['H49.lgsp', ['G06', 'VN']],
    ['H40.dvc', null],
    ['H26.moi', null],
    ['H99.dvc', null],
  ])('of %s are %j, deepest first', (id, chain) => {
    expect(ancestorsOf(snapshot, id, onDay(day))).toEqual(chain);
  });

  test('agencies that are each other’s parents have no chain, and nothing hangs', () => {
    const loop = [agency('H77', 'province'), agency('H77.01', 'commune', { parent: 'H77.02' })];
    const back = agency('H77.02', 'commune', { parent: 'H77.01' });
    const tree = treeOf(snapshotOf(1, [...loop, back], []), onDay(day));
    expect(chainOf(tree, 'H77.01')).toBeNull();
    expect(chainOf(tree, 'VN')).toEqual(['VN']);
  });
});
