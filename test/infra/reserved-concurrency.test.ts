/** Room of their own for what counts and what measures; an account with Lambda's first quota would refuse it. */
import { expect, test } from 'vitest';
import { reservedConcurrency } from '../../shared/contract/capacity.ts';
import { hub, only, synthesize } from './hub.ts';

const functionsOf = (context: Readonly<Record<string, unknown>>) => synthesize(hub({ context }));
const reserved = (assembly: ReturnType<typeof functionsOf>) =>
  Object.fromEntries(
    assembly
      .all('AWS::Lambda::Function')
      .filter(({ properties }) => properties.ReservedConcurrentExecutions !== undefined)
      .map(({ properties }) => [properties.FunctionName, properties.ReservedConcurrentExecutions]),
  );

test('nothing is reserved by default, so that a new account takes the template', () => {
  expect(reserved(functionsOf({}))).toEqual({});
});

test('consumer and prober have their own where the operator says so, and no other function', () => {
  const asked = functionsOf({ reserveConcurrency: 'true' });
  expect(reserved(asked)).toEqual({
    'dtm-dev-aggregate': reservedConcurrency.aggregate,
    'dtm-dev-prober': reservedConcurrency.prober,
  });
  // Less than the queue may call at once would throttle it.
  const mapping = only(asked, 'AWS::Lambda::EventSourceMapping', (one) => one.properties.BatchSize !== 1);
  expect(mapping.properties.ScalingConfig).toEqual({
    MaximumConcurrency: reservedConcurrency.aggregate,
  });
});

test('the consumer of submissions takes large batches, few at once', () => {
  const mapping = only(
    functionsOf({}),
    'AWS::Lambda::EventSourceMapping',
    (one) => one.properties.BatchSize !== 1,
  );
  expect(mapping.properties).toMatchObject({
    BatchSize: 1000,
    MaximumBatchingWindowInSeconds: 2,
    ScalingConfig: { MaximumConcurrency: 2 },
  });
});
