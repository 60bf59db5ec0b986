/** The stores beneath the endpoint, opened from what is on the disk, and the services over them. */
import { join } from 'node:path';
import { atPath } from '../state-fault.ts';
import { connectDynamoDb } from './dynamodb/backend.ts';
import { openDynalite } from './dynamodb/item-store.ts';
import { dynamoDbService, restoredFrom } from './dynamodb/service.ts';
import type { AwsEndpointOptions } from './endpoint-options.ts';
import { type Fauxqs, openFauxqs } from './fauxqs-backend.ts';
import type { Authorization } from './iam/authorization.ts';
import { logsService } from './logs/service.ts';
import type { ServiceHandler } from './pipeline.ts';
import { createProvisioner, type Provisioner } from './provision.ts';
import type { CorsRule } from './s3/bucket-settings.ts';
import { acrossRegions } from './s3/regions.ts';
import { startReplication } from './s3/replication.ts';
import { openStatuses } from './s3/replication-status.ts';
import { s3Service } from './s3/service.ts';
import { openSecretStore } from './secrets/secret-store.ts';
import { secretsService } from './secrets/service.ts';
import { sqsService } from './sqs/service.ts';
import { isObject, list, type Service } from './wire.ts';

export type OpenStores = {
  readonly services: Readonly<Record<Service, ServiceHandler>>;
  readonly fauxqs: Fauxqs;
  /** What a bucket lets pages of other origins do. */
  readonly corsOf: (bucket: string) => readonly CorsRule[];
  readonly provisioner: Provisioner;
  close(): Promise<void>;
};

export async function openStores(
  options: AwsEndpointOptions & {
    readonly now: () => number;
    readonly queueUrl: (name: string) => string;
    readonly onError: (error: unknown) => void;
  },
  authorization: Authorization,
): Promise<OpenStores> {
  const { region, accountId, stateDirectory, now, queueUrl, onError } = options;
  const { random } = options;
  const { notifications = { seconds: () => 2 * random(), twice: () => random() < 0.05 } } = options;
  const secrets = openSecretStore(join(stateDirectory, 'secrets'), now);
  const queuesAndObjects = join(stateDirectory, 'fauxqs');
  // SQLite does not say which file it means.
  const placeOf = (name: string) => ({ region: name, now, onError, notifications });
  const fauxqs = atPath(queuesAndObjects, () => openFauxqs(queuesAndObjects, placeOf(region)));
  const { trailSeconds = 300, restoreSeconds = 3 } = options.pointInTime ?? {};
  const itemStore = {
    path: join(stateDirectory, 'dynamodb'),
    accountId,
    region,
    now,
    trailSeconds,
    restoreSeconds,
    onError,
  };
  const backend =
    options.dynamodbEndpoint === undefined
      ? await openDynalite(itemStore).catch(async (fault: unknown) => {
          await fauxqs.close();
          throw new Error(`the item store does not open (does another twin run on ${stateDirectory}?)`, {
            cause: fault,
          });
        })
      : connectDynamoDb(options.dynamodbEndpoint, region);
  const tables = await backend.call('ListTables', {});
  for (const name of list(tables.output.TableNames)) {
    const { output } = await backend.call('DescribeTable', { TableName: name });
    if (isObject(output.Table)) authorization.encryptAs(...restoredFrom(output.Table));
  }
  const open = (name: string, at: string, known = openFauxqs(at, placeOf(name))) => ({
    region: name,
    fauxqs: known,
    store: known.buckets.store,
    statuses: openStatuses(at),
    handler: s3Service(known.buckets, authorization, () => replication),
  });
  const home = open(region, queuesAndObjects, fauxqs);
  const others = Object.entries(options.otherRegions ?? {}).map(([name, at]) => open(name, at));
  const replication = startReplication(
    options.replication ?? { rules: [], seconds: () => 0, onOutcome: () => undefined },
    authorization,
    (bucket) => [...others, home].find(({ store }) => store.hasBucket(bucket)),
  );
  const queueArnPrefix = `arn:aws:sqs:${region}:${accountId}:`;
  return {
    services: {
      dynamodb: dynamoDbService(
        backend,
        `arn:aws:dynamodb:${region}:${accountId}:`,
        options.onInvalidCall,
        authorization,
      ),
      sqs: sqsService(fauxqs.sqs, queueArnPrefix, queueUrl),
      s3: acrossRegions(home, others),
      secretsmanager: secretsService(secrets, `arn:aws:secretsmanager:${region}:${accountId}:secret:`),
      logs: logsService(
        options.logFiles ?? new Map(),
        `arn:aws:logs:${region}:${accountId}:log-group:`,
        accountId,
      ),
    },
    fauxqs,
    corsOf: (bucket) => {
      const holder = others.find(({ store }) => store.hasBucket(bucket)) ?? home;
      return holder.fauxqs.buckets.settingsOf(bucket).cors;
    },
    provisioner: createProvisioner({
      backend,
      fauxqs,
      secrets,
      queueArnPrefix,
      queueUrl,
      fauxqsOf: (name) => others.find((one) => one.region === name)?.fauxqs ?? fauxqs,
    }),
    close: async () => {
      replication.stop();
      for (const other of others) await other.fauxqs.close();
      await fauxqs.close();
      await backend.close();
    },
  };
}
