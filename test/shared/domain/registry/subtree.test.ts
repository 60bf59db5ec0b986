import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { idRanges, systemsBelow } from '../../../../shared/domain/registry/subtree.ts';
import { onDay, treeOf } from '../../../../shared/domain/registry/tree.ts';
import { snapshotOf } from '../../../fixtures/registry.ts';

const tree = treeOf(snapshotOf(1), onDay('2026-10-14'));

describe('the systems below a node', () => {
  test('are in the order of the tree, each with its agency and the child that it is under', () => {
    expect(
      [...systemsBelow(tree, 'H26')].map(([id, { agency, child, rank }]) => [id, agency, child, rank]),
    ).toEqual([
      ['H26.dvc', 'H26', 'H26.dvc', 0],
      ['H26.thu', 'H26', 'H26.thu', 1],
      ['H26.vanban', 'H26', 'H26.vanban', 2],
      ['H26.05.x', 'H26.05', 'H26.05', 3],
      ['H26.05.kho', 'H26.18', 'H26.18', 4],
      ['H26.18.dvc', 'H26.18', 'H26.18', 5],
      ['H26.18.motcua', 'H26.18', 'H26.18', 6],
      ['H26.18.01.so', 'H26.18.01', 'H26.18', 7],
    ]);
    expect(systemsBelow(tree, 'H99').size).toBe(0);
  });
});

describe('ranges of ids', () => {
  const ids = (from: number, to: number, level = 'H26') =>
    Array.from({ length: to - from }, (_, index) => `${level}.s${String(from + index).padStart(4, '0')}`);

  test.each([
    ['nothing', [], ids(0, 5), []],
    ['neighbours are one', ids(0, 5), ids(0, 9), [['H26.s0000', 'H26.s0004']]],
    [
      'eight of others between are read along',
      [...ids(0, 1), ...ids(9, 10)],
      ids(0, 20),
      [['H26.s0000', 'H26.s0009']],
    ],
    [
      'nine are not',
      [...ids(0, 1), ...ids(10, 11)],
      ids(0, 20),
      [
        ['H26.s0000', 'H26.s0000'],
        ['H26.s0010', 'H26.s0010'],
      ],
    ],
    [
      'other level-1 codes lie elsewhere',
      [...ids(0, 2), ...ids(0, 2, 'H27')],
      [],
      [
        ['H26.s0000', 'H26.s0001'],
        ['H27.s0000', 'H27.s0001'],
      ],
    ],
    [
      'long ones are cut at 500',
      ids(0, 501),
      ids(0, 501),
      [
        ['H26.s0000', 'H26.s0499'],
        ['H26.s0500', 'H26.s0500'],
      ],
    ],
  ])('%s', (_, wanted, known, ranges) => {
    expect(idRanges(wanted, known)).toEqual(ranges);
  });

  test('hold every wanted id exactly once, in order, whatever the others are', () => {
    const id = fc.tuple(fc.constantFrom('G06', 'H26', 'H26.18'), fc.integer({ min: 0, max: 99 }));
    const some = fc.array(
      id.map(([code, number]) => `${code}.s${number}`),
      { maxLength: 200 },
    );
    fc.assert(
      fc.property(some, some, (wanted, known) => {
        const ranges = idRanges(wanted, known);
        for (const one of wanted)
          expect(ranges.filter(([first, last]) => first <= one && one <= last)).toHaveLength(1);
        for (const [first, last] of ranges) {
          expect(wanted).toEqual(expect.arrayContaining([first, last]));
          expect(first.split('.')[0]).toBe(last.split('.')[0]);
        }
        expect(ranges.flat()).toEqual(ranges.flat().toSorted());
      }),
    );
  });
});
