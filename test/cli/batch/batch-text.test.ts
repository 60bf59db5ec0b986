/** What of a batch a person reads. */
import { expect, test } from 'vitest';
import { batchText, errorsText, stateText } from '../../../cli/batch/batch-text.ts';
import type { Batch } from '../../../shared/contract/batches/batch.ts';
import type { RowError } from '../../../shared/contract/batches/row-error.ts';
import { english } from '../../fixtures/view.ts';

const vietnamese = { ...english, language: 'vi' as const };
const id = 'H26~9f86d081884c7d659a2feaa0c55ad015~v~1';
const batchWith = (changes: Partial<Batch> = {}): Batch => ({
  ...{ id, agency: 'H26', mode: 'valid-rows', dryRun: false, state: 'finished', deadline: null },
  createdAt: '2026-11-20T02:30:00.000Z',
  receivedAt: '2026-11-20T02:30:00.000Z',
  finishedAt: '2026-11-20T02:31:00.000Z',
  file: { sha256: '9'.repeat(64), size: 1, mediaType: 'text/csv', encoding: 'identity' },
  rows: 12,
  progress: null,
  submissions: { accepted: 3, sameAgain: 0, refused: 1, takenMeanwhile: 0, recorded: true },
  errors: { count: 2, listed: 2, byCode: [] },
  totals: [
    { dataset: 'd', indicator: 'i', accepted: '1234567', declared: null, equal: null },
    { dataset: 'd', indicator: 'r', accepted: ['1', '2'], declared: null, equal: null },
  ],
  ...{ receipt: null, problem: null },
  ...changes,
});

test('counts and control totals stand in tables', () => {
  expect(batchText(batchWith(), { ...english, width: null })).toBe(
    [
      `! ${id} is accepted in part`,
      '',
      'what                  count',
      '────────────────────  ─────',
      'rows                     12',
      'submissions accepted      3',
      'the same again            0',
      'refused                   1',
      'errors                    2',
      '',
      'dataset  indicator  sum accepted',
      '───────  ─────────  ────────────',
      'd        i             1 234 567',
      'd        r                     1',
      '                             ÷ 2',
    ].join('\n'),
  );
});

test('what was declared stands beside it, and whether it is equal', () => {
  const totals = [{ dataset: 'd', indicator: 'i', accepted: '1', declared: '2', equal: false }];
  expect(batchText(batchWith({ totals }), { ...english, width: null })).toMatch(/i +1 +2 +✗$/);
});

test.each([
  [
    { dryRun: true },
    '! X would be accepted in part; nothing was recorded',
    '! X sẽ được chấp nhận một phần; chưa ghi nhận gì',
  ],
  [
    {
      errors: null,
      submissions: { accepted: 3, sameAgain: 0, refused: 0, takenMeanwhile: 0, recorded: true },
    },
    '✓ X is accepted',
    '✓ X được chấp nhận',
  ],
  [
    {
      mode: 'all-or-nothing',
      submissions: { accepted: 3, sameAgain: 0, refused: 1, takenMeanwhile: 0, recorded: false },
    },
    '✗ X is not accepted: all or nothing; nothing was recorded',
    '✗ X không được chấp nhận: tất cả hoặc không; chưa ghi nhận gì',
  ],
  [
    { state: 'failed', submissions: null, problem: { code: 'c', title: 'T', detail: 'D' } },
    '✗ X is not accepted; nothing was recorded',
    '✗ X không được chấp nhận; chưa ghi nhận gì',
  ],
] as const)('%j is said in a line', (changes, en, vi) => {
  const batch = batchWith(changes as Partial<Batch>);
  expect(batchText(batch, english).split('\n')[0]?.replace(id, 'X')).toBe(en);
  expect(batchText(batch, vietnamese).split('\n')[0]?.replace(id, 'X')).toBe(vi);
});

test('under way it says how far it is, and until when', () => {
  const progress = { pieces: 4, judged: 1, recorded: 0 };
  const batch = batchWith({
    state: 'judging',
    submissions: null,
    progress,
    deadline: '2026-11-20T03:30:00.000Z',
  });
  expect(stateText(batch, english)).toBe(
    `${id} is judged, 1 of 4 pieces judged; until 2026-11-20 10:30 +07:00 at most`,
  );
});

test('of many errors the first are shown, keys only where there are some', () => {
  const error = (row: number | null, key: string | null = null): RowError => ({
    ...{ row, column: 'transactions.received|kind=g2c', key, code: 'not-a-decimal', detail: 'No decimal.' },
    ...{ value: '1E+05\u001b', submission: null, allowed: ['0', '1'] },
  });
  const wide = { ...english, width: null };
  const lines = errorsText([error(null), error(7)], 25, wide).split('\n');
  expect(lines[0]).toBe(' row  column                          value        error');
  expect(lines[2]).toBe(
    'file  transactions.received|kind=g2c  1E+05\\u001b  not-a-decimal: No decimal. Allowed: 0, 1',
  );
  expect(lines.at(-1)).toBe('… and 23 more');
  expect(errorsText([error(1)], 1, english)).toContain('transactions.received |');
  expect(errorsText([error(1, 'KN-1')], 1, wide)).toMatch(/^row +column +key +value/);
  const many = Array.from({ length: 30 }, (_, at) => error(at + 1));
  expect(errorsText(many, 30, wide).split('\n')).toHaveLength(23);
});
