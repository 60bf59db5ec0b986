/**
 * A bucket that tells a queue of its objects: S3 tries the queue when it takes the configuration, and refuses it where its policy does
 * not let S3 send for that bucket ("Unable to validate the following destination configurations"). So the policy is there first.
 */
import * as z from 'zod';
import { type Assembly, type Check, type Finding, flatten, type Resource } from './assembly.ts';
import { limitedBy, servicesOf, statementsOf } from './policy-statements.ts';

const Notifications = z.object({
  QueueConfigurations: z.array(z.object({ Event: z.string(), Queue: z.unknown() })).default([]),
});

export const checkNotifications: Check = (assembly) =>
  assembly.all('AWS::S3::Bucket').flatMap((bucket) => {
    const { QueueConfigurations } =
      Notifications.safeParse(bucket.properties.NotificationConfiguration).data ?? Notifications.parse({});
    return QueueConfigurations.flatMap(({ Queue }): Finding[] => {
      const queue = assembly.follow(Queue, bucket);
      if (queue === undefined) return [];
      const policy = policyOf(assembly, queue, bucket);
      const name = flatten(queue.properties.QueueName);
      const problem =
        policy === undefined
          ? `the policy of queue ${name} does not let s3.amazonaws.com send for this bucket`
          : assembly.isMadeBefore(policy, bucket)
            ? undefined
            : `the policy of queue ${name} may be made after it`;
      if (problem === undefined) return [];
      const fix = 'See uploadBucket in infra/constructs/upload-bucket.ts.';
      return [
        { rule: 'bucket-notification', resource: bucket, problem: `${bucket.logicalId}: ${problem}.`, fix },
      ];
    });
  });

const policyOf = (assembly: Assembly, queue: Resource, bucket: Resource): Resource | undefined =>
  assembly
    .all('AWS::SQS::QueuePolicy')
    .filter((policy) =>
      assembly.mentioned(policy.properties.Queues, policy).some((one) => one.logicalId === queue.logicalId),
    )
    .find((policy) =>
      statementsOf(policy).some(
        (statement) =>
          statement.Effect === 'Allow' &&
          servicesOf(statement).includes('s3.amazonaws.com') &&
          limitedBy(statement, /^aws:SourceArn$/i, (arn) =>
            flatten(arn).endsWith(`:${flatten(bucket.properties.BucketName)}`),
          ),
      ),
    );
