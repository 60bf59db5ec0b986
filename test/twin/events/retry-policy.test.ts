import { expect, it } from 'vitest';
import { LAMBDAS_OWN, retryPolicies, waitFor } from '../../../twin/events/retry-policy.ts';
import { readAssembly } from '../../../twin/template/assembly.ts';
import { createWorld } from '../../../twin/template/world.ts';
import { functionResources, writeAssembly } from '../tiny-assembly.ts';

const [SECOND, MINUTE, HOUR] = [1000, 60_000, 3_600_000];
const never = { retries: 0, longestWait: MINUTE };

it.each([
  ['fails', { failures: 1 }, LAMBDAS_OWN, MINUTE],
  ['fails again', { failures: 2, age: MINUTE }, LAMBDAS_OWN, 2 * MINUTE],
  ['fails a third time', { failures: 3, age: 3 * MINUTE }, LAMBDAS_OWN, null],
  ['fails where nothing is tried again', { failures: 1 }, never, null],
  ['fails where it may not get old', { failures: 1, age: SECOND }, { ...never, retries: 2 }, null],
  ['finds no room', { throttles: 1 }, LAMBDAS_OWN, SECOND],
  ['finds no room a fourth time', { throttles: 4, age: 7 * SECOND }, LAMBDAS_OWN, 8 * SECOND],
  ['finds no room for hours', { throttles: 40, age: 5 * HOUR }, LAMBDAS_OWN, 5 * MINUTE],
  ['finds no room for six hours', { throttles: 80, age: 6 * HOUR }, LAMBDAS_OWN, null],
  ['finds no room where nothing is tried again', { throttles: 1 }, never, SECOND],
  ['finds no room until it is too old', { throttles: 6, age: 40 * SECOND }, never, null],
] as const)('an event that %s waits', (_, tried, policy, wait) => {
  const outcome = 'failures' in tried ? 'failed' : 'throttled';
  expect(waitFor(outcome, policy, { age: 0, failures: 0, throttles: 0, ...tried })).toBe(wait);
});

function policiesOf(config: Record<string, unknown>) {
  const resources = {
    ...functionResources('Prober'),
    Config: {
      Type: 'AWS::Lambda::EventInvokeConfig',
      Properties: { FunctionName: { Ref: 'Prober' }, Qualifier: '$LATEST', ...config },
    },
  };
  const place = { accountId: '123456789012', region: 'ap-southeast-1', awsUrl: () => 'http://localhost' };
  return retryPolicies(createWorld(readAssembly(writeAssembly(resources, { Prober: '' })), place));
}

it.each([
  [{}, LAMBDAS_OWN],
  [{ MaximumRetryAttempts: 0 }, { ...LAMBDAS_OWN, retries: 0 }],
  [{ MaximumRetryAttempts: 0, MaximumEventAgeInSeconds: 60 }, never],
])('is what the template says: %j', (config, policy) => {
  expect([...policiesOf(config)]).toEqual([['prober', policy]]);
});

it('knows no destinations, and says so', () => {
  expect(() => policiesOf({ DestinationConfig: { OnFailure: { Destination: 'arn:queue' } } })).toThrow(
    "AWS::Lambda::EventInvokeConfig 'Config' in stack tiny: the twin has no destinations for events",
  );
});
