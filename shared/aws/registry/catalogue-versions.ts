/** The catalogue as it was in force at a version of the registry: every version of every record is kept. */
import { type DynamoDBClient, QueryCommand } from '@aws-sdk/client-dynamodb';
import type { ReadCatalogueAt, ReadVersion, Versioned } from '../../app/ports/registry.ts';
import type { Duties } from '../../contract/oversight/duties.ts';
import type { Catalogue } from '../../contract/registry.ts';
import { compileCatalogue } from '../../domain/registry/cell.ts';
import { CURRENT } from '../../domain/registry/records.ts';
import { readVersion } from '../registry.ts';

export const versionReader =
  (client: DynamoDBClient, table: string): ReadVersion =>
  () =>
    readVersion(client, table);

/** Two reads of one record each. Nothing is kept: who asks for the past is rare. */
export const catalogueAt = (client: DynamoDBClient, table: string): ReadCatalogueAt => {
  const recordAt = async (
    kind: 'catalogue' | 'duties',
    version: number,
  ): Promise<Versioned<unknown> | null> => {
    const { Items } = await client.send(
      new QueryCommand({
        TableName: table,
        KeyConditionExpression: 'pk = :pk AND sk <= :version',
        ExpressionAttributeValues: {
          ':pk': { S: `${kind}#${CURRENT}` },
          ':version': { S: String(version).padStart(10, '0') },
        },
        ScanIndexForward: false,
        Limit: 1,
      }),
    );
    const item = Items?.[0];
    if (item === undefined) return null;
    return { value: JSON.parse(item.body?.S ?? 'null'), version: Number(item.sk?.S) };
  };
  return async (version) => {
    const [found, duties] = await Promise.all([recordAt('catalogue', version), recordAt('duties', version)]);
    if (found === null) return null;
    const catalogue = { version: found.version, value: compileCatalogue(found.value as Catalogue) };
    return { catalogue, duties: (duties?.value ?? []) as Duties };
  };
};
