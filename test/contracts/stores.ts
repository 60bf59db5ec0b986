/** The DynamoDBs that the store suites run against: always dynalite; dynoxide where it installed; any that is given. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import type { Server } from 'node:http';
import { createRequire } from 'node:module';
import { type AddressInfo, createServer as createTcpServer } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import {
  CreateTableCommand,
  DynamoDBClient,
  ListTablesCommand,
  waitUntilTableExists,
} from '@aws-sdk/client-dynamodb';

export type Store = { readonly client: DynamoDBClient; readonly close: () => Promise<void> };
export type StoreKind = { readonly name: string; readonly open: () => Promise<Store> };

const clientOf = (endpoint: string): DynamoDBClient =>
  new DynamoDBClient({
    endpoint,
    region: 'ap-southeast-1',
    credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
  });

/** dynalite has no types: what is used of it. */
type Dynalite = (options: { createTableMs: number }) => Server;

async function openDynalite(): Promise<Store> {
  const dynalite = createRequire(import.meta.url)('dynalite') as Dynalite;
  const server = dynalite({ createTableMs: 0 });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const client = clientOf(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
  return {
    client,
    close: async () => {
      client.destroy();
      server.closeAllConnections();
      server.close();
    },
  };
}

const dynoxide = fileURLToPath(new URL('../../node_modules/@dynoxide/linux-x64/dynoxide', import.meta.url));

async function freePort(): Promise<number> {
  const server = createTcpServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}

async function openDynoxide(): Promise<Store> {
  const port = await freePort();
  const child = spawn(dynoxide, ['serve', '--host', '127.0.0.1', '--port', String(port)], {
    stdio: 'ignore',
  });
  const client = clientOf(`http://127.0.0.1:${port}`);
  const close = async () => {
    client.destroy();
    if (child.exitCode !== null) return;
    child.kill('SIGKILL');
    await once(child, 'exit');
  };
  for (let attempt = 0; attempt < 100; attempt += 1) {
    try {
      await client.send(new ListTablesCommand({}));
      return { client, close };
    } catch {
      await sleep(50);
    }
  }
  await close();
  throw new Error('dynoxide did not start within 5 s');
}

async function openGiven(endpoint: string): Promise<Store> {
  const client = clientOf(endpoint);
  return { client, close: async () => client.destroy() };
}

const given = process.env.DYNAMODB_ENDPOINT;

export const stores: readonly StoreKind[] = [
  { name: 'dynalite', open: openDynalite },
  ...(existsSync(dynoxide) ? [{ name: 'dynoxide', open: openDynoxide }] : []),
  ...(given === undefined ? [] : [{ name: given, open: () => openGiven(given) }]),
];

/** A table of the hub's shape under a name of its own; answers with the name. */
export async function createTable(client: DynamoDBClient, prefix: string): Promise<string> {
  const TableName = `${prefix}-${process.pid}-${Math.trunc(performance.now() * 1000)}`;
  await client.send(
    new CreateTableCommand({
      TableName,
      BillingMode: 'PAY_PER_REQUEST',
      KeySchema: [
        { AttributeName: 'pk', KeyType: 'HASH' },
        { AttributeName: 'sk', KeyType: 'RANGE' },
      ],
      AttributeDefinitions: [
        { AttributeName: 'pk', AttributeType: 'S' },
        { AttributeName: 'sk', AttributeType: 'S' },
      ],
    }),
  );
  await waitUntilTableExists({ client, maxWaitTime: 30, minDelay: 1, maxDelay: 2 }, { TableName });
  return TableName;
}
