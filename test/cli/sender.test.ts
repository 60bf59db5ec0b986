import { expect, test } from 'vitest';
import type { GivenKey } from '../../cli/given-key.ts';
import { refusalText } from '../../cli/sender.ts';
import { english } from '../fixtures/view.ts';

const answer = (status: number) => ({ status, body: 'no' });
const note = 'This key came from ';
const given = (from: GivenKey['from']): GivenKey => ({ key: 'dtm_dev_x', from });

test.each([
  ['of the key, which came from the environment', 403, given('DTM_KEY'), true],
  ['of the key that is unknown', 401, given('DTM_KEY_FILE'), true],
  ['of a key whose file was named on the command line', 403, given('--key-file'), false],
  ['of a key that npm start issued', 403, null, false],
  ['of what was sent', 422, given('DTM_KEY'), false],
])('a refusal %s says where the key came from, or not', (_, status, from, says) => {
  expect(refusalText(answer(status), from, { view: english }).includes(note)).toBe(says);
});
