/** What `dtm restore` takes for granted of the tables (docs/runbooks/restore.md), held against the template. */
import { expect, test } from 'vitest';
import { bucketsOf } from '../../cli/hub.ts';
import { restoredTables } from '../../shared/app/ports/recovery.ts';
import { quotasTableOf, tableNamesOf } from '../../shared/contract/stage-names.ts';
import { hub, synthesize } from './hub.ts';

const assembly = synthesize(hub());
/** Counts of the day are begun anew (ADR 44). */
const tables = assembly
  .all('AWS::DynamoDB::Table')
  .map(({ properties }) => properties)
  .filter(({ TableName }) => TableName !== quotasTableOf('dev'));

test('every table of the template is brought back, under the name that it has there', () => {
  const known = tableNamesOf('dev');
  const names = restoredTables.map((table) => known[table]);
  expect(names.toSorted()).toEqual(tables.map(({ TableName }) => String(TableName)).toSorted());
});

test('they have nothing that a restore loses, but for recovery and protection', () => {
  const lost = [
    'TimeToLiveSpecification',
    'StreamSpecification',
    'KinesisStreamSpecification',
    'Tags',
    'ResourcePolicy',
    'ContributorInsightsSpecification',
    'TableClass',
  ];
  const indexes = ['GlobalSecondaryIndexes', 'LocalSecondaryIndexes'];
  const found = tables.flatMap((table) => [...lost, ...indexes].filter((name) => table[name] !== undefined));
  expect(found).toEqual([]);
});

test('the journal is where the command looks for it', () => {
  const names = assembly
    .all('AWS::S3::Bucket')
    .map(({ properties }) => JSON.stringify(properties.BucketName));
  const looked = bucketsOf('dev', 'arn:aws:dynamodb:Region:AccountId:table/dtm-dev-registry').journal;
  expect(looked).toBe('dtm-dev-journal-AccountId-Region');
  const [prefix, account, region] = ['dtm-dev-journal-', 'AWS::AccountId', 'AWS::Region'];
  expect(
    names.filter((name) => new RegExp(`"${prefix}".*"${account}".*"-".*"${region}"`).test(name)),
  ).toHaveLength(1);
});
