/** The catalogue as it was in force at a version of the registry: every version of every record is kept. */
import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { ReadCatalogueAt, ReadVersion } from '../../app/ports/registry.ts';
import type { Duties } from '../../contract/oversight/duties.ts';
import type { Catalogue } from '../../contract/registry.ts';
import { compileCatalogue } from '../../domain/registry/cell.ts';
import { CURRENT } from '../../domain/registry/records.ts';
import { newest } from '../registry.ts';
import { readVersion, readView } from './version.ts';

export const versionReader =
  (client: DynamoDBClient, table: string): ReadVersion =>
  () =>
    readVersion(client, table);

/** Three reads of one record each. Nothing is kept: who asks for the past is rare. */
export const catalogueAt = (client: DynamoDBClient, table: string): ReadCatalogueAt => {
  return async (version) => {
    const view = { ...(await readView(client, table)), version };
    const [found, duties] = await Promise.all([
      newest(client, table, 'catalogue', CURRENT, { view }),
      newest(client, table, 'duties', CURRENT, { view }),
    ]);
    if (found === null) return null;
    const catalogue = { version: found.version, value: compileCatalogue(found.value as Catalogue) };
    return { catalogue, duties: (duties?.value ?? []) as Duties };
  };
};
