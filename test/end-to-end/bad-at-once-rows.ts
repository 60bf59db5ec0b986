/** Requests with several faults, and all of them in one answer (R25): none hides another. */
import { at, json, type Row, valid, withCell } from './bad-input-hub.ts';

const OUTAGES = 'connectivity.outages';
const RECEIVED = 'transactions.received';
export const badAtOnce: readonly Row[] = [
  [
    'wrong dimensions, a value that is no decimal and a part of a ratio, in one cell',
    () => withCell(RECEIVED, { dimensions: { kind: 'citizen', x: 'y' }, value: 'abc', numerator: 1 }),
    422,
    'invalid-submission',
    () => `missing-dimension ${at(RECEIVED, '/dimensions')}`,
    () => `unknown-dimension ${at(RECEIVED, '/dimensions/x')}`,
    () => `unexpected-value ${at(RECEIVED, '/numerator')}`,
    () => `not-a-decimal ${at(RECEIVED, '/value')}`,
  ],
  [
    'a cell of wrong form beside one that is missing',
    () => {
      const { cells } = valid();
      const broken = cells.map((cell) => (cell.indicator === OUTAGES ? { ...cell, value: [1] } : cell));
      return json({ cells: broken.filter(({ indicator }) => indicator !== 'usage.accounts') });
    },
    422,
    'invalid-submission',
    () => `wrong-type ${at(OUTAGES, '/value')}`,
    () => 'missing-cell /cells',
  ],
  [
    'a value that is no decimal in a dataset that is none',
    () => json({ dataset: 'etx-weekly', cells: [{ indicator: OUTAGES, value: 'abc' }] }),
    422,
    'invalid-submission',
    () => 'unknown-dataset /dataset',
    () => 'not-a-decimal /cells/0/value',
  ],
  [
    'events without Idempotency-Key, whose body is wrong too',
    () => ({
      body: JSON.stringify({
        system: 'H26.dvc',
        dataset: 'etx-daily',
        increments: [
          {
            from: '1970-01-01T00:00:00Z',
            to: '1970-01-01T00:00:01Z',
            cells: [{ indicator: 'sharing.messages-sent', value: 'abc' }],
          },
        ],
      }),
    }),
    400,
    'invalid-request',
    () => 'missing-parameter Idempotency-Key',
    () => 'no-period /increments/0/from',
    () => 'not-a-decimal /increments/0/cells/0/value',
  ],
  [
    'a revision beyond all digits',
    () => ({ body: JSON.stringify(valid()).replace('"revision":1', '"revision":99999999999999999999') }),
    422,
    'invalid-submission',
    () => 'out-of-range /revision',
  ],
];
