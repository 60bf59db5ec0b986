/** What is said of a verification: how far it is, what it found, in both languages. */
import { describe, expect, test } from 'vitest';

import { failedText, progressText, verificationText } from '../../cli/verification-text.ts';
import { newAsked, reportOf } from '../../shared/app/verification/asked/state.ts';
import type { Verification } from '../../shared/contract/verification.ts';
import { english, vietnamese } from '../fixtures/view.ts';

const NOW = Date.parse('2026-11-30T09:14:46.000Z');
const asked = reportOf(newAsked('00000003', { what: 'totals' }, 'arn:aws:iam::123456789012:user/binh', NOW));
const place = {
  ...{ dataset: 'etx-monthly', period: '2026-11', agencies: 2, done: 2, entries: 2, totals: 100 },
  ...{ digest: 'a'.repeat(64), differences: 0, damaged: 0, repaired: 0, folded: 0, written: 0 },
};
const totals = (changes: Partial<Verification>): Verification => ({
  ...asked,
  outcome: 'right',
  places: [place],
  ...changes,
});
const row = { total: 'H26 etx-monthly 2026-11', what: 'usage.accounts', stored: '11', recomputed: '12' };

describe('totals', () => {
  test('that are right', () => {
    const text = verificationText(totals({}), english);
    expect(text).toMatch(/etx-monthly +2026-11 +2 +100 +0 +a{16}\n\n✓ No differences\.$/);
    expect(verificationText(totals({}), vietnamese)).toContain('✓ Không có khác biệt.');
  });

  test('that differ: each figure, stored beside recomputed, and what may explain it', () => {
    const text = verificationText(
      totals({ outcome: 'wrong', places: [{ ...place, differences: 1 }], differences: [row] }),
      english,
    );
    expect(text).toMatch(/H26 etx-monthly 2026-11 +usage\.accounts +11 +12\n/);
    expect(text).toContain('✗ 1 total not equal to the ledger.');
    expect(text).toContain('--repair folds it now');
  });

  test('that differ are named in the language, with times of one zone', () => {
    const rows = [
      { ...row, what: 'reporters of usage.accounts', stored: 'none', recomputed: '1 (0.AQ==)' },
      { ...row, what: 'newest received at', stored: 'none', recomputed: '2026-11-20T00:00:00.000Z' },
    ];
    const found = totals({ outcome: 'wrong', places: [{ ...place, differences: 1 }], differences: rows });
    expect(verificationText(found, { ...english, width: null })).toMatch(
      /newest received at +none +2026-11-20 07:00:00\.000 \+07:00\n/,
    );
    const text = verificationText(found, { ...vietnamese, width: null });
    expect(text).toMatch(/hệ thống báo cáo usage\.accounts +không có +1 \(0\.AQ==\)\n/);
    expect(text).toMatch(/tiếp nhận gần nhất lúc +không có +2026-11-20 07:00/);
  });

  test('that were repaired: what differed, what was folded, and the verdict after it', () => {
    const repaired = { ...place, repaired: 1, folded: 4, written: 3 };
    const text = verificationText(totals({ places: [repaired], repairedDifferences: [row] }), english);
    expect(text).toContain('1 total differed, 4 totals folded anew, 3 changed\n\nVerified again:');
    expect(text.endsWith('✓ No differences.')).toBe(true);
  });

  test('of entries that do not give their digest', () => {
    const damaged = [{ id: 'H26.dvc~etx-monthly~2026-11~1', stored: 'a', right: 'b' }];
    const text = verificationText(
      totals({ outcome: 'wrong', places: [{ ...place, damaged: 101 }], damaged }),
      english,
    );
    expect(text).toContain('… and 100 more');
    expect(text).toContain('✗ 101 entries of the ledger damaged: dtm verify --journal');
  });
});

const journal = {
  ...{ until: '2026-11-30T09:12:46.000Z', objects: 25, lines: 913, keys: 855 },
  ...{ entries: 940, younger: 85 },
};

test('of the journal the figures add up: what is too young to be compared is told apart', () => {
  const found = { ...asked, what: 'journal', outcome: 'right', journal } as const;
  expect(verificationText(found, english).split('\n')).toEqual([
    'journal up to 2026-11-30 16:12:46 +07:00: 25 objects, 913 lines, 855 distinct entries',
    'ledger: 940 entries, 85 of them younger and not compared yet',
    '✓ The ledger is what the journal says.',
  ]);
});

test('of the ledger: what was put right, what is wrong still, how many in all', () => {
  const faults = [{ kind: 'extra', name: 'x\u001b[2J', detail: 'd' }] as const;
  const repairedFaults = [{ name: 'one', outcome: 'put back' }];
  const found = { ...asked, what: 'journal', outcome: 'wrong', journal, repairedFaults } as const;
  const text = verificationText({ ...found, faults: [...faults], faultCount: 3 }, english);
  expect(text).toContain('one: ✓ put back, and sent to be counted\n\nChecked again:');
  expect(text).toContain('✗ x\\u001b[2J: in no object of the journal\n    d\n… and 2 more');
  expect(text).toContain('✗ 3 differences between the ledger and the journal.');
});

test.each([
  ['it is in the journal already', 'đã có trong nhật ký'],
  ['3 runs died in step journal', '3 lần chạy dừng ở bước journal'],
  ['the deadline 2026-12-01T09:14:46.000Z has passed', 'đã quá hạn 2026-12-01T09:14:46.000Z'],
])('a reason of the hub, %s, is said in Vietnamese too', (why, said) => {
  expect(failedText({ ...asked, why }, vietnamese)).toBe(
    `kiểm chứng 00000003 không hoàn thành được: ${said}`,
  );
});

test('while it goes on: where it is; when it could not be finished: why', () => {
  const says = (changes: Partial<Verification>) => progressText({ ...asked, ...changes }, english);
  expect(says({})).toBe('verification 00000003: asked for; it begins within two minutes');
  const places = [place, { ...place, dataset: 'etx-live', digest: null, done: 1 }];
  expect(says({ outcome: 'running', places })).toBe(
    'verification 00000003: etx-live 2026-11 (2/2), 1 of 2 agencies',
  );
  expect(says({ outcome: 'running', what: 'journal', journal })).toContain('journal 913 lines, ledger 940');
  expect(failedText({ ...asked, why: '3 runs died in step totals' }, english)).toBe(
    'verification 00000003 could not be finished: 3 runs died in step totals',
  );
});
