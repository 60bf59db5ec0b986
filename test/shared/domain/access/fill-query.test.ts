import { expect, test } from 'vitest';
import { fillQuery, readAuditValue } from '../../../../shared/domain/access/fill-query.ts';

test.each([
  ['AGENCY', '000.00.18.H26', 'H26.18'],
  ['AGENCY', 'VN', 'VN'],
  ['AGENCY', 'h26', null],
  ['AGENCY', 'H26)/ or /.', null],
  ['PERIOD', '2026-Q4', '2026-Q4'],
  ['PERIOD', '2026-11-05', '2026-11-05'],
  ['PERIOD', '.*', null],
  ['KEYID', 'abcdefghjk12', 'abcdefghjk12'],
  ['KEYID', 'dtm_dev_abcdefghjk12', null],
  ['OPERATOR', 'arn:aws:iam::111111111111:user/binh', 'arn:aws:iam::111111111111:user/binh'],
  ['OPERATOR', 'arn:x" or 1 = 1', null],
  ['OPERATOR', 'arn:x\n', null],
  ['SUBMISSIONID', 'H26.dvc~etx-monthly~2026-11~1', 'H26.dvc~etx-monthly~2026-11~1'],
  ['SUBMISSIONID', 'H26.dvc~etx-monthly~2026-11~1"', null],
] as const)('%s %j is read as %j', (parameter, text, expected) => {
  const read = readAuditValue(parameter, text);
  expect(read.ok ? read.value : null).toBe(expected);
});

test('dots are dots in a regular expression, and stay as they are in a text', () => {
  const query = 'filter a like /^AGENCY([.]|$)/ and b = "AGENCY" and c = AGENCY';
  expect(fillQuery(query, new Map([['AGENCY', 'H26.18']]))).toBe(
    'filter a like /^H26[.]18([.]|$)/ and b = "H26.18" and c = AGENCY',
  );
});

test('a value that would end a text is a bug', () => {
  expect(() => fillQuery('filter a = "KEYID"', new Map([['KEYID', '" or 1 = 1']]))).toThrow(
    'would end a text',
  );
});
