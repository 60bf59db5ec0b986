/**
 * Every AWS service that uses a customer-managed key in its own name must be in the key policy. No IAM policy
 * shows this edge: without the statement the deployment stops, or alarms and events get lost in silence.
 */
import * as z from 'zod';
import { type Assembly, type Check, type Finding, flatten, type Resource } from './assembly.ts';

type Edge = {
  readonly user: Resource;
  readonly key: Resource;
  readonly service: string;
  readonly why: string;
};

/** As `flatten` renders the regional name. */
const logs = `logs.\${AWS::Region}.amazonaws.com`;
const strings = z.union([z.array(z.unknown()), z.unknown().transform((one) => [one])]);
const KeyPolicy = z.object({
  KeyPolicy: z.object({
    Statement: z.array(
      z.object({
        Effect: z.string(),
        Principal: z.union([z.object({ Service: strings.optional() }), z.string()]).optional(),
      }),
    ),
  }),
});

export const checkKeyServices: Check = (assembly) =>
  edges(assembly)
    .filter(({ key, service }) => !servicesOf(key).includes(service))
    .map(
      ({ user, key, service, why }): Finding => ({
        rule: 'key-policy-service',
        resource: user,
        problem: `${user.type} ${user.logicalId} needs ${service} in the policy of key ${key.logicalId}: ${why}. The policy has: ${servicesOf(key).join(', ') || 'no service'}.`,
        fix: `Add a statement for ${service} in infra/constructs/hub-key.ts.`,
      }),
    );

function servicesOf(key: Resource): string[] {
  const { KeyPolicy: policy } = KeyPolicy.parse(key.properties);
  return policy.Statement.flatMap(({ Effect, Principal }) =>
    Effect === 'Allow' && typeof Principal === 'object' ? (Principal.Service ?? []).map(flatten) : [],
  );
}

function edges(assembly: Assembly): Edge[] {
  /** The edge from a user to the key that `property` of `encrypted` names, if that is a key of ours. */
  const edge = (
    user: Resource,
    encrypted: Resource | undefined,
    property: string,
    service: string,
    why: string,
  ) => {
    const key = encrypted && assembly.follow(encrypted.properties[property], encrypted);
    return key?.type === 'AWS::KMS::Key' ? [{ user, key, service, why }] : [];
  };
  const queueOrTopic = (target: Resource | undefined) => (target ? 'KmsMasterKeyId' : '');
  return [
    ...assembly
      .all('AWS::Logs::LogGroup')
      .flatMap((group) => edge(group, group, 'KmsKeyId', logs, 'CloudWatch Logs encrypts with it')),
    ...assembly.all('AWS::CloudWatch::Alarm').flatMap((alarm) =>
      list(alarm.properties.AlarmActions).flatMap((action) => {
        const topic = assembly.follow(action, alarm);
        return edge(
          alarm,
          topic,
          queueOrTopic(topic),
          'cloudwatch.amazonaws.com',
          'the alarm publishes to an encrypted topic',
        );
      }),
    ),
    ...assembly.all('AWS::Scheduler::Schedule').flatMap((schedule) => {
      const target = Target.safeParse(schedule.properties.Target).data;
      const queue = assembly.follow(target?.DeadLetterConfig?.Arn, schedule);
      return edge(
        schedule,
        queue,
        queueOrTopic(queue),
        'scheduler.amazonaws.com',
        'its dead-letter queue is encrypted',
      );
    }),
    ...assembly.all('AWS::Events::Rule').flatMap((rule) =>
      list(rule.properties.Targets).flatMap((target) => {
        const topic = assembly.follow((target as { Arn?: unknown }).Arn, rule);
        return edge(
          rule,
          topic,
          queueOrTopic(topic),
          'events.amazonaws.com',
          'the rule hands to an encrypted queue or topic',
        );
      }),
    ),
    ...assembly.all('AWS::S3::Bucket').flatMap((bucket) =>
      (
        Notifications.safeParse(bucket.properties.NotificationConfiguration).data?.QueueConfigurations ?? []
      ).flatMap(({ Queue }) => {
        const queue = assembly.follow(Queue, bucket);
        return edge(bucket, queue, queueOrTopic(queue), 's3.amazonaws.com', 'it notifies an encrypted queue');
      }),
    ),
  ];
}

const Target = z.object({ DeadLetterConfig: z.object({ Arn: z.unknown() }).optional() });
const Notifications = z.object({
  QueueConfigurations: z.array(z.object({ Queue: z.unknown() })).default([]),
});
const list = (value: unknown): unknown[] => (Array.isArray(value) ? value : []);
