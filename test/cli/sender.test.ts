import { expect, test } from 'vitest';
import { refusalText } from '../../cli/sender.ts';
import { english } from '../fixtures/view.ts';

const answer = (status: number) => ({ status, body: 'no' });
const note = 'This key came from DTM_KEY.';

test.each([
  ['of the key, which came from the environment', 403, undefined, 'dtm_dev_x', true],
  ['of the key that is unknown', 401, undefined, 'dtm_dev_x', true],
  ['of a key on the command line', 403, 'dtm_dev_y', 'dtm_dev_x', false],
  ['of a key that npm start issued', 403, undefined, undefined, false],
  ['of a key that npm start issued, the variable being empty', 403, undefined, '', false],
  ['of what was sent', 422, undefined, 'dtm_dev_x', false],
])('a refusal %s says where the key came from, or not', (_, status, given, DTM_KEY, says) => {
  expect(refusalText(answer(status), given, { environment: { DTM_KEY }, view: english }).includes(note)).toBe(
    says,
  );
});
