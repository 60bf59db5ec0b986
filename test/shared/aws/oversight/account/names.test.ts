/** Who has a name, asked of the service of each type: taken, free, and on a later page. */
import { afterEach, expect, test } from 'vitest';
import type { AccountPorts } from '../../../../../shared/app/ports/account.ts';
import { accountPorts } from '../../../../../shared/aws/oversight/account/account.ts';
import { ok } from '../../../../../shared/domain/problems/result.ts';
import { type Answer, type Asked, json, refusal, type StandIn, startStandIn, xml } from './stand-in.ts';

let standIn: StandIn | undefined;
afterEach(() => standIn?.stop());

type Answers = Readonly<Record<string, Answer | ((asked: Asked) => Answer)>>;

const bucket = (name: string): string => `<Bucket><Name>${name}</Name></Bucket>`;
const buckets = (inside: string, next = ''): Answer =>
  xml(`<ListAllMyBucketsResult><Buckets>${inside}</Buckets>${next}</ListAllMyBucketsResult>`);
const taken: readonly [keyof AccountPorts['readTaken'], string, string, Answers, note: string][] = [
  [
    'AWS::DynamoDB::Table',
    'there',
    'not-there',
    {
      DescribeTable: ({ input }) =>
        input.includes('"not-there"')
          ? refusal('ResourceNotFoundException', 'Requested resource not found')
          : json({ Table: { TableName: 'there', ItemCount: 7 } }),
    },
    '7 items some hours ago',
  ],
  [
    'AWS::SQS::Queue',
    'there',
    'not-there',
    {
      GetQueueUrl: ({ input }) =>
        input.includes('"not-there"')
          ? refusal('com.amazonaws.sqs#QueueDoesNotExist', 'The specified queue does not exist.')
          : json({ QueueUrl: 'https://sqs/1/there' }),
    },
    '',
  ],
  [
    'AWS::S3::Bucket',
    'there',
    'not-there',
    {
      'GET /': ({ input }) =>
        input.includes('continuation-token=2')
          ? buckets(bucket('there'))
          : buckets(bucket('other'), '<ContinuationToken>2</ContinuationToken>'),
    },
    '',
  ],
  [
    'AWS::SecretsManager::Secret',
    'there',
    'not-there',
    {
      DescribeSecret: ({ input }) =>
        input.includes('"not-there"')
          ? refusal('ResourceNotFoundException', "Secrets Manager can't find the specified secret.")
          : json({ Name: 'there', DeletedDate: Date.parse('2026-12-07T00:00:00Z') / 1000 }),
    },
    'to be deleted on 2026-12-07, and taken until then',
  ],
  [
    'AWS::Logs::LogGroup',
    '/there',
    '/not-there',
    {
      DescribeLogGroups: ({ input }) =>
        json({
          logGroups: [{ logGroupName: input.includes('/not-there') ? '/not-there-but-longer' : '/there' }],
        }),
    },
    '',
  ],
  [
    'AWS::KMS::Alias',
    'alias/there',
    'alias/not-there',
    {
      ListAliases: ({ input }) =>
        input.includes('"Marker":"2"')
          ? json({ Aliases: [{ AliasName: 'alias/there' }], Truncated: false })
          : json({ Aliases: [{ AliasName: 'alias/aws/s3' }], Truncated: true, NextMarker: '2' }),
    },
    '',
  ],
];

test.each(taken)('%s', async (type, there, absent, answers, note) => {
  standIn = await startStandIn((asked) => {
    const answer = answers[asked.operation];
    return typeof answer === 'function' ? answer(asked) : answer;
  });
  const read = accountPorts(standIn.target).readTaken[type];
  expect(await read([absent, there])).toMatchObject(
    ok([{ name: there, note: note === '' ? null : { en: note } }]),
  );
});
