/** What an operator's tools need beyond the functions: a client for a chosen endpoint, and the registry as a list. */
import { DynamoDBClient, paginateScan } from '@aws-sdk/client-dynamodb';
import { attempts } from './clients.ts';
import type { RecordKind, RegistryRecord } from './registry-table.ts';

export type AwsTarget = {
  readonly endpoint: string;
  readonly region: string;
  readonly credentials: {
    readonly accessKeyId: string;
    readonly secretAccessKey: string;
    readonly sessionToken: string;
  };
};

/** With null: AWS itself, by the ordinary environment (AWS_PROFILE, AWS_REGION, …). */
export const operatorDynamoDb = (target: AwsTarget | null): DynamoDBClient =>
  // The SDK writes into the credentials that it is given: it gets a copy.
  new DynamoDBClient({ maxAttempts: attempts.behindTheQueue, ...structuredClone(target) });

/** The newest version of every record, unparsed, in the order of kind and id. Reads the whole table, consistently. */
export async function listRecords(client: DynamoDBClient, table: string): Promise<RegistryRecord[]> {
  const newest = new Map<string, { written: number; body: unknown }>();
  for await (const { Items = [] } of paginateScan({ client }, { TableName: table, ConsistentRead: true })) {
    for (const { pk, sk, body } of Items) {
      if (body?.S === undefined || pk?.S === undefined) continue;
      const written = Number(sk?.S);
      if (written >= (newest.get(pk.S)?.written ?? 0))
        newest.set(pk.S, { written, body: JSON.parse(body.S) });
    }
  }
  return [...newest]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, { body }]) => {
      const at = key.indexOf('#');
      return { kind: key.slice(0, at) as RecordKind, id: key.slice(at + 1), body };
    });
}
