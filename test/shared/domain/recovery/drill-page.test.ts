import { expect, test } from 'vitest';
import { drillText as textOf } from '../../../../cli/drill-text.ts';
import type { DrillReport } from '../../../../shared/contract/recovery/drill.ts';
import { drillPage } from '../../../../shared/domain/recovery/drill-page.ts';
import { differenceTexts, stepTexts } from '../../../../shared/domain/recovery/drill-texts.ts';
import { english } from '../../../fixtures/view.ts';

const drillText = (report: Parameters<typeof textOf>[0]) => textOf(report, english);

const met = (seconds: number | null, target = 900) => ({
  seconds,
  target,
  met: seconds !== null && seconds <= target,
});

const report = (changes: Partial<DrillReport> = {}): DrillReport => ({
  id: '20261120-023000',
  outcome: 'passed',
  startedBy: 'schedule',
  startedAt: '2026-11-20T02:30:00.000Z',
  finishedAt: '2026-11-20T03:55:03.000Z',
  restorePoint: '2026-11-20T02:25:00.000Z',
  tables: { registry: 'dtm-dev-registry-drill-20261120-023000' },
  entries: { checked: 1234567, same: 1234567, undetermined: 3, restored: 1234570, after: 12 },
  totals: { checked: 51234, moved: 2, behind: 4, unwatched: 0 },
  registry: { records: 9876, names: 12 },
  journal: { objects: 4, entries: 15, broughtBack: 12, missing: 0, unsent: 0, unsentIds: [] },
  recovery: {
    newestAccepted: '2026-11-20T02:29:59.000Z',
    newestInTables: '2026-11-20T02:24:58.000Z',
    newestWithJournal: '2026-11-20T02:29:57.000Z',
    rpoTables: met(299),
    rpoJournal: met(2, 300),
    rto: met(5103, 14400),
  },
  differences: [],
  differenceCount: 0,
  steps: [{ step: 'choose', startedAt: '2026-11-20T02:30:00.000Z', seconds: 0.4 }],
  troubles: [],
  digest: 'a'.repeat(64),
  signature: 'head.body.signature',
  ...changes,
});

test('the page says it in both languages, in Vietnam’s time, with targets and seal', () => {
  const page = drillPage(report());
  for (const text of ['Đạt', 'Passed', '20/11/2026 09:30:00', '1 234 567', '1 h 25 min 3 s', '≤ 15 min'])
    expect(page).toContain(text);
  expect(page).toContain('Không có sai khác nào.');
  expect(page).toContain('head.body.signature');
  expect(page).not.toContain('class="bad"');
});

test.each(['running', 'failed'] as const)(
  'of a drill that is %s nobody is told that there is no difference: it may have compared nothing',
  (outcome) => {
    const page = drillPage(report({ outcome }));
    expect(page).toContain('Không có trong phần đã kiểm tra.');
    expect(page).not.toContain('Không có sai khác');
  },
);

test('it is one file: no script, nothing from elsewhere', () => {
  const page = drillPage(report());
  expect(page).not.toMatch(/<script|<link|<img|src=|url\(|https?:/);
  expect(page.startsWith('<!doctype html>\n<html lang="vi">')).toBe(true);
});

test('differences stand under their kind, by name; what is not listed is counted; a missed target is marked', () => {
  const failed = report({
    outcome: 'failed',
    differences: [
      {
        kind: 'entry-missing',
        name: 'H26.dvc~etx-monthly~2026-10~1',
        detail: 'stored then, not in the copy',
      },
      { kind: 'total-live', name: 'VN etx-monthly 2026-10', detail: 'stored 5, from the ledger 6' },
    ],
    differenceCount: 1002,
    totals: { ...report().totals, unwatched: 77 },
    recovery: { ...report().recovery, rto: met(20_000, 14_400) },
  });
  const page = drillPage(failed);
  for (const text of [
    'Không đạt',
    differenceTexts['entry-missing'].vi,
    'H26.dvc~etx-monthly~2026-10~1',
    '+ 1 000',
  ])
    expect(page).toContain(text);
  expect(page).toContain('<b class="bad">✗</b>');
  const text = drillText(failed);
  expect(text).toContain('✗ Drill 20261120-023000 failed');
  expect(text).toContain('… and 1000 more');
  expect(text).toContain('77 agencies not looked at closer');
  expect(page).toContain('not looked at closer');
});

test('what was recorded without a message is named, and is no difference', () => {
  const journal = { ...report().journal, unsent: 1, unsentIds: ['H26.dvc~etx-monthly~2026-10~2'] };
  for (const told of [drillPage(report({ journal })), drillText(report({ journal }))]) {
    expect(told).toContain('H26.dvc~etx-monthly~2026-10~2');
    expect(told.toLowerCase()).toContain('recorded, without a message: sent now');
  }
  expect(drillPage(report({ journal }))).toContain('Đã ghi sổ nhưng chưa có thông điệp: nay đã gửi');
  expect(drillText(report())).not.toContain('without a message');
});

test('more is brought back than came between restore point and start: both say why', () => {
  const quiet = report({ entries: { ...report().entries, after: 0 } });
  const page = drillPage(quiet);
  for (const text of [
    'kể cả tiếp nhận sau khi bắt đầu diễn tập',
    'those accepted since the drill began included',
  ])
    expect(page).toContain(text);
  expect(page).toContain('trước khi bắt đầu diễn tập');
  const text = drillText(quiet);
  expect(text).toContain('0 accepted after the restore point, before the drill began');
  expect(text).toContain(
    'of them 12 were not in the copy and were put into it (also what was accepted during the drill)',
  );
});

test('whatever a name holds stays text', () => {
  const name = '<script>alert("1")</script> & more';
  const page = drillPage(
    report({
      startedBy: name,
      troubles: [name],
      differences: [{ kind: 'not-finished', name, detail: name }],
      differenceCount: 1,
    }),
  );
  expect(page).not.toContain('<script');
  expect(page.split('&lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt; &amp; more').length - 1).toBe(4);
});

test('of a drill under way it tells what is known', () => {
  const running = report({
    outcome: 'running',
    finishedAt: null,
    digest: null,
    signature: null,
    recovery: { ...report().recovery, rto: met(null) },
    steps: [{ step: 'wait', startedAt: '2026-11-20T02:30:00.000Z', seconds: null }],
  });
  expect(drillPage(running)).toContain(stepTexts.wait.vi);
  expect(drillPage(running)).toContain('Đang diễn ra');
  expect(drillText(running)).toContain('… Drill 20261120-023000 running');
});
