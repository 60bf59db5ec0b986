/** The glance at the form of cells takes nothing that the schema would not take, and takes what senders send. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { ReportSubmission } from '../../../../shared/contract/submissions/submission.ts';
import { arePlainCells } from '../../../../shared/domain/submissions/plain-cells.ts';
import { sized } from '../../../size.ts';

const figure = fc.oneof(
  { weight: 40, arbitrary: fc.constantFrom<unknown>('1', '2.5', 3, 0.5, '') },
  {
    weight: 1,
    arbitrary: fc.constantFrom<unknown>(
      null,
      undefined,
      true,
      [],
      {},
      Number.NaN,
      Number.POSITIVE_INFINITY,
      1n,
    ),
  },
);
const text = fc.oneof({ weight: 40, arbitrary: fc.string() }, { weight: 1, arbitrary: fc.anything() });
const cell = fc.oneof(
  {
    weight: 20,
    arbitrary: fc.record(
      {
        indicator: text,
        dimensions: fc.oneof({ weight: 40, arbitrary: fc.dictionary(fc.string(), text) }, text),
      },
      { requiredKeys: ['indicator'] },
    ),
  },
  { weight: 1, arbitrary: fc.anything() },
);
const cells = fc.array(
  fc
    .tuple(
      cell,
      fc.record({ value: figure, numerator: figure, denominator: figure }, { requiredKeys: [] }),
      fc.oneof(
        { weight: 12, arbitrary: fc.constant({}) },
        { weight: 1, arbitrary: fc.constantFrom({ evidence: null }, { x: 1 }) },
      ),
    )
    .map(([one, figures, more]) =>
      typeof one === 'object' && one !== null && !Array.isArray(one) ? { ...one, ...figures, ...more } : one,
    ),
  { maxLength: 4 },
);

test('what is plain the schema takes as it is', () => {
  const seen = { plain: 0, other: 0 };
  fc.assert(
    fc.property(
      fc.oneof({ weight: 20, arbitrary: cells }, { weight: 1, arbitrary: fc.anything() }),
      (drawn) => {
        seen[arePlainCells(drawn) ? 'plain' : 'other'] += 1;
        if (!arePlainCells(drawn)) return;
        const read = ReportSubmission.shape.cells.safeParse(drawn);
        expect(read.error).toBeUndefined();
        expect(read.data).toEqual(drawn);
      },
    ),
    { numRuns: sized(2_000, 20_000) },
  );
  expect(seen.plain).toBeGreaterThan(100);
  expect(seen.other).toBeGreaterThan(100);
});

test('as many as a body may have are plain, and one more is not', () => {
  const many = (count: number) => Array.from({ length: count }, () => ({ indicator: 'a', value: '1' }));
  expect([many(0), many(1), many(5000), many(5001)].map(arePlainCells)).toEqual([false, true, true, false]);
  expect(ReportSubmission.shape.cells.safeParse(many(5001)).success).toBe(false);
});
