/** GET /.well-known/jwks.json: the public keys of receipts, open to all. */
import { dynamoDb, isOutage, patience, secretsManager } from '../shared/aws/clients.ts';
import { hubSigner } from '../shared/aws/submissions/signing-keys.ts';
import { readConfig } from '../shared/config.ts';
import { jsonLines } from '../shared/http/log.ts';
import { httpFunction } from '../shared/http/pipeline.ts';
import { keySetOperation } from '../shared/http/submissions/key-set.ts';

const config = readConfig('jwks', process.env);
const readSigner = hubSigner(
  dynamoDb(patience.atTheDoor),
  secretsManager(patience.atTheDoor),
  config,
  Date.now,
  'publishes',
);

export const handler = httpFunction({
  name: 'jwks',
  operations: { getKeySet: keySetOperation(readSigner) },
  authenticate: null,
  log: jsonLines((line) => process.stdout.write(line)),
  isOutage,
  now: Date.now,
  random: Math.random,
});
