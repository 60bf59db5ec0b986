/**
 * What S3 refuses when it takes the notifications of a bucket ("Unable to validate the following destination configurations"), and what it would
 * pass over in silence: it sends a test message at once, in its own name, and the queue's key has to let it.
 */
import { type ConditionContext, compileConditions } from '../aws/iam/policy-conditions.ts';
import type { PolicyStatement } from '../aws/iam/policy-statement.ts';
import { wildcard } from '../aws/iam/wildcard.ts';
import { servicesOf } from '../policies.ts';
import type { Deployed } from '../template/world.ts';
import { keyOf, type Surroundings } from './surroundings.ts';

type Configuration = { readonly QueueConfigurations?: readonly { readonly Queue?: string }[] };

const S3 = 's3.amazonaws.com';

export function notificationFaults({ world, policies }: Surroundings): string[] {
  return world.ofType('AWS::S3::Bucket').flatMap((bucket) => {
    const { QueueConfigurations = [] } = (bucket.property('NotificationConfiguration') ??
      {}) as Configuration;
    // "Granting permissions to publish event notification messages to a destination", Amazon S3 User Guide.
    const context: ConditionContext = {
      'aws:sourcearn': [bucket.attribute('Arn')],
      'aws:sourceaccount': [world.accountId],
      'aws:securetransport': ['true'],
    };
    const lets = (statements: readonly PolicyStatement[], action: string): boolean =>
      statements.some(
        (statement) =>
          statement.Effect === 'Allow' &&
          servicesOf(statement).includes(S3) &&
          many(statement.Action).some((one) => wildcard(one, 'i').test(action)) &&
          compileConditions(`a policy that ${bucket.label} needs`, statement.Condition)(context),
      );
    return QueueConfigurations.flatMap(({ Queue = '' }) =>
      faultsOf(bucket, Queue, (arn, action) => lets(policies[arn] ?? [], action), world),
    );
  });
}

const many = (value: unknown): string[] =>
  Array.isArray(value) ? value.map(String) : value === undefined ? [] : [String(value)];

function faultsOf(
  bucket: Deployed,
  queueArn: string,
  lets: (arn: string, action: string) => boolean,
  world: Surroundings['world'],
): string[] {
  const name = `AWS::S3::Bucket ${bucket.label}`;
  const queue = world.ofType('AWS::SQS::Queue').find((one) => one.attribute('Arn') === queueArn);
  if (queue === undefined) return [`${name}: it tells ${queueArn}, which is no queue of the template`];
  if (queue.property('FifoQueue') === true)
    return [`${name}: it tells the FIFO queue ${queue.label}, which S3 refuses`];
  const key = keyOf(world, queue.property('KmsMasterKeyId'));
  const closed =
    key === undefined
      ? []
      : ['kms:GenerateDataKey', 'kms:Decrypt'].filter((action) => !lets(key.attribute('Arn'), action));
  return [
    ...(lets(queueArn, 'sqs:SendMessage')
      ? []
      : [
          `${name}: the policy of queue ${queue.label} does not let ${S3} send for it: S3 refuses the bucket. Fix: allow sqs:SendMessage with its ARN as aws:SourceArn`,
        ]),
    ...closed.map(
      (action) =>
        `${name}: the policy of key ${key?.label} does not let ${S3} use ${action}: no message would come. Fix: add the service to the key's policy`,
    ),
  ];
}
