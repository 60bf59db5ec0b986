/** Which names somebody in the account has, asked of the service of each type. */
import { CloudWatchLogsClient, DescribeLogGroupsCommand } from '@aws-sdk/client-cloudwatch-logs';
import { DescribeTableCommand, DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { KMSClient, paginateListAliases } from '@aws-sdk/client-kms';
import { paginateListBuckets, S3Client } from '@aws-sdk/client-s3';
import { DescribeSecretCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { GetQueueUrlCommand, SQSClient } from '@aws-sdk/client-sqs';
import type { AccountPorts } from '../../../app/ports/account.ts';
import { localized } from '../../../domain/language/localized.ts';
import type { Reading, Taken } from '../../../domain/oversight/preflight/readings.ts';
import type { Patience } from '../../clients.ts';
import { type AwsTarget, optionsOf } from '../../operator.ts';
import { call, callFor, isNamed, reading } from './reading.ts';

/** What is known of a name that somebody has: no more than that. */
const taken = { note: null };

/** Asks for each name; `noteOf` gives null where nobody has it. */
const each = (
  names: readonly string[],
  noteOf: (name: string) => Promise<Pick<Taken, 'note'> | null>,
): Promise<Reading<readonly Taken[]>> =>
  reading(async () => {
    const found: Taken[] = [];
    // One after the other: some of these APIs take ten calls a second of an account.
    for (const name of names) {
      const note = await noteOf(name);
      if (note !== null) found.push({ name, ...note });
    }
    return found;
  });

/** Reads all that there are, and keeps those of the names. */
const among = (names: readonly string[], list: () => Promise<ReadonlySet<string>>) =>
  reading(async (): Promise<readonly Taken[]> => {
    const all = await list();
    return names.filter((name) => all.has(name)).map((name) => ({ name, ...taken }));
  });

const day = (time: Date): string => time.toISOString().slice(0, 10);

export function namePorts(target: AwsTarget | null, patience: Patience): AccountPorts['readTaken'] {
  const dynamoDb = new DynamoDBClient(optionsOf(target, patience));
  const sqs = new SQSClient(optionsOf(target, patience));
  const s3 = new S3Client({ ...optionsOf(target, patience), forcePathStyle: true });
  const secrets = new SecretsManagerClient(optionsOf(target, patience));
  const logs = new CloudWatchLogsClient(optionsOf(target, patience));
  const kms = new KMSClient(optionsOf(target, patience));
  return {
    'AWS::DynamoDB::Table': (names) =>
      each(names, async (TableName) => {
        const found = await callFor('dynamodb:DescribeTable', isNamed('ResourceNotFoundException'), () =>
          dynamoDb.send(new DescribeTableCommand({ TableName })),
        );
        if (found === null) return null;
        const count = found.Table?.ItemCount ?? 0;
        return {
          note: localized(`${count} items some hours ago`, `${count} mục vài giờ trước`),
        };
      }),
    'AWS::SQS::Queue': (names) =>
      each(names, async (QueueName) => {
        const absent = isNamed('QueueDoesNotExist', 'AWS.SimpleQueueService.NonExistentQueue');
        const found = await callFor('sqs:GetQueueUrl', absent, () =>
          sqs.send(new GetQueueUrlCommand({ QueueName })),
        );
        return found === null ? null : taken;
      }),
    'AWS::S3::Bucket': (names) =>
      among(names, () =>
        call('s3:ListAllMyBuckets', async () => {
          const all = new Set<string>();
          for await (const { Buckets = [] } of paginateListBuckets({ client: s3, pageSize: 1000 }, {}))
            for (const { Name } of Buckets) if (Name !== undefined) all.add(Name);
          return all;
        }),
      ),
    'AWS::SecretsManager::Secret': (names) =>
      each(names, async (SecretId) => {
        const found = await callFor(
          'secretsmanager:DescribeSecret',
          isNamed('ResourceNotFoundException'),
          () => secrets.send(new DescribeSecretCommand({ SecretId })),
        );
        if (found === null) return null;
        if (found.DeletedDate === undefined) return taken;
        const on = day(found.DeletedDate);
        return {
          note: localized(
            `to be deleted on ${on}, and taken until then`,
            `sẽ bị xóa ngày ${on}, đến lúc đó tên vẫn bị giữ`,
          ),
        };
      }),
    'AWS::Logs::LogGroup': (names) =>
      each(names, async (logGroupNamePrefix) => {
        // In the order of their names, so that the one of this very name is the first.
        const { logGroups = [] } = await call('logs:DescribeLogGroups', () =>
          logs.send(new DescribeLogGroupsCommand({ logGroupNamePrefix, limit: 1 })),
        );
        return logGroups[0]?.logGroupName === logGroupNamePrefix ? taken : null;
      }),
    'AWS::KMS::Alias': (names) =>
      among(names, () =>
        call('kms:ListAliases', async () => {
          const all = new Set<string>();
          for await (const { Aliases = [] } of paginateListAliases({ client: kms }, {}))
            for (const { AliasName } of Aliases) if (AliasName !== undefined) all.add(AliasName);
          return all;
        }),
      ),
  };
}
