import { Agent, request } from 'node:http';
import { type JsonObject, parseObject } from '../wire.ts';

export type BackendAnswer = { status: number; output: JsonObject };

/** An item store that speaks DynamoDB's JSON; `call` never throws for what a caller can send. */
export type DynamoDbBackend = {
  call(operation: string, input: JsonObject): Promise<BackendAnswer>;
  /** Repairs a table that a kill left in CREATING; no-op where the backend cannot get into that state. */
  activate(table: string): Promise<void>;
  close(): Promise<void>;
};

/** Any other emulator, over HTTP with kept connections. */
export function connectDynamoDb(endpoint: string, region: string): DynamoDbBackend {
  const agent = new Agent({ keepAlive: true, maxSockets: 64 });
  const url = new URL(endpoint);
  return {
    call: (operation, input) =>
      new Promise((resolve, reject) => {
        const body = Buffer.from(JSON.stringify(input));
        const date = new Date().toISOString().replace(/[-:]|\.\d+/g, '');
        const outgoing = request(
          url,
          {
            agent,
            method: 'POST',
            headers: {
              'content-type': 'application/x-amz-json-1.0',
              'content-length': body.length,
              'x-amz-target': `DynamoDB_20120810.${operation}`,
              'x-amz-date': date,
              authorization: `AWS4-HMAC-SHA256 Credential=twin/${date.slice(0, 8)}/${region}/dynamodb/aws4_request, SignedHeaders=host, Signature=0`,
            },
          },
          (incoming) => {
            const chunks: Buffer[] = [];
            incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
            incoming.on('error', reject);
            incoming.on('end', () =>
              resolve({
                status: incoming.statusCode ?? 500,
                output: parseObject(Buffer.concat(chunks)) ?? {},
              }),
            );
          },
        );
        outgoing.on('error', reject);
        outgoing.end(body);
      }),
    activate: async () => {},
    close: async () => agent.destroy(),
  };
}
