import { join, resolve } from 'node:path';
import { type AwsEndpoint, startAwsEndpoint } from './aws/endpoint.ts';
import type { Closing } from './closing.ts';
import { functionPrincipal, operatorPrincipal, personPrincipal } from './credentials.ts';
import { functionSpecifications } from './functions/specification.ts';
import type { Ground } from './ground.ts';
import type { LateEndpoint } from './late-endpoint.ts';
import { ACCOUNT_ID, REGION, type TwinOptions } from './options.ts';
import { resourcePoliciesOf, rolesOf } from './policies.ts';
import { replicationOf } from './replication-rules.ts';
import { type Stores, storesOf } from './stores.ts';
import type { Telling } from './telling.ts';

export type Services = {
  readonly endpoint: AwsEndpoint;
  readonly stores: Stores;
  readonly roles: ReturnType<typeof rolesOf>;
  readonly policies: ReturnType<typeof resourcePoliciesOf>;
};

/** Starts the one loopback endpoint that stands for AWS: it knows who may do what, and has no table or queue yet. */
export async function startServices(
  options: TwinOptions,
  { world, operators, clock, logs, measured, storeDirectory }: Ground,
  late: LateEndpoint,
  telling: Telling,
  closing: Closing,
): Promise<Services> {
  const roles = rolesOf(world);
  const policies = resourcePoliciesOf(world);
  const stores = storesOf(world);
  const { rules, principals } = replicationOf(stores, roles);
  const random = options.random ?? Math.random;
  const endpoint = await startAwsEndpoint({
    port: options.awsPort ?? 0,
    stateDirectory: storeDirectory,
    region: REGION,
    accountId: ACCOUNT_ID,
    principals: [
      operatorPrincipal(ACCOUNT_ID),
      ...principals,
      ...[...operators.values()].map(personPrincipal),
      ...functionSpecifications(world).map((one) => functionPrincipal(one, roles)),
    ],
    resourcePolicies: policies,
    tables: stores.tables,
    queues: stores.queues,
    buckets: stores.buckets,
    secrets: stores.secrets,
    random,
    logFiles: new Map(world.ofType('AWS::Logs::LogGroup').map((one) => [one.ref(), logs.file(one.ref())])),
    now: clock.now,
    onDenied: (denial) => telling.event({ kind: 'denied', denial }),
    onError: (fault) =>
      telling.fault(`AWS endpoint: ${fault instanceof Error ? fault.stack : String(fault)}`),
    onInjected: measured.onInjected,
    otherRegions: regionsOf(
      stores,
      resolve(options.regionsDirectory ?? join(options.stateDirectory, 'regions')),
    ),
    replication: {
      rules,
      seconds: options.replicationSeconds ?? (() => replicationSeconds(random)),
      onOutcome: (outcome) => {
        measured.onReplicated(outcome);
        const { rule, key, refused } = outcome;
        if (refused !== null)
          telling.fault(
            `s3://${rule.source}/${key} is not replicated: the role lacks ${refused.action} on ${refused.resource}`,
          );
      },
    },
    alarms: measured.alarms,
    onInvalidCall: telling.fault,
    onStorage: telling.storage,
    ...(options.pointInTime === undefined ? {} : { pointInTime: options.pointInTime }),
    ...(options.dynamodbEndpoint === undefined ? {} : { dynamodbEndpoint: options.dynamodbEndpoint }),
  });
  late.attach(endpoint);
  closing.add(endpoint.close);
  return { endpoint, stores, roles, policies };
}

/** Of the regions other than the twin's own, where their buckets are kept. */
const regionsOf = ({ buckets }: Stores, directory: string): Record<string, string> =>
  Object.fromEntries(
    buckets
      .map(({ resource }) => resource.region)
      .filter((region) => region !== REGION)
      .map((region) => [region, join(directory, region)]),
  );

/** Most within two seconds, one of ten much later, so that they come in another order. */
const replicationSeconds = (random: () => number): number =>
  random() < 0.1 ? 2 + 8 * random() : 2 * random();
