/**
 * How much memory a consumer takes for the largest batches there can be: the consumer alone in a process, the tables in
 * another. A batch is at most 6 MB of event, so there are about sixty messages of 2,000 cells in one and not a thousand,
 * and about twenty of 500 increments of eight cells: all of one system's day (`one day`), or of as many days (`days`).
 */
import { fork } from 'node:child_process';
import { once } from 'node:events';
import type { Server } from 'node:http';
import { createRequire } from 'node:module';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { CreateTableCommand, DynamoDBClient, waitUntilTableExists } from '@aws-sdk/client-dynamodb';

export const scenes = ['usual', 'cells', 'children', 'one day', 'days'] as const;
export type Scene = (typeof scenes)[number];
export type Memory = {
  readonly scene: Scene;
  readonly messages: number;
  readonly eventMegabytes: number;
  readonly folded: number;
  /** Of the process, at its highest, in MB; before is after loading its code and making the batch. */
  readonly maxRss: number;
  readonly before: number;
  readonly seconds: number;
  readonly cpuSeconds: number;
};

type Dynalite = (options: { createTableMs: number }) => Server;

/** What V8 may keep: with more it takes more, whether it needs it or not; with this it still folds all of them. */
const HEAP_MEGABYTES = 72;
/** The same for what is young: V8 lets it grow to three times 32 MB where much is made and dropped, as by inflating entries. */
const YOUNG_MEGABYTES = 8;

export async function consumerMemory(scene: Scene, heapMegabytes = HEAP_MEGABYTES): Promise<Memory> {
  const server = (createRequire(import.meta.url)('dynalite') as Dynalite)({ createTableMs: 0 });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const credentials = { accessKeyId: 'bench', secretAccessKey: 'bench' };
  const client = new DynamoDBClient({ endpoint, region: 'ap-southeast-1', credentials });
  for (const TableName of ['submissions', 'totals']) {
    await client.send(
      new CreateTableCommand({
        TableName,
        BillingMode: 'PAY_PER_REQUEST',
        AttributeDefinitions: ['pk', 'sk'].map((AttributeName) => ({ AttributeName, AttributeType: 'S' })),
        KeySchema: [
          { AttributeName: 'pk', KeyType: 'HASH' },
          { AttributeName: 'sk', KeyType: 'RANGE' },
        ],
      }),
    );
    await waitUntilTableExists({ client, minDelay: 1, maxWaitTime: 20 }, { TableName });
  }
  const run = async (task: 'fill' | 'consume', heap: number): Promise<Memory> => {
    const child = fork(join(import.meta.dirname, 'memory-consumer.ts'), [endpoint, scene, task], {
      execArgv: [
        `--max-old-space-size=${heap}`,
        `--max-semi-space-size=${YOUNG_MEGABYTES}`,
        '--disable-warning=ExperimentalWarning',
      ],
    });
    const [answer] = (await Promise.race([
      once(child, 'message'),
      once(child, 'exit').then(([code]) => Promise.reject(new Error(`the consumer ended with ${code}`))),
    ])) as [Memory];
    return answer;
  };
  try {
    await run('fill', 2048);
    return await run('consume', heapMegabytes);
  } finally {
    client.destroy();
    server.closeAllConnections();
    server.close();
  }
}
