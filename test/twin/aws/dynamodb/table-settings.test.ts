/** What a table is warmed to: of the template, raised by an update, and never lowered, as on AWS. */
import { UpdateTableCommand } from '@aws-sdk/client-dynamodb';
import { expect, test } from 'vitest';
import { describeTable, kept, start } from './recovery.ts';

const units = (ReadUnitsPerSecond: number, WriteUnitsPerSecond: number) => ({
  ReadUnitsPerSecond,
  WriteUnitsPerSecond,
});

test('a table is warmed as the template says, and one that it says nothing of as AWS does it', async () => {
  const { dynamoDb, endpoint } = await start();
  const client = dynamoDb();
  const warm = async () => (await describeTable(client, 'Kept'))?.WarmThroughput;
  expect(await warm()).toMatchObject({ ...units(12_000, 4_000), Status: 'ACTIVE' });
  await endpoint.createTable({ ...kept, WarmThroughput: units(12_000, 6_000) });
  expect(await warm()).toMatchObject(units(12_000, 6_000));
  await endpoint.createTable({ ...kept, WarmThroughput: units(12_000, 6_000) });
  expect(await warm()).toMatchObject(units(12_000, 6_000));
});

test('it is raised by what is asked for, and an update that asks for less is refused', async () => {
  const { dynamoDb, endpoint } = await start();
  const client = dynamoDb();
  const update = (WarmThroughput: { ReadUnitsPerSecond?: number; WriteUnitsPerSecond?: number }) =>
    client.send(new UpdateTableCommand({ TableName: 'Kept', WarmThroughput }));
  const { TableDescription } = await update({ WriteUnitsPerSecond: 8_000 });
  expect(TableDescription?.WarmThroughput).toMatchObject(units(12_000, 8_000));
  await expect(update({ WriteUnitsPerSecond: 6_000 })).rejects.toMatchObject({
    name: 'ValidationException',
    message: 'decreasing WarmThroughput is not supported',
  });
  await expect(endpoint.createTable({ ...kept, WarmThroughput: units(12_000, 6_000) })).rejects.toThrow(
    'decreasing WarmThroughput',
  );
});
