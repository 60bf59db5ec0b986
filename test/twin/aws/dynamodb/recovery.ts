/** A table with point-in-time recovery on a clock that the test moves, and what tests do with it. */
import {
  DeleteItemCommand,
  DescribeTableCommand,
  type DynamoDBClient,
  ListTablesCommand,
  PutItemCommand,
  RestoreTableToPointInTimeCommand,
  type RestoreTableToPointInTimeCommandInput,
  ScanCommand,
} from '@aws-sdk/client-dynamodb';
import { afterEach, expect } from 'vitest';
import { type Fixture, ledgerTable, startFixture } from '../fixture.ts';

export const BEGIN = Date.parse('2027-03-01T00:00:00.400Z');
export const clock = {
  time: BEGIN,
  /** Moves on, and says what time it is then. */
  later: (seconds: number): Date => {
    clock.time += seconds * 1000;
    return new Date(clock.time);
  },
};

export const kept = {
  ...ledgerTable,
  TableName: 'Kept',
  PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true },
  TimeToLiveSpecification: { AttributeName: 'expires', Enabled: true },
  Tags: [{ Key: 'stage', Value: 'test' }],
};

const stops: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const stop of stops.splice(0)) await stop();
});

export async function start(overrides: Parameters<typeof startFixture>[0] = {}): Promise<Fixture> {
  const fixture = await startFixture({
    now: () => clock.time,
    pointInTime: { trailSeconds: 0, restoreSeconds: 0 },
    ...overrides,
  });
  await fixture.endpoint.createTable(kept);
  stops.push(async () => {
    expect(fixture.errors).toEqual([]);
    await fixture.stop();
  });
  return fixture;
}

export const put = (client: DynamoDBClient, sk: string, value: string, TableName = 'Kept') =>
  client.send(
    new PutItemCommand({ TableName, Item: { pk: { S: 'p' }, sk: { S: sk }, value: { S: value } } }),
  );
export const remove = (client: DynamoDBClient, sk: string) =>
  client.send(new DeleteItemCommand({ TableName: 'Kept', Key: { pk: { S: 'p' }, sk: { S: sk } } }));

export async function contents(client: DynamoDBClient, TableName: string): Promise<Record<string, string>> {
  const { Items = [] } = await client.send(new ScanCommand({ TableName, ConsistentRead: true }));
  return Object.fromEntries(Items.map((item) => [item.sk?.S ?? '', item.value?.S ?? '']));
}
export const describeTable = async (client: DynamoDBClient, TableName: string) =>
  (await client.send(new DescribeTableCommand({ TableName }))).Table;
export const active = (client: DynamoDBClient, TableName: string) =>
  expect
    .poll(async () => (await describeTable(client, TableName))?.TableStatus, { interval: 10 })
    .toBe('ACTIVE');
export const gone = (client: DynamoDBClient, TableName: string) =>
  expect
    .poll(async () => (await client.send(new ListTablesCommand({}))).TableNames, { interval: 10 })
    .not.toContain(TableName);

export const restore = (
  client: DynamoDBClient,
  TargetTableName: string,
  to: Partial<RestoreTableToPointInTimeCommandInput>,
) => client.send(new RestoreTableToPointInTimeCommand({ SourceTableName: 'Kept', TargetTableName, ...to }));
export async function restored(client: DynamoDBClient, target: string, RestoreDateTime: Date) {
  await restore(client, target, { RestoreDateTime });
  await active(client, target);
  return contents(client, target);
}
