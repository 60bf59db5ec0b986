/**
 * Runs the synthesized template on this machine (DESIGN §7): stores and queues behind one loopback AWS endpoint,
 * functions in processes, the REST API as an HTTP server, pollers and schedules.
 */
import { join, resolve } from 'node:path';
import type { AwsEndpoint } from './aws/endpoint.ts';
import { checkedTemplate } from './checks/checked-template.ts';
import { type Closing, createClosing } from './closing.ts';
import { credentialsOf, OPERATOR } from './credentials.ts';
import { describeTwin, type TwinDescription } from './description.ts';
import { openLogPositions } from './events/log-positions.ts';
import { type Pollers, startPollers } from './events/pollers.ts';
import { type Schedules, startSchedules } from './events/schedules.ts';
import { type Subscriptions, startSubscriptions } from './events/subscriptions.ts';
import type { LambdaFunction } from './functions/function.ts';
import { loadFunctions } from './functions/load.ts';
import { makeFunctions, processesOf } from './functions/make.ts';
import { type Door, openDoor } from './gateway/door.ts';
import { type Ground, openGround } from './ground.ts';
import { lateEndpoint } from './late-endpoint.ts';
import type { AlarmState } from './metrics/alarms.ts';
import type { Operator } from './operators.ts';
import { ACCOUNT_ID, REGION, type TwinOptions } from './options.ts';
import { type Services, startServices } from './services.ts';
import { inWords } from './state-fault.ts';
import { provision } from './stores.ts';
import { createTelling } from './telling.ts';

export type Twin = TwinDescription & {
  readonly functions: ReadonlyMap<string, LambdaFunction>;
  readonly schedules: Schedules;
  readonly pollers: Omit<Pollers, 'stop'>;
  /** The alarms of the template as they are now, over what the twin has measured since it started. */
  readonly alarms: () => AlarmState[];
  /** What the clock of everything in the twin shows. */
  readonly now: () => number;
  /**
   * Puts the clock ahead, for the functions and all services, and invokes on the way what schedules hand over meanwhile, of each
   * the newest alone; resolves when that is done.
   */
  readonly letPass: (milliseconds: number) => Promise<void>;
  /** Milliseconds that each function took to load its code, by name. */
  readonly loadMilliseconds: Readonly<Record<string, number>>;
  readonly logFile: (logGroup: string) => string;
  /** Access keys of the template's operators, by the name of the user. */
  readonly operators: ReadonlyMap<string, Operator>;
  readonly counts: AwsEndpoint['counts'];
  readonly resetCounts: AwsEndpoint['resetCounts'];
  readonly setFaults: AwsEndpoint['setFaults'];
  /** Lets invocations of pollers end, then closes everything. */
  readonly stop: () => Promise<void>;
  /** Kills the functions in the middle of what they do, then closes everything. The state stays. */
  readonly kill: () => Promise<void>;
};

/** What has come up. */
type Parts = {
  readonly ground: Ground;
  readonly services: Services;
  readonly door: Door;
  readonly functions: ReadonlyMap<string, LambdaFunction>;
  readonly schedules: Schedules;
  readonly subscriptions: Subscriptions;
  readonly pollers: Pollers;
  readonly closing: Closing;
};

/**
 * Throws, naming resource, fault and fix, for whatever the cloud would refuse, and for what the twin does not
 * know; nothing is left running then.
 */
export async function startTwin(options: TwinOptions): Promise<Twin> {
  const stateDirectory = resolve(options.stateDirectory);
  const closing = createClosing();
  const late = lateEndpoint();
  const telling = createTelling(options.onEvent ?? (() => undefined), late);
  try {
    const ground = openGround(options, late, telling, closing);
    const services = await startServices(options, ground, late, telling, closing);
    const template = checkedTemplate(ground.world, services);
    await provision(services.stores, services.endpoint);

    const functions = new Map<string, LambdaFunction>();
    const { logs, randomUuid, measured, operators } = ground;
    const { now } = ground.clock;
    const onFault = telling.fault;
    const common = { functions, accountId: ACCOUNT_ID, region: REGION, logs, now, randomUuid, onFault };
    const awsUrl = services.endpoint.url;
    // The door before the functions: one of them asks at its address.
    const { promise: ready, resolve: letIn } = Promise.withResolvers<void>();
    const entrance = { ...common, operators, ready, onAnswer: measured.onAnswer };
    const door = await openDoor(template.gateway, options.port, entrance, closing);
    makeFunctions(functions, template, { options, ground, telling, closing, awsUrl, apiUrl: door.apiUrl });
    const loadMilliseconds = await loadFunctions([...functions.values()]);

    const schedules = startSchedules({
      ...common,
      specifications: template.schedules,
      retryPolicies: template.retryPolicies,
      seed: options.scheduleSeed ?? 'twin',
      advance: (milliseconds) => {
        const since = now();
        ground.clock.advance(milliseconds);
        measured.lookAtQueues(since);
      },
    });
    closing.add(schedules.stop);
    const subscriptions = startSubscriptions({
      ...common,
      specifications: template.subscriptions,
      retryPolicies: template.retryPolicies,
      logFile: logs.file,
      positions: openLogPositions(join(ground.storeDirectory, 'subscriptions.json'), late.storageFailed),
      seed: options.scheduleSeed ?? 'twin',
      onDropped: measured.onDropped,
    });
    closing.add(subscriptions.stop);
    const { mappings } = template;
    const [most, wake] = [processesOf(options), services.endpoint.endLongPolls];
    const pollers = startPollers({ ...common, mappings, awsUrl, most, wake });
    closing.add(pollers.stop);
    telling.running();
    letIn();
    // Again, so that at the end it is closed first.
    closing.add(door.close);
    const parts: Parts = { ground, services, door, functions, schedules, subscriptions, pollers, closing };
    const description = descriptionOf(parts);
    closing.add(describeTwin(stateDirectory, description));
    return { ...description, ...controlsOf(parts), loadMilliseconds };
  } catch (fault) {
    await closing.close();
    throw inWords(telling.foundAtStart() ?? fault, stateDirectory);
  }
}

const descriptionOf = ({ ground, services, door }: Parts): TwinDescription => ({
  url: door.url,
  apiUrl: door.apiUrl,
  awsUrl: services.endpoint.url,
  accountId: ACCOUNT_ID,
  region: REGION,
  operatorCredentials: credentialsOf(OPERATOR),
  outputs: ground.world.outputs() as TwinDescription['outputs'],
  tables: services.stores.tables.map(({ name }) => name),
  queueUrls: Object.fromEntries(services.stores.queues.map(({ name, resource }) => [name, resource.ref()])),
  buckets: services.stores.buckets.map(({ name }) => name),
  logDirectory: ground.logDirectory,
});

/** What a developer or a test does with a twin that runs. */
const controlsOf = ({
  ground,
  services,
  functions,
  schedules,
  subscriptions,
  pollers,
  closing,
}: Parts): Omit<Twin, keyof TwinDescription | 'loadMilliseconds'> => ({
  functions: new Map([...functions.values()].map((one) => [one.specification.name, one])),
  schedules,
  pollers,
  alarms: ground.measured.alarms,
  now: ground.clock.now,
  letPass: schedules.letPass,
  logFile: ground.logs.file,
  operators: new Map([...ground.operators.values()].map((one) => [one.userArn.split('/').at(-1) ?? '', one])),
  counts: services.endpoint.counts,
  resetCounts: services.endpoint.resetCounts,
  setFaults: services.endpoint.setFaults,
  stop: closing.close,
  kill: async () => {
    // First, so that what the killed functions do not finish is not taken for their failure.
    void subscriptions.stop();
    for (const one of functions.values()) one.close();
    await closing.close();
  },
});
