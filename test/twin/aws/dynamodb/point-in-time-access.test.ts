/** Who may restore: rights on the source, on the table that is made, and on the key of both. */
import {
  DescribeTableCommand,
  GetItemCommand,
  RestoreTableToPointInTimeCommand,
} from '@aws-sdk/client-dynamodb';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { PolicyStatement } from '../../../../twin/aws/iam/policy-statement.ts';
import { arn, type Fixture, ledgerTable, operator, role, startFixture } from '../fixture.ts';

/** As AWS advises: only a service that makes the grant for a resource of its own. */
const grantsOf = (service: string): PolicyStatement => ({
  Effect: 'Allow',
  Action: ['kms:CreateGrant'],
  Resource: arn.key,
  Condition: {
    StringEquals: { 'kms:ViaService': `${service}.ap-southeast-1.amazonaws.com` },
    Bool: { 'kms:GrantIsForAWSResource': 'true' },
  },
});
const allow = (Resource: string, ...Action: string[]): PolicyStatement => ({
  Effect: 'Allow',
  Action,
  Resource,
});
const onSource = allow(arn.table, 'dynamodb:RestoreTableToPointInTime');
const copies = `${arn.table}-drill-*`;
const written = [
  'dynamodb:BatchWriteItem',
  'dynamodb:DeleteItem',
  'dynamodb:GetItem',
  'dynamodb:PutItem',
  'dynamodb:Query',
  'dynamodb:Scan',
  'dynamodb:UpdateItem',
];
const onKey = allow(
  arn.key,
  'kms:DescribeKey',
  'kms:Decrypt',
  'kms:Encrypt',
  'kms:GenerateDataKey',
  'kms:ReEncrypt*',
);

let fixture: Fixture;
beforeAll(async () => {
  fixture = await startFixture({
    principals: [
      operator,
      role('DRILL', [
        onSource,
        allow(copies, ...written, 'dynamodb:DescribeTable'),
        onKey,
        grantsOf('dynamodb'),
      ]),
      role('NOGRANT', [onSource, allow(copies, ...written), onKey, grantsOf('sqs')]),
      role('NOTARGET', [onSource, onKey]),
      role('NOSCAN', [
        onSource,
        onKey,
        allow(copies, ...written.filter((action) => !action.endsWith('Scan'))),
      ]),
      role('NOSOURCE', [allow(copies, ...written), onKey]),
      role('NOKEY', [onSource, allow(copies, ...written)]),
    ],
    tables: [{ arn: arn.table, kmsKeyArn: arn.key }],
    pointInTime: { trailSeconds: 0, restoreSeconds: 0 },
  });
  await fixture.endpoint.createTable({
    ...ledgerTable,
    PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true },
  });
});
afterAll(() => fixture.stop());

const restore = (accessKeyId: string, TargetTableName: string) =>
  fixture.dynamoDb(accessKeyId).send(
    new RestoreTableToPointInTimeCommand({
      SourceTableName: 'Ledger',
      TargetTableName,
      UseLatestRestorableTime: true,
    }),
  );

test.each([
  ['NOTARGET', 'Ledger-drill-1', 'dynamodb:BatchWriteItem on resource: arn:.*table/Ledger-drill-1'],
  ['NOSCAN', 'Ledger-drill-1', 'dynamodb:Scan on resource: arn:.*table/Ledger-drill-1'],
  ['NOSOURCE', 'Ledger-drill-1', 'dynamodb:RestoreTableToPointInTime on resource: arn:.*table/Ledger '],
  ['NOKEY', 'Ledger-drill-1', 'kms:DescribeKey on resource: arn:.*key/1'],
  ['NOGRANT', 'Ledger-drill-1', 'kms:CreateGrant on resource: arn:.*key/1'],
  ['DRILL', 'Ledger-other', 'dynamodb:BatchWriteItem on resource: arn:.*table/Ledger-other'],
])('%s may not restore to %s', async (principal, target, refusal) => {
  await expect(restore(principal, target)).rejects.toMatchObject({
    name: 'AccessDeniedException',
    message: expect.stringMatching(refusal),
  });
});

test('with all of them it may, and the restored table needs the key of its source', async () => {
  await restore('DRILL', 'Ledger-drill-1');
  const TableName = 'Ledger-drill-1';
  const client = fixture.dynamoDb('DRILL');
  await expect
    .poll(async () => (await client.send(new DescribeTableCommand({ TableName }))).Table?.TableStatus)
    .toBe('ACTIVE');
  const get = (accessKeyId: string) =>
    fixture
      .dynamoDb(accessKeyId)
      .send(new GetItemCommand({ TableName, Key: { pk: { S: 'p' }, sk: { S: '1' } } }));
  expect((await get('DRILL')).Item).toBeUndefined();
  await expect(get('NOKEY')).rejects.toThrow('not authorized to perform: kms:Decrypt');
});
