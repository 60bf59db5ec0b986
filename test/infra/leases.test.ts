/** A lease is in the code of use cases, the timeout of who holds it in the template: the one outlives the other. */
import { expect, test } from 'vitest';
import { STEPS_MS } from '../../shared/app/access/make-steps.ts';
import { TASK_LEASE_MS } from '../../shared/app/access/task-lease.ts';
import { LEASE_MS } from '../../shared/domain/values/lease.ts';
import { hub, synthesize } from './hub.ts';

const assembly = synthesize(hub());
const timeouts = assembly
  .all('AWS::Lambda::Function')
  .map(({ properties }) => [String(properties.FunctionName), Number(properties.Timeout) * 1000] as const);

test('no function lives as long as a lease: two would be at one work at once', () => {
  expect(timeouts.map(([name]) => name)).toEqual(expect.arrayContaining(['dtm-dev-drill', 'dtm-dev-verify']));
  expect(timeouts.filter(([, timeout]) => !(timeout < LEASE_MS))).toEqual([]);
});

test('no call of an operator lives as long as the lease of its task', () => {
  const admin = timeouts.filter(([name]) => name.startsWith('dtm-dev-admin'));
  expect(admin.map(([name]) => name).toSorted()).toEqual(
    ['', '-keys', '-letters', '-receipt-keys', '-registry'].map((name) => `dtm-dev-admin${name}`),
  );
  for (const [, timeout] of admin) expect(timeout).toBeLessThan(TASK_LEASE_MS / 2);
  // Who goes on with what died in between must not meet who is still at it.
  for (const [, timeout] of admin) expect(timeout).toBeLessThan(STEPS_MS);
});
