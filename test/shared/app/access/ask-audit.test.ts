import { expect, test } from 'vitest';
import { askAudit } from '../../../../shared/app/access/ask-audit.ts';
import {
  auditQueryNames,
  auditQueryOf,
  insightsTextOf,
} from '../../../../shared/contract/access/audit-queries.ts';
import { readQuery } from '../../../../twin/aws/logs/insights/query.ts';

const rows = (count: number) => Array.from({ length: count }, () => ({ who: 'a' }));
const order = { name: 'slow-calls', values: new Map(), from: 1500, to: 2999 } as const;

test.each([
  [9999, false],
  [10_000, true],
])('an answer of %i rows may have been cut: %s', async (count, isCut) => {
  const answer = await askAudit(async () => rows(count), 'dev', order);
  expect(answer).toMatchObject({ ok: true, value: { isCut } });
});

test('what is wrong with the values is said at once, and no log is asked', async () => {
  const run = () => Promise.reject(new Error('a log was asked'));
  const values = new Map([
    ['AGENCY', 'h26'],
    ['KEYID', 'abcdefghjk12'],
  ] as const);
  expect(await askAudit(run, 'dev', { ...order, name: 'sent-for-an-agency', values })).toEqual({
    ok: false,
    problem: [
      {
        kind: 'wrong-form',
        parameter: 'AGENCY',
        value: 'h26',
        expected: { en: 'H26, or 000.00.18.H26, or VN', vi: 'H26, hoặc 000.00.18.H26, hoặc VN' },
      },
      { kind: 'missing', parameter: 'PERIOD' },
      { kind: 'not-taken', parameter: 'KEYID' },
    ],
  });
});

test.each(auditQueryNames)('%s has each word that it takes, and no other', (name) => {
  const query = auditQueryOf(name);
  const text = insightsTextOf(query);
  expect(() => readQuery(text)).not.toThrow();
  const words = ['AGENCY', 'PERIOD', 'KEYID', 'OPERATOR', 'SUBMISSIONID'].filter((word) =>
    text.includes(word),
  );
  expect(words).toEqual([...query.takes].toSorted((one, other) => words.indexOf(one) - words.indexOf(other)));
  expect(query.takes.length).toBe(words.length);
});
