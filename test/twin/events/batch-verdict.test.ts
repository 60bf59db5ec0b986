import { expect, it } from 'vitest';
import { batchVerdict } from '../../../twin/events/batch-verdict.ts';

const ids = ['a', 'b', 'c'];
const answer = (payload: unknown) => ({ kind: 'answer' as const, payload: JSON.stringify(payload) });
const failures = (...named: unknown[]) =>
  answer({ batchItemFailures: named.map((itemIdentifier) => ({ itemIdentifier })) });
const crash = { errorType: 'Error', errorMessage: 'crashed' };

it.each([
  ['nothing', answer(null), []],
  ['an empty list', failures(), []],
  ['no list', answer({}), []],
  ['a list that is null', answer({ batchItemFailures: null }), []],
  ['one message', failures('b'), ['b']],
  ['an empty identifier', failures('b', ''), ids],
  ['a null identifier', failures(null), ids],
  ['an identifier of another batch', failures('b', 'z'), ids],
  ['an entry without identifier', answer({ batchItemFailures: [{}] }), ids],
  ['a list that is none', answer({ batchItemFailures: 'b' }), ids],
  ['text', answer('done'), ids],
  ['a crash', { ...answer(crash), functionError: crash }, ids],
  ['throttling', { kind: 'throttled' as const }, ids],
])('with partial answers on, %s fails these', (_, given, failed) => {
  const verdict = batchVerdict(ids, given, true);
  expect(verdict.failed).toEqual(failed);
  expect(verdict.done).toEqual(ids.filter((id) => !failed.includes(id)));
});

it('with partial answers off, takes the batch as done whatever the function lists', () => {
  expect(batchVerdict(ids, failures('a'), false)).toEqual({ done: ids, failed: [] });
  expect(batchVerdict(ids, { ...answer(crash), functionError: crash }, false).failed).toEqual(ids);
});
