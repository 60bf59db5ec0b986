import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import {
  ConditionalCheckFailedException,
  PutItemCommand,
  TransactWriteItemsCommand,
} from '@aws-sdk/client-dynamodb';
import { expect, test } from 'vitest';
import { startFixture, temporaryDirectory } from '../fixture.ts';

const binary = join(import.meta.dirname, '../../../../node_modules/@dynoxide/linux-x64/dynoxide');

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await wait(10);
  const address = server.address();
  server.close();
  return typeof address === 'object' && address !== null ? address.port : 0;
}

test.skipIf(!existsSync(binary))(
  'another emulator takes DynamoDB’s place, transactions included',
  async () => {
    const directory = temporaryDirectory();
    const port = await freePort();
    const emulator = spawn(binary, [
      'serve',
      '--port',
      String(port),
      '--db-path',
      join(directory.path, 'items.db'),
    ]);
    const dynamodbEndpoint = `http://127.0.0.1:${port}`;
    for (let attempt = 0; attempt < 100; attempt += 1) {
      if (await fetch(dynamodbEndpoint).catch(() => undefined)) break;
      await wait(20);
    }
    const fixture = await startFixture({ dynamodbEndpoint });
    const put = (sk: string) => ({
      TableName: 'Ledger',
      Item: { pk: { S: 'a' }, sk: { S: sk }, b: { B: new Uint8Array(1100) } },
      ConditionExpression: 'attribute_not_exists(pk)',
    });
    const client = fixture.dynamoDb();
    await client.send(new PutItemCommand(put('1')));
    await expect(client.send(new PutItemCommand(put('1')))).rejects.toThrow(ConditionalCheckFailedException);
    await client.send(
      new TransactWriteItemsCommand({ TransactItems: [{ Put: put('2') }, { Put: put('3') }] }),
    );
    expect(fixture.endpoint.counts().calls).toEqual([
      expect.objectContaining({ operation: 'PutItem', calls: 2, failed: 1, writeUnits: 4 }),
      expect.objectContaining({ operation: 'TransactWriteItems', calls: 1, writeUnits: 8 }),
    ]);
    await fixture.stop();
    emulator.kill();
    directory.remove();
  },
);
