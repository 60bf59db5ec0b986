/** What is wrong with an order of an operator, said so that it can be put right. */
import { expect, test } from 'vitest';
import { KeyOrder } from '../../../../shared/contract/access/keys.ts';
import { findingsOf } from '../../../../shared/domain/json/schema-findings.ts';
import { findingText } from '../../../../shared/domain/language/finding-text.ts';
import { orderFor } from '../../../fixtures/keys.ts';

test.each([
  [{ note: '' }, '/note', 'The text "note" has 0 characters; it takes at least 1.'],
  [{ note: 'x'.repeat(10_000) }, '/note', 'The text "note" has 10000 characters; it takes at most 200.'],
  [{ networks: [''] }, '/networks/0', 'The text "networks" has 0 characters; it takes at least 1.'],
  [{ agencies: ['H26', ''] }, '/agencies/1', 'The text "agencies" has 0 characters; it takes at least 1.'],
  [{ agencies: [] }, '/agencies', 'The list "agencies" has 0 entries; it takes at least 1.'],
  [{ days: 0 }, '/days', '0 is below 1.'],
  [{ days: 1097 }, '/days', '1097 is above 1096.'],
])('%j', (changes, pointer, text) => {
  const order = { ...orderFor('abcdefghijkl'), ...changes };
  const { error } = KeyOrder.safeParse(order);
  if (error === undefined) throw new Error('it is right');
  expect(findingsOf(error, order).map((one) => [one.pointer, findingText(one, 'en')])).toEqual([
    [pointer, text],
  ]);
});
