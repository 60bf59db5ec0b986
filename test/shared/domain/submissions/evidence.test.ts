import { describe, expect, test } from 'vitest';
import { LedgerEntry, type ReportEntry } from '../../../../shared/contract/submissions/ledger.ts';
import { DocumentNumber } from '../../../../shared/contract/text.ts';
import { fakeHub } from '../../../fakes/hub.ts';
import { evidence, owed, owedCells } from '../../../fixtures/duties.ts';

const findingsOf = async (body: unknown): Promise<string[]> => {
  const answer = await fakeHub().submit(body);
  if (answer.ok) return [];
  return answer.problem.findings.map(({ code, pointer, key }) => `${code} ${pointer} ${key ?? '-'}`);
};
const withCell = (index: number, change: object) => ({
  ...owed('2026-09-21', null),
  cells: owedCells('2026-09-21', null).map((cell, at) => (at === index ? { ...cell, ...change } : cell)),
});

describe('evidence in a report', () => {
  test('is recorded as it was sent, and none as none', async () => {
    const hub = fakeHub();
    expect(await hub.submit(owed('2026-09-21', null))).toMatchObject({ ok: true });
    const [entry] = hub.ledger.reports();
    expect(entry?.cells).toEqual({
      'owed.assessment': [],
      'owed.drill': ['2026-09-21', '15/BB-UBND', 'e'.repeat(64)],
      'share.available': ['99', '100'],
    } satisfies ReportEntry['cells']);
    expect(LedgerEntry.safeParse(entry).success).toBe(true);
  });

  test('is in no total; the figures beside it are', async () => {
    const hub = fakeHub();
    await hub.submit(owed('2026-09-21', null));
    await hub.submit(owed(null, null, { system: 'H49.dvc' }));
    await hub.drain();
    const total = await hub.total('VN', 'owed', '2026-Q3');
    expect(total).toMatchObject({ cells: { 'share.available': ['198', '200'] }, reporters: 2 });
    expect(Object.keys(total?.cells ?? {})).toEqual(['share.available']);
    expect((await hub.verify('owed', '2026-Q3')).differences).toEqual([]);
  });

  test('of other content is another report', async () => {
    const hub = fakeHub();
    await hub.submit(owed('2026-09-21', null));
    expect(await hub.submit(owed('2026-09-21', null))).toMatchObject({ ok: true });
    expect(await hub.submit(owed('2026-09-22', null))).toMatchObject({
      problem: { kind: 'revision-conflict' },
    });
    expect(await hub.submit(owed(null, null))).toMatchObject({ problem: { kind: 'revision-conflict' } });
  });

  test.each<[string, unknown, string[]]>([
    ['of today', withCell(1, { evidence: evidence('2026-10-15') }), []],
    [
      'of tomorrow',
      withCell(1, { evidence: evidence('2026-10-16') }),
      ['future-day /cells/1/evidence/day owed.drill'],
    ],
    [
      'without its document',
      withCell(1, { evidence: { day: '2026-09-21' } }),
      ['reference', 'sha256'].map((name) => `missing-field /cells/1/evidence/${name} owed.drill`),
    ],
    [
      'with a name of a person',
      withCell(1, { evidence: { ...evidence('2026-09-21'), reference: 'Nguyễn Văn A' } }),
      ['wrong-form /cells/1/evidence/reference owed.drill'],
    ],
    [
      'of tomorrow, with a name of a person',
      withCell(1, { evidence: { ...evidence('2026-10-16'), reference: 'Nguyễn Văn A' } }),
      ['wrong-form /cells/1/evidence/reference owed.drill', 'future-day /cells/1/evidence/day owed.drill'],
    ],
    [
      'with a field that the hub does not know',
      withCell(1, { evidence: { ...evidence('2026-09-21'), person: 'A' } }),
      ['unknown-field /cells/1/evidence/person owed.drill'],
    ],
    [
      'of a day that is none',
      withCell(1, { evidence: evidence('2026-09-31') }),
      ['out-of-range /cells/1/evidence/day owed.drill'],
    ],
    ['left out', withCell(1, { evidence: undefined }), ['missing-value /cells/1 owed.drill']],
    ['with a figure', withCell(1, { value: 1 }), ['unexpected-value /cells/1/value owed.drill']],
    [
      'where a ratio belongs',
      withCell(0, { evidence: null }),
      ['unexpected-value /cells/0/evidence share.available'],
    ],
  ])('%s', async (_, body, expected) => {
    expect(await findingsOf(body)).toEqual(expected);
  });
});

test.each([
  ['15/BC-UBND', true],
  ['128/2026/BB-BKHCN', true],
  ['7/QĐ-TTg', true],
  ['45/TTr-BTTTT', true],
  ['3/QyĐ-UBND', true],
  ['12A/KH-SKHCN', true],
  ['Bà Nguyễn Thị B', false],
  ['15/bc-ubnd', false],
  ['BC-UBND', false],
  ['15/BC UBND', false],
])('%s is a number of a document: %s', (text, expected) => {
  expect(DocumentNumber.safeParse(text).success).toBe(expected);
});
