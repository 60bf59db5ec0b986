/** GET /compliance: who is overdue with what. */
import { attempts, dynamoDb, isOutage } from '../shared/aws/clients.ts';
import { readReports } from '../shared/aws/ledger-table.ts';
import { registryReader, snapshotReader } from '../shared/aws/registry-table.ts';
import { readConfig } from '../shared/config.ts';
import { keyAuthentication } from '../shared/http/authenticate.ts';
import { complianceOperation } from '../shared/http/compliance.ts';
import { jsonLines } from '../shared/http/log.ts';
import { httpFunction } from '../shared/http/pipeline.ts';

const config = readConfig('oversight', process.env);
const client = dynamoDb(attempts.atTheDoor);
const registry = registryReader(client, config.REGISTRY_TABLE, Date.now);

export const handler = httpFunction({
  name: 'oversight',
  operations: {
    getCompliance: complianceOperation({
      ...registry,
      readSnapshot: snapshotReader(client, config.REGISTRY_TABLE),
      readReports: readReports(client, config.SUBMISSIONS_TABLE),
    }),
  },
  authenticate: keyAuthentication(config.STAGE, registry.findCredential),
  log: jsonLines((line) => process.stdout.write(line)),
  isOutage,
  now: Date.now,
  random: Math.random,
});
