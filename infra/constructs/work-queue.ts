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
  /** How long the consumer may take. */
  readonly longest: Duration;
};

/** AWS's advice: so many times the consumer's timeout a message stays hidden. */
const TIMEOUTS = 6;
/**
 * Ten hours of receives: a brown-out of a table must not push good messages aside (DESIGN §5, ADR 21). What is wrong with a
 * message itself the consumer sees much earlier.
 */
const PATIENCE = Duration.hours(10);

/**
 * A queue and its dead-letter queue, both kept for 14 days: the dead-letter clock runs from the first send. One
 * KMS call an hour instead of one in five minutes.
 */
export class WorkQueue extends Construct {
  readonly queue: Queue;
  readonly deadLetters: Queue;
  readonly queueName: string;
  readonly longest: Duration;

  constructor(scope: Construct, id: string, { settings, key, queueName, longest }: WorkQueueProps) {
    super(scope, id);
    this.queueName = queueName;
    this.longest = longest;
    const hidden = longest.toSeconds() * TIMEOUTS;
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
      visibilityTimeout: Duration.seconds(hidden),
      deadLetterQueue: {
        queue: this.deadLetters,
        maxReceiveCount: Math.ceil(PATIENCE.toSeconds() / hidden),
      },
    });
  }
}
