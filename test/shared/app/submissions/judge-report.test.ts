/** Every rule for a report, as a sender meets it: one row is one thing that is wrong, and the exact findings. */
import { describe, expect, test } from 'vitest';
import { jsonFindings } from '../../../../shared/domain/json/findings.ts';
import { type FindingCode, findings as table } from '../../../../shared/domain/problems/findings.ts';
import { type FindingValue, fill } from '../../../../shared/domain/problems/problems.ts';
import { registryFindings } from '../../../../shared/domain/registry/findings.ts';
import { submissionsFindings } from '../../../../shared/domain/submissions/findings.ts';
import { fakeHub } from '../../../fakes/hub.ts';
import { keys, type Row, withCell } from '../../../fixtures/refused-cells.ts';
import { digits, rows } from '../../../fixtures/refused-reports.ts';
import { credential } from '../../../fixtures/registry.ts';
import { report } from '../../../fixtures/reports.ts';

async function findingsOf({ body, request }: Row): Promise<readonly FindingValue[]> {
  const answer = await fakeHub().submit(body, request);
  return answer.ok ? [] : answer.problem.findings;
}

describe('a report is refused with exactly these findings', () => {
  test.each(rows)('$wrong', async (row) => {
    const found = await findingsOf(row);
    expect(found.map(({ code, pointer, key }) => `${code} ${pointer} ${key ?? '-'}`)).toEqual(row.findings);
  });

  test.each(rows)('$wrong: both texts are complete, and nothing was recorded', async (row) => {
    const hub = fakeHub();
    await hub.submit(row.body, row.request);
    expect([hub.ledger.entries(), hub.queue.waiting()]).toEqual([[], []]);
    for (const { code, details } of await findingsOf(row)) {
      for (const text of Object.values(table[code]))
        expect(fill(text, details)).not.toMatch(/\{\w+\}|undefined/);
    }
  });

  test('every code that is about a body is produced above, by reading JSON, or of events', () => {
    const elsewhere: FindingCode[] = [
      ...([
        'json-syntax',
        'duplicate-json-key',
        'forbidden-name',
        'lone-surrogate',
        'nested-too-deep',
      ] as const),
      // Of a query.
      ...(['agency-later', 'impossible-bucket', 'unknown-version'] as const),
      // Of imports: test/shared/app/registry, test/end-to-end/registry/import.test.ts
      ...([
        'import-file',
        'import-row',
        'import-value',
        'import-rule',
        'import-received',
        'import-newer',
      ] as const),
      // Of an order of operators.
      'period-of-none',
      // verdict, withdraw: refusals of the request as a whole
      ...(['revision-conflict', 'revision-superseded', 'idempotency-key-reused'] as const),
      // judge-event.test.ts
      ...([
        'window-reversed',
        'window-crosses-bucket',
        'other-bucket',
        'future-window',
        'no-period',
      ] as const),
    ];
    const here = new Set(rows.flatMap((row) => row.findings.map((finding) => finding.split(' ')[0])));
    const ofBodies = { ...jsonFindings, ...registryFindings, ...submissionsFindings };
    const missing = Object.keys(ofBodies).filter((code) => !here.has(code));
    expect(missing.sort()).toEqual([...elsewhere].sort());
  });
});

describe('all errors at once', () => {
  test('form, system, agency, period and cells are judged together', async () => {
    const body = {
      ...withCell('cost.balance', () => ({ indicator: 'cost.balance', value: 'x' })),
      note: 1,
      system: 'H26.thu',
      agency: 'H99',
      period: '2026-12',
      revision: 0,
    };
    const found = await findingsOf({ wrong: '', body, findings: [] });
    expect(found.map(({ code }) => code).sort()).toEqual(
      [
        'out-of-range',
        'unknown-field',
        'future-period',
        'system-not-connected',
        'unknown-agency',
        'not-a-decimal',
      ].sort(),
    );
  });

  test('a cell of wrong form hides nothing of the others', async () => {
    const body = {
      ...report(),
      cells: report().cells.map((cell, index) => (index === 0 ? 7 : { ...cell, value: 'x' })),
    };
    const found = await findingsOf({ wrong: '', body, findings: [] });
    const values = found.filter(({ code }) => code === 'not-a-decimal');
    expect(values).toHaveLength(keys.length - 3); // the first, and two ratios, whose value is unexpected instead
  });

  test.each([
    ['numbers of too many digits', report(), { bodyFindings: Array<FindingValue>(300_000).fill(digits) }],
    [
      'unknown dimensions',
      withCell('cost.balance', (cell) => ({
        ...cell,
        dimensions: Object.fromEntries(Array.from({ length: 300_000 }, (_, index) => [`d${index}`, ''])),
      })),
      {},
    ],
  ])('hundreds of thousands of %s are a refusal, not a failure', async (_, body, request) => {
    expect(await findingsOf({ wrong: '', body, request, findings: [] })).toHaveLength(300_000);
  });
});

describe('who may send', () => {
  const of = (agency: string, systems: string[] | null = null) => ({
    credential: credential({ agency, systems }),
  });
  test.each([
    ['an agency for its own system', 'H26.dvc', of('H26'), true],
    ['an agency for a sub-unit two levels down', 'H26.18.01.so', of('H26'), true],
    ['a sub-unit for itself', 'H26.18.dvc', of('H26.18'), true],
    ['the ministry for anybody', 'G06.dvc', of('VN'), true],
    ['who runs a system that came from another agency', 'H49.lgsp', of('G06'), true],
    ['a key of just this system', 'H26.dvc', of('H26', ['H26.dvc']), true],
    ['a key of just another system', 'H26.dvc', of('H26', ['H26.vanban']), false],
    ['a sub-unit for its parent', 'H26.dvc', of('H26.18'), false],
    ['a sister', 'H26.05.x', of('H26.18'), false],
    ['another province', 'H26.dvc', of('H49'), false],
    ['an agency whose code begins the same', 'H26.18.dvc', of('H26.1'), false],
    ['who had a system before it went to another agency', 'H49.lgsp', of('H49'), false],
    ['a foreign system that is none', 'H49.none', of('H26'), false],
  ])('%s', async (_, system, request, may) => {
    const answer = await fakeHub().submit(report({ system }), request);
    if (may) expect(answer.ok).toBe(true);
    else
      expect(answer).toMatchObject({
        ok: false,
        problem: {
          kind: expect.stringMatching(/^foreign-(agency|system)$/),
          findings: [
            { code: answer.ok ? '' : answer.problem.kind, pointer: '/system', details: { value: system } },
          ],
        },
      });
  });

  test('a foreign agency that is stated is refused before anything is said of it', async () => {
    const answer = await fakeHub().submit(report({ agency: 'H49' }), of('H26'));
    expect(answer).toMatchObject({
      ok: false,
      problem: {
        kind: 'foreign-agency',
        details: { what: 'H49' },
        findings: [{ pointer: '/agency', details: { value: 'H49', agency: 'H26' } }],
      },
    });
  });
});
