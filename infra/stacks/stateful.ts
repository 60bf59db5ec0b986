/**
 * What must survive every deployment: the key, the tables, the queues, the journal, the uploads, the secrets, and the topic with the addresses
 * that operators subscribed by hand. Nothing here refers to another stack, and roles are never written into the key policy: that
 * makes a cycle between the stacks.
 */
import { CfnOutput, Duration, Stack, type StackProps } from 'aws-cdk-lib';
import type { Table } from 'aws-cdk-lib/aws-dynamodb';
import type { Key } from 'aws-cdk-lib/aws-kms';
import type { Bucket } from 'aws-cdk-lib/aws-s3';
import type { Secret } from 'aws-cdk-lib/aws-secretsmanager';
import type { Queue } from 'aws-cdk-lib/aws-sqs';
import type { Construct } from 'constructs';
import {
  queueNamesOf,
  quotasTableOf,
  secretNamesOf,
  tableNamesOf,
} from '../../shared/contract/stage-names.ts';
import { drillBucket } from '../constructs/drill-bucket.ts';
import { HubKey } from '../constructs/hub-key.ts';
import { hubSecret } from '../constructs/hub-secret.ts';
import { hubTable } from '../constructs/hub-table.ts';
import { journalBucket } from '../constructs/journal-bucket.ts';
import { KeyWatch } from '../constructs/key-watch.ts';
import { Operators } from '../constructs/operators.ts';
import { quotasTable } from '../constructs/quotas-table.ts';
import { trailBucket } from '../constructs/trail-bucket.ts';
import { uploadBucket } from '../constructs/upload-bucket.ts';
import { warmTotals } from '../constructs/warm-throughput.ts';
import { WorkQueue } from '../constructs/work-queue.ts';
import type { Settings } from '../settings.ts';

export type StatefulStackProps = StackProps & { readonly settings: Settings };

export class StatefulStack extends Stack {
  readonly key: Key;
  readonly registry: Table;
  readonly submissions: Table;
  readonly totals: Table;
  readonly operations: Table;
  /** What senders have used of their quotas: nothing that has to survive. */
  readonly quotas: Table;
  readonly submissionsQueue: Queue;
  readonly deadLetters: Queue;
  /** Work on batches, and what S3 tells of their files. */
  readonly batches: WorkQueue;
  /** All of them, for who shows them. */
  readonly workQueues: readonly WorkQueue[];
  readonly journal: Bucket;
  /** The reports of recovery drills. */
  readonly drills: Bucket;
  /** Files of batches and what is made of them. */
  readonly uploads: Bucket;
  /** The locked copy of access and audit lines. */
  readonly trail: Bucket;
  /** Of slots a and b: what the keys of receipts are derived from. */
  readonly receiptKeys: { readonly a: Secret; readonly b: Secret };
  readonly proberKey: Secret;
  readonly operators: Operators;

  constructor(scope: Construct, id: string, props: StatefulStackProps) {
    const { settings } = props;
    super(scope, id, {
      ...props,
      description: 'DTM hub: key, tables, queues, journal, uploads, secrets and the topic of alarms',
      terminationProtection: settings.removal === 'retain',
    });
    this.key = new HubKey(this, 'Key', { settings }).key;
    const stored = { settings, key: this.key };
    const tables = tableNamesOf(settings.stage);
    this.registry = hubTable(this, 'Registry', { ...stored, tableName: tables.registry });
    this.submissions = hubTable(this, 'Submissions', { ...stored, tableName: tables.submissions });
    this.totals = hubTable(this, 'Totals', {
      ...stored,
      tableName: tables.totals,
      warmThroughput: warmTotals(settings),
    });
    this.operations = hubTable(this, 'Operations', { ...stored, tableName: tables.operations });
    this.quotas = quotasTable(this, 'Quotas', { key: this.key, tableName: quotasTableOf(settings.stage) });
    const work = new WorkQueue(this, 'SubmissionsQueue', {
      ...stored,
      queueName: queueNamesOf(settings.stage).submissions,
      longest: Duration.seconds(60),
    });
    this.batches = new WorkQueue(this, 'BatchesQueue', {
      ...stored,
      queueName: queueNamesOf(settings.stage).batches,
      longest: Duration.minutes(5),
    });
    this.submissionsQueue = work.queue;
    this.deadLetters = work.deadLetters;
    this.workQueues = [work, this.batches];
    this.journal = journalBucket(this, 'Journal', stored);
    this.drills = drillBucket(this, 'Drills', stored);
    this.trail = trailBucket(this, 'Trail', stored);
    this.uploads = uploadBucket(this, 'Uploads', { ...stored, queue: this.batches.queue });
    const secrets = secretNamesOf(settings.stage);
    const receiptKey = (slot: 'a' | 'b') =>
      hubSecret(this, `ReceiptKey${slot.toUpperCase()}`, {
        ...stored,
        secretName: secrets.receiptKeys[slot],
        description: `DTM hub ${settings.stage}: slot ${slot} of the keys that sign receipts. Renewed by dtm receipt-keys only.`,
        notRotatedBecause:
          'The keys derived from it change every year by themselves; a value replaced on a schedule would leave receipts without a published key. dtm receipt-keys renew replaces it and keeps the public keys (ADR 10).',
      });
    this.receiptKeys = { a: receiptKey('a'), b: receiptKey('b') };
    this.proberKey = hubSecret(this, 'ProberKey', {
      ...stored,
      secretName: secrets.proberKey,
      description: `DTM hub ${settings.stage}: the prober's API key is derived from it; dtm registry load registers its hash.`,
      notRotatedBecause:
        'A new value is a new API key, which has to be registered before it is used: put one, then dtm registry load (ADR 12).',
    });

    this.operators = new Operators(this, 'Operators', stored);
    new KeyWatch(this, 'KeyWatch', { ...stored, operators: this.operators });

    const output = (name: string, value: string) => new CfnOutput(this, name, { value });
    output('RegistryTableName', this.registry.tableName);
    output('SubmissionsTableName', this.submissions.tableName);
    output('TotalsTableName', this.totals.tableName);
    output('OperationsTableName', this.operations.tableName);
    output('QuotasTableName', this.quotas.tableName);
    output('SubmissionsQueueUrl', this.submissionsQueue.queueUrl);
    output('SubmissionsDeadLetterQueueUrl', this.deadLetters.queueUrl);
    output('JournalBucketName', this.journal.bucketName);
    output('DrillBucketName', this.drills.bucketName);
    output('TrailBucketName', this.trail.bucketName);
    output('UploadsBucketName', this.uploads.bucketName);
    output('BatchesQueueUrl', this.batches.queue.queueUrl);
    output('BatchesDeadLetterQueueUrl', this.batches.deadLetters.queueUrl);
    output('OperatorsTopicArn', this.operators.topic.topicArn);
    output('KeyArn', this.key.keyArn);
  }
}
