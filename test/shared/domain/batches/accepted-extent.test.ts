import { expect, test } from 'vitest';
import type { Batch } from '../../../../shared/contract/batches/batch.ts';
import { acceptedExtent } from '../../../../shared/domain/batches/accepted-extent.ts';

const outcome = (accepted: number, refused: number, more: object = {}) => ({
  ...{ accepted, sameAgain: 0, refused, takenMeanwhile: 0, recorded: true },
  ...more,
});
const extentOf = (submissions: Batch['submissions'], count: number, more: Partial<Batch> = {}) =>
  acceptedExtent({
    state: 'finished',
    mode: 'valid-rows',
    submissions,
    errors: { count, listed: count, byCode: [] },
    ...more,
  });

test.each([
  ['all is right', extentOf(outcome(3, 0), 0), 'all'],
  ['all is there already', extentOf(outcome(0, 0, { sameAgain: 3 }), 0), 'all'],
  ['one is refused', extentOf(outcome(2, 1), 1), 'some'],
  ['rows belong to no submission', extentOf(outcome(2, 0), 1), 'some'],
  ['one was taken meanwhile', extentOf(outcome(2, 0, { takenMeanwhile: 1 }), 1), 'some'],
  ['one is refused, the others are there', extentOf(outcome(0, 1, { sameAgain: 2 }), 1), 'some'],
  ['all are refused', extentOf(outcome(0, 2), 2), 'none'],
  [
    'one is refused of all or nothing',
    extentOf(outcome(2, 1, { recorded: false }), 1, { mode: 'all-or-nothing' }),
    'none',
  ],
  [
    'one was taken of all or nothing',
    extentOf(outcome(2, 0, { takenMeanwhile: 1 }), 1, { mode: 'all-or-nothing' }),
    'some',
  ],
  ['it failed', extentOf(null, 1, { state: 'failed' }), 'none'],
  ['it is under way', extentOf(null, 0, { state: 'judging' }), null],
] as const)('where %s', (_, extent, expected) => {
  expect(extent).toBe(expected);
});
