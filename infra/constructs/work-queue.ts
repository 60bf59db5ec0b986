import { Duration } from 'aws-cdk-lib';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import { Queue, QueueEncryption } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { deadLettersOf } from '../../shared/contract/stage-names.ts';
import type { Settings } from '../settings.ts';
import { removalOf } from './removal.ts';

export type WorkQueueProps = {
  readonly settings: Settings;
  readonly key: IKey;
  readonly queueName: string;
};

/** AWS asks for six times the consumer's timeout; the longest consumer behind a queue may take 60 s. */
const visibilityTimeout = Duration.minutes(6);
/**
 * Ten hours of receives: a brown-out of a table must not push good messages aside (DESIGN §5, ADR 21). What is wrong with a
 * message itself the consumer sees much earlier.
 */
const maxReceiveCount = 100;

/**
 * A queue and its dead-letter queue, both kept for 14 days: the dead-letter clock runs from the first send. One
 * KMS call an hour instead of one in five minutes.
 */
export class WorkQueue extends Construct {
  readonly queue: Queue;
  readonly deadLetters: Queue;
  readonly queueName: string;

  constructor(scope: Construct, id: string, { settings, key, queueName }: WorkQueueProps) {
    super(scope, id);
    this.queueName = queueName;
    const common = {
      encryption: QueueEncryption.KMS,
      encryptionMasterKey: key,
      dataKeyReuse: Duration.hours(1),
      retentionPeriod: Duration.days(14),
      enforceSSL: true,
      maxMessageSizeBytes: 1024 * 1024,
      removalPolicy: removalOf(settings),
    };
    this.deadLetters = new Queue(this, 'DeadLetters', { ...common, queueName: deadLettersOf(queueName) });
    this.queue = new Queue(this, 'Queue', {
      ...common,
      queueName,
      visibilityTimeout,
      deadLetterQueue: { queue: this.deadLetters, maxReceiveCount },
    });
  }
}
