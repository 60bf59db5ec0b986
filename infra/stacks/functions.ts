/** The functions that the API calls, each with its environment, its rights and what is lost without it. */
import { Duration, Stack, type StackProps } from 'aws-cdk-lib';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import type { Construct } from 'constructs';
import { allow, allowItems, allowKinds, readsEncrypted, writesEncrypted } from '../constructs/access.ts';
import { HubFunction } from '../constructs/hub-function.ts';
import { tokenEnvironment } from '../constructs/token-environment.ts';
import { batchDoor } from './batches.ts';
import { drillReader } from './drill-reader.ts';
import { keyAdministration } from './key-administration.ts';
import { operatorFunctions } from './operator-functions.ts';
import { type ServingProps, surroundingsOf } from './surroundings.ts';

const http = { timeout: Duration.seconds(10), memoryMiB: 512 };
const read = ['dynamodb:GetItem', 'dynamodb:Query'] as const;

export class FunctionsStack extends Stack {
  /** Those that routes may name. */
  readonly functions: ReadonlyMap<string, IFunction>;

  constructor(scope: Construct, id: string, props: StackProps & ServingProps) {
    super(scope, id, {
      ...props,
      description: 'DTM hub: the functions that the API calls, and their alarms',
    });
    const shared = surroundingsOf(this, props);
    const { key, settings } = shared;
    const { registry, submissions, totals, operations, submissionsQueue, receiptKeys } = props.stateful;
    const tables = {
      STAGE: settings.stage,
      REGISTRY_TABLE: registry.tableName,
      SUBMISSIONS_TABLE: submissions.tableName,
      TOTALS_TABLE: totals.tableName,
    };
    const { TOTALS_TABLE: _, ...ledger } = tables;
    const tokens = tokenEnvironment(settings);
    const signing = {
      RECEIPT_KEY_A: receiptKeys.a.secretArn,
      RECEIPT_KEY_B: receiptKeys.b.secretArn,
    };
    const readsReceiptKeys = Object.values(signing).map((arn) => allow(arn, 'secretsmanager:GetSecretValue'));

    const counted = { QUOTAS_TABLE: props.stateful.quotas.tableName };
    const counts = allow(props.stateful.quotas.tableArn, 'dynamodb:UpdateItem');

    const submit = new HubFunction(this, 'Submit', {
      ...shared,
      ...http,
      name: 'submit',
      environment: {
        ...ledger,
        ...signing,
        ...tokens,
        ...counted,
        SUBMISSIONS_QUEUE_URL: submissionsQueue.queueUrl,
      },
      access: [
        allow(registry.tableArn, ...read),
        // No UpdateItem: the ledger is append-only.
        allow(submissions.tableArn, ...read, 'dynamodb:PutItem'),
        allow(submissionsQueue.queueArn, 'sqs:SendMessage'),
        counts,
        ...readsReceiptKeys,
        writesEncrypted(key.keyArn),
      ],
      impact: 'Agencies cannot report: their submissions are answered with 5xx and have to be repeated.',
    });
    const readSubmissions = new HubFunction(this, 'ReadSubmissions', {
      ...shared,
      ...http,
      name: 'read-submissions',
      environment: { ...tables, ...tokens, ...counted },
      access: [
        allow(registry.tableArn, ...read),
        allow(submissions.tableArn, ...read),
        allow(totals.tableArn, 'dynamodb:GetItem', 'dynamodb:BatchGetItem'),
        counts,
        writesEncrypted(key.keyArn),
      ],
      impact: 'Agencies cannot see what became of their submissions. Reporting itself goes on.',
    });
    const readTotals = new HubFunction(this, 'ReadTotals', {
      ...shared,
      // Just below the gateway's 29 s, with a whole processor: asOf reads the ledger of a subtree.
      timeout: Duration.seconds(28),
      memoryMiB: 1769,
      name: 'read-totals',
      environment: { ...tables, ...tokens, ...counted },
      access: [
        allow(registry.tableArn, ...read, 'dynamodb:Scan'),
        allow(submissions.tableArn, ...read),
        allow(totals.tableArn, ...read, 'dynamodb:BatchGetItem'),
        counts,
        writesEncrypted(key.keyArn),
      ],
      impact: 'Nobody can read totals. Reporting and counting go on.',
    });
    const oversight = new HubFunction(this, 'Oversight', {
      ...shared,
      ...http,
      name: 'oversight',
      environment: { ...tables, ...tokens, ...counted, OPERATIONS_TABLE: operations.tableName },
      access: [
        allow(registry.tableArn, ...read, 'dynamodb:Scan'),
        allow(submissions.tableArn, 'dynamodb:Query'),
        allow(totals.tableArn, 'dynamodb:Query'),
        allow(operations.tableArn, ...read),
        counts,
        writesEncrypted(key.keyArn),
      ],
      impact:
        'Nobody can see how available the hub is or who is overdue with drills and assessments. Reporting and counting go on.',
    });
    const readRegistry = new HubFunction(this, 'ReadRegistry', {
      ...shared,
      ...http,
      name: 'read-registry',
      environment: { STAGE: settings.stage, REGISTRY_TABLE: registry.tableName, ...tokens, ...counted },
      access: [allow(registry.tableArn, ...read, 'dynamodb:Scan'), counts, writesEncrypted(key.keyArn)],
      impact:
        'Nobody can look up datasets, agencies, systems or what is open for a key. Reporting and reading totals go on.',
    });
    const admin = new HubFunction(this, 'Admin', {
      ...shared,
      ...http,
      name: 'admin',
      environment: {
        STAGE: settings.stage,
        OPERATIONS_TABLE: operations.tableName,
        REGISTRY_TABLE: registry.tableName,
      },
      access: [
        allow(operations.tableArn, ...read, 'dynamodb:PutItem'),
        // What imports were, of what a verification can be, and whether there is whom a quota is for; no system.
        allowItems(
          registry.tableArn,
          ['registry#version', 'registry#commit', 'catalogue#current', 'calendar#current'],
          'dynamodb:Query',
        ),
        allowItems(registry.tableArn, ['quotas#current'], 'dynamodb:Query', 'dynamodb:PutItem'),
        allowKinds(registry.tableArn, ['agency#', 'credential#'], 'dynamodb:Query'),
        writesEncrypted(key.keyArn),
      ],
      impact:
        'Operators can neither start nor end maintenance, start a drill, ask for a verification, change quotas, nor read what was changed. Reporting and counting go on.',
    });
    const adminKeys = keyAdministration(this, shared, props.stateful);
    const open = new HubFunction(this, 'Public', {
      ...shared,
      ...http,
      name: 'public',
      environment: { STAGE: settings.stage },
      access: [],
      impact: 'The health check and the OpenAPI document are gone; monitors will report the hub as down.',
    });
    const jwks = new HubFunction(this, 'Jwks', {
      ...shared,
      ...http,
      name: 'jwks',
      environment: { STAGE: settings.stage, REGISTRY_TABLE: registry.tableName, ...signing },
      // It derives the public keys, and so has to hold what the private ones are derived from (ADR 10).
      access: [allow(registry.tableArn, 'dynamodb:Query'), ...readsReceiptKeys, readsEncrypted(key.keyArn)],
      impact:
        'Nobody can fetch the public keys of receipts. Who saved them can still verify; reporting and receipts go on.',
    });
    this.functions = new Map<string, IFunction>([
      ['submit', submit.function],
      ['read-submissions', readSubmissions.function],
      ['read-totals', readTotals.function],
      ['oversight', oversight.function],
      ['read-registry', readRegistry.function],
      ['admin', admin.function],
      ['admin-keys', adminKeys],
      ...operatorFunctions(this, shared, props.stateful),
      ['batches', batchDoor(this, shared, props.stateful)],
      ['public', open.function],
      ['read-drills', drillReader(this, shared, props.stateful)],
      ['jwks', jwks.function],
    ]);
  }
}
