/** Names that a first deployment which failed, or a stage that was removed, left behind. */
import { describe, expect, test } from 'vitest';
import type { NamedType } from '../../../../../shared/domain/oversight/preflight/plan.ts';
import { preflight } from '../../../../../shared/domain/oversight/preflight/preflight.ts';
import type { Readings, Taken } from '../../../../../shared/domain/oversight/preflight/readings.ts';
import { fail, ok } from '../../../../../shared/domain/problems/result.ts';
import { inEnglish, inPlace, now, plan, stackIn } from '../../../../fixtures/preflight.ts';

const rowsOf = (type: NamedType, name: string, readings: Partial<Readings> = {}) => {
  const one: Taken = { name, note: null };
  const taken = new Map([...inPlace.taken, [type, ok([one])] as const]);
  return inEnglish(preflight({ ...inPlace, taken, ...readings }, plan, now));
};

const cases = [
  [
    'AWS::DynamoDB::Table',
    'dtm-prod-totals',
    'table',
    'dtm-prod-totals',
    [
      '$ aws dynamodb update-table --table-name dtm-prod-totals --no-deletion-protection-enabled',
      '$ aws dynamodb delete-table --table-name dtm-prod-totals',
    ],
  ],
  [
    'AWS::SQS::Queue',
    'dtm-prod-submissions',
    'queue',
    'https://sqs.ap-southeast-1.amazonaws.com/111111111111/dtm-prod-submissions',
    [
      '$ aws sqs delete-queue --queue-url "$(aws sqs get-queue-url --queue-name dtm-prod-submissions --query QueueUrl --output text)"',
    ],
  ],
  [
    'AWS::S3::Bucket',
    'dtm-prod-journal-111111111111-ap-southeast-1',
    'bucket',
    'dtm-prod-journal-111111111111-ap-southeast-1',
    ['$ aws s3api delete-bucket --bucket dtm-prod-journal-111111111111-ap-southeast-1'],
  ],
  [
    'AWS::SecretsManager::Secret',
    'dtm-prod-prober-key',
    'secret',
    'arn:aws:secretsmanager:ap-southeast-1:111111111111:secret:dtm-prod-prober-key-a1B2c3',
    ['$ aws secretsmanager delete-secret --secret-id dtm-prod-prober-key --force-delete-without-recovery'],
  ],
  [
    'AWS::Logs::LogGroup',
    '/dtm/prod/access',
    'log group',
    '/dtm/prod/access',
    ['$ aws logs delete-log-group --log-group-name /dtm/prod/access'],
  ],
  [
    'AWS::KMS::Alias',
    'alias/dtm-prod',
    'key alias',
    'alias/dtm-prod',
    ['$ aws kms delete-alias --alias-name alias/dtm-prod'],
  ],
] as const;

describe.each(cases)('%s %s', (type, name, word, physicalId, away) => {
  test('of no stack of the stage: the commands that take it away, or back', () => {
    const row = rowsOf(type, name).find(({ what }) => what === `${word} ${name}`);
    expect(row).toMatchObject({ verdict: 'missing', found: 'taken, by no stack of this stage' });
    expect(row?.todo).toEqual(expect.arrayContaining([...away]));
    const back = row?.todo.filter((line) => line.startsWith('$ npx cdk import'));
    const stack = type === 'AWS::Logs::LogGroup' ? 'api' : 'stateful';
    expect(back).toEqual(type === 'AWS::KMS::Alias' ? [] : [`$ npx cdk import ${stack} -c stage=prod`]);
  });

  test('of a stack of the stage: as it should be', () => {
    const stacks = ok(
      new Map([['dtm-prod-stateful', stackIn('CREATE_COMPLETE', { resources: [physicalId] })]]),
    );
    const rows = rowsOf(type, name, { stacks });
    expect(
      rows.find(({ what }) => what === `names of ${word === 'key alias' ? 'key aliases' : `${word}s`}`),
    ).toMatchObject({
      verdict: 'ready',
      found: '1 of this stage',
    });
  });

  test('where the stacks could not be read, nobody can say whose it is', () => {
    const stacks = fail({ kind: 'refused', action: 'cloudformation:DescribeStacks' } as const);
    const rows = rowsOf(type, name, { stacks }).filter(({ what }) => what.startsWith('names of'));
    expect(rows.filter(({ verdict }) => verdict === 'unread')).toHaveLength(1);
    expect(rows.some(({ verdict }) => verdict === 'missing')).toBe(false);
  });
});

test('a name that begins with one of the stage is another one', () => {
  const resources = [
    'arn:aws:secretsmanager:ap-southeast-1:111111111111:secret:dtm-prod-prober-key-old-a1B2c3',
  ];
  const stacks = ok(new Map([['dtm-prod-stateful', stackIn('CREATE_COMPLETE', { resources })]]));
  const rows = rowsOf('AWS::SecretsManager::Secret', 'dtm-prod-prober-key', { stacks });
  expect(rows.some(({ what }) => what === 'secret dtm-prod-prober-key')).toBe(true);
});
