import { expect, test } from 'vitest';
import { problemOf } from '../../cli/call-hub.ts';
import { problemText } from '../../cli/problem-table.ts';
import { english } from '../fixtures/view.ts';

const problem = {
  type: 'urn:dtm:problem:invalid-submission',
  title: 'The submission breaks the rules',
  status: 422,
  detail: 'Nothing was recorded.',
  code: 'invalid-submission',
  requestId: 'r-1',
  errors: [
    {
      code: 'unknown-dataset',
      pointer: '/dataset',
      key: null,
      detail: 'No dataset x.',
      allowed: ['etx-monthly'],
    },
    {
      code: 'missing-cell',
      pointer: '/cells',
      key: 'transactions.received|channel=app|kind=citizen',
      detail: 'The cell is missing.',
    },
  ],
};

test('a problem is shown with all of its errors, each with its place, in 100 columns', () => {
  const text = problemText(problem, english);
  for (const part of [
    '✗ 422 invalid-submission: The submission breaks the rules',
    '/dataset',
    'etx-monthly',
    'kind=citizen',
    'request r-1',
  ])
    expect(text).toContain(part);
  expect(Math.max(...text.split('\n').map((line) => line.length))).toBeLessThanOrEqual(100);
});

test('an answer that is no problem of the hub is shown as it came', () => {
  const text = problemText(problemOf({ status: 502, body: '<html>Bad gateway</html>' }), english);
  expect(text).toBe('✗ 502 unknown: An answer that is none of the hub\n<html>Bad gateway</html>');
});

test('no name is broken while there is room, and what the detail calls errors[] is the table', () => {
  const key = 'sharing.requests-received|kind=citizen';
  const errors = [{ code: 'wrong-scale', pointer: '/cells/3/value', key, detail: 'Too many digits.' }];
  const detail = 'Nothing was recorded. Errors: 1. errors[] says what and where.';
  const text = problemText({ ...problem, detail, errors }, english);
  expect(text).toContain('Errors: 1. The table says what and where.');
  for (const word of ['/cells/3/value', 'sharing.requests-received', 'wrong-scale', 'Too many digits.'])
    expect(text).toContain(word);
});
