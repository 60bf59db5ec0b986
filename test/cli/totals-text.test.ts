import { expect, test } from 'vitest';
import { totalsText as textOf } from '../../cli/totals-text.ts';
import type { TotalNode, TotalsAnswer } from '../../shared/contract/totals.ts';
import { english } from '../fixtures/view.ts';

const totalsText = (of: TotalsAnswer) => textOf(of, new Map(), english);

const node = (name: string, reporters: number): TotalNode => ({
  node: name,
  names: { vi: name, en: `Unit ${name}` },
  reporters,
  newestReceivedAt: null,
  cells: [{ indicator: 'cost.balance', dimensions: {}, value: '1234' }],
  subtotals: [],
});
const answer = (overrides: Partial<TotalsAnswer> = {}): TotalsAnswer => ({
  kind: 'total',
  dataset: 'monthly',
  period: '2026-10',
  from: '2026-09-15',
  to: '2026-10-14',
  foldedFrom: [],
  stocksFrom: null,
  total: node('H26', 2),
  children: [node('H26.05', 1)],
  next: null,
  asOf: null,
  changedSince: [],
  changes: 0,
  nextChange: null,
  ...overrides,
});

test('the total, what is below it, and how to go on where there is more', () => {
  const text = totalsText(answer({ next: 'H26.05' }));
  expect(text).toMatch(/^H26: monthly 2026-10 \(2026-09-15 to 2026-10-14\), 2 reporting systems\n/);
  expect(text).toContain('Unit H26.05');
  expect(text).toMatch(/There are more: go on with --after H26\.05$/);
  expect(totalsText(answer())).not.toContain('go on');
  expect(totalsText(answer({ total: node('H26', 0) }))).toMatch(
    /0 reporting systems: nothing has been reported$/,
  );
});

test('as of an instant, what has changed since: how many in all, which, and how to go on', () => {
  const asOf = '2026-10-15T02:00:00.000Z';
  const id = 'H26.dvc~monthly~2026-10~2';
  expect(totalsText(answer({ asOf }))).toMatch(
    /as of 2026-10-15 09:00:00\.000 \+07:00.*Nothing has changed it since\.$/s,
  );
  const one = totalsText(answer({ asOf, total: node('H26', 0), changes: 1, changedSince: [id] }));
  expect(one).toMatch(
    /nothing has been reported\n\nChanged since by 1 submission:\nH26\.dvc~monthly~2026-10~2$/,
  );
  const many = totalsText(answer({ asOf, changes: 1001, changedSince: [id], nextChange: id }));
  expect(many).toMatch(/1001 submissions:.*go on with --after-change H26\.dvc~monthly~2026-10~2$/s);
});

test('of a coarser period: where stocks are from, and how many systems have each figure where they differ', () => {
  const total = node('H26', 3);
  const cells = [...total.cells, { indicator: 'usage.accounts', dimensions: {}, value: '20', reporters: 1 }];
  const text = totalsText(answer({ stocksFrom: '2026-12', total: { ...total, cells } }));
  expect(text).toMatch(/, 3 reporting systems; stocks are those of 2026-12\n/);
  expect(text).toMatch(/^indicator +of +value +systems$/m);
  expect(text).toMatch(/^cost\.balance +1 234 +3$/m);
  expect(text).toMatch(/^usage\.accounts +20 +1$/m);
  expect(totalsText(answer())).not.toMatch(/value +systems|stocks/);
});
