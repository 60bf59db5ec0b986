/** A hub for tests: the real template on the twin, the real registry, keys for whom a test names, a fixed day. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { readSeed, type Seed, type SeedFiles } from '../../shared/app/registry/load-seed.ts';
import { seedRecords } from '../../shared/app/registry/seed-records.ts';
import { writeRecords } from '../../shared/aws/registry/write.ts';
import type { Credential } from '../../shared/contract/registry.ts';
import { formatApiKey, newApiKey } from '../../shared/domain/access/api-key.ts';
import { issueKey } from '../../shared/domain/access/issue-key.ts';
import type { RegistryRecord } from '../../shared/domain/registry/records.ts';
import type { TwinOptions } from '../../twin/options.ts';
import { synthesize } from '../../twin/synth.ts';
import { startTwin, type Twin } from '../../twin/twin.ts';
import { smallSeedFiles } from '../fixtures/small-seed.ts';

export const projectDirectory = join(import.meta.dirname, '../..');

/** What most tests take for today: the second half-year of 2026 and the month 2026-11 take reports then. */
export const TODAY = '2026-11-20T02:30:00.000Z';

export const STAGE = 'dev';

const random = (bytes: Uint8Array) => crypto.getRandomValues(bytes);

function read(files: SeedFiles): Seed {
  const seed = readSeed(files);
  if (!seed.ok) throw new Error(JSON.stringify(seed.problem));
  return seed.value;
}

export type TestHub = {
  readonly twin: Twin;
  readonly seed: Seed;
  readonly stateDirectory: string;
  /** A new key. Written to the registry at once. */
  readonly issue: (agency: string, changes?: Partial<Credential>) => Promise<string>;
  readonly write: (records: readonly RegistryRecord[]) => Promise<void>;
  readonly client: DynamoDBClient;
  readonly stop: () => Promise<void>;
};

/** A key of the right form that was never issued. */
export const unknownKey = (): string => formatApiKey(STAGE, newApiKey(random));

const operatorClient = (twin: Twin): DynamoDBClient =>
  new DynamoDBClient({
    endpoint: twin.awsUrl,
    region: twin.region,
    credentials: twin.operatorCredentials,
    maxAttempts: 3,
  });

/** `changes`: another assembly, an ear for what the twin has to say, another country, or none yet, or the seed whole. */
export type HubChanges = Partial<TwinOptions> & {
  readonly country?: (seed: Seed) => Seed;
  readonly isEmpty?: boolean;
  readonly files?: SeedFiles;
};

export async function startHub(
  today = TODAY,
  { country = (seed) => seed, isEmpty = false, files = smallSeedFiles(), ...changes }: HubChanges = {},
): Promise<TestHub> {
  const own = mkdtempSync(join(tmpdir(), 'dtm-hub-'));
  const { stateDirectory = own } = changes;
  const assemblyDirectory =
    changes.assemblyDirectory ?? (await synthesize({ projectDirectory })).assemblyDirectory;
  const twin = await startTwin({
    port: 0,
    clockOffset: Date.parse(today) - Date.now(),
    ...changes,
    stateDirectory,
    assemblyDirectory,
  });
  const client = operatorClient(twin);
  const seed = country(read(files));
  const write = async (records: readonly RegistryRecord[]) => {
    await writeRecords(client, `dtm-${STAGE}-registry`, records, today);
  };
  if (!isEmpty) await write(seedRecords(seed));
  return {
    twin,
    seed,
    stateDirectory,
    client,
    write,
    issue: async (agency, changes = {}) => {
      const order = { agency, systems: null, scopes: ['submit', 'read'] as Credential['scopes'], days: 365 };
      const made = issueKey(order, STAGE, Date.parse(today), random);
      const credential = { ...made.credential, ...changes };
      await write([{ kind: 'credential', id: credential.keyId, body: credential }]);
      return made.key;
    },
    stop: async () => {
      client.destroy();
      await twin.stop();
      rmSync(own, { recursive: true, force: true });
    },
  };
}
