/**
 * Runs the synthesized template on this machine (DESIGN §7): stores and queues behind one loopback AWS endpoint,
 * functions in processes, the REST API as an HTTP server, pollers and schedules.
 */
import { randomUUID } from 'node:crypto';
import { join, resolve } from 'node:path';
import { type AwsEndpoint, startAwsEndpoint } from './aws/endpoint.ts';
import type { PointInTime } from './aws/endpoint-options.ts';
import type { Denial } from './aws/iam/authorization.ts';
import { templateFaults } from './checks/template-faults.ts';
import { createClock } from './clock.ts';
import { credentialsOf, functionPrincipal, OPERATOR, operatorPrincipal } from './credentials.ts';
import { describeTwin, type TwinDescription } from './description.ts';
import { queueMappings } from './events/mapping.ts';
import { type Pollers, startPollers } from './events/pollers.ts';
import { type Schedules, scheduleSpecifications, startSchedules } from './events/schedules.ts';
import { createFunction, type LambdaFunction } from './functions/function.ts';
import { loadFunctions } from './functions/load.ts';
import type { LambdaError } from './functions/protocol.ts';
import { functionSpecifications } from './functions/specification.ts';
import { gatewayConfiguration } from './gateway/configuration.ts';
import { createGateway } from './gateway/gateway.ts';
import { listen } from './gateway/listen.ts';
import { withLocalApi } from './gateway/local-url.ts';
import { openLogs } from './logs.ts';
import type { AlarmState } from './metrics/alarms.ts';
import { startMeasurements } from './metrics/measurements.ts';
import { resourcePoliciesOf, rolesOf } from './policies.ts';
import { openState } from './state.ts';
import { inWords } from './state-fault.ts';
import { provision, storesOf } from './stores.ts';
import { readAssembly } from './template/assembly.ts';
import { createWorld } from './template/world.ts';

/** What a developer should see while the twin runs. */
export type TwinEvent =
  | { readonly kind: 'denied'; readonly denial: Denial }
  | { readonly kind: 'functionError'; readonly functionName: string; readonly error: LambdaError }
  | { readonly kind: 'fault'; readonly text: string };

export type TwinOptions = {
  /** Where `cdk synth` wrote, usually `cdk.out`. */
  readonly assemblyDirectory: string;
  /** Holds stores, queues and logs; one twin at a time. */
  readonly stateDirectory: string;
  /** 0: any free port. */
  readonly port: number;
  /** Of the AWS endpoint; 0 or absent: any free port. */
  readonly awsPort?: number;
  /** Removes the state first. */
  readonly fresh?: boolean;
  /** In [0, 1): decides about injected faults. */
  readonly random?: () => number;
  /** Milliseconds that the clock of everything in the twin is ahead of the host's. */
  readonly clockOffset?: number;
  readonly randomUuid?: () => string;
  /** Most processes per function, 2 unless told. */
  readonly processesPerFunction?: number;
  /** Another DynamoDB emulator in place of the built-in one. */
  readonly dynamodbEndpoint?: string;
  readonly pointInTime?: PointInTime;
  readonly onEvent?: (event: TwinEvent) => void;
};

export type Twin = TwinDescription & {
  readonly functions: ReadonlyMap<string, LambdaFunction>;
  readonly schedules: Schedules;
  readonly pollers: Omit<Pollers, 'stop'>;
  /** The alarms of the template as they are now, over what the twin has measured since it started. */
  readonly alarms: () => AlarmState[];
  /**
   * Puts the clock ahead, for the functions and all services; then invokes what was due meanwhile, once each, and
   * resolves when that is done.
   */
  readonly letPass: (milliseconds: number) => Promise<void>;
  /** Milliseconds that each function took to load its code, by name. */
  readonly loadMilliseconds: Readonly<Record<string, number>>;
  readonly logFile: (logGroup: string) => string;
  readonly counts: AwsEndpoint['counts'];
  readonly resetCounts: AwsEndpoint['resetCounts'];
  readonly setFaults: AwsEndpoint['setFaults'];
  /** Lets invocations of pollers end, then closes everything. */
  readonly stop: () => Promise<void>;
  /** Kills the functions in the middle of what they do, then closes everything. The state stays. */
  readonly kill: () => Promise<void>;
};

export const ACCOUNT_ID = '123456789012';
export const REGION = 'ap-southeast-1';

/**
 * Throws, naming resource, fault and fix, for whatever the cloud would refuse, and for what the twin does not
 * know; nothing is left running then.
 */
export async function startTwin(options: TwinOptions): Promise<Twin> {
  const { port, onEvent = () => undefined, clockOffset = 0, randomUuid = randomUUID } = options;
  const clock = createClock(clockOffset);
  const { now } = clock;
  const stateDirectory = resolve(options.stateDirectory);
  const undo: (() => unknown)[] = [];
  const close = async (): Promise<void> => {
    for (let step = undo.pop(); step !== undefined; step = undo.pop()) await step();
  };
  const isDown = (): boolean => endpointIfThere?.isDown() ?? false;
  /** While nothing can be written, that is said, once: every other fault follows from it. */
  const onFault = (text: string): void => {
    if (!isDown()) onEvent({ kind: 'fault', text });
  };
  let [isRunning, foundAtStart]: [boolean, unknown] = [false, undefined];
  const onStorage = (text: string, error?: unknown): void => {
    if (isRunning) onEvent({ kind: 'fault', text });
    else foundAtStart ??= error;
  };
  let endpointIfThere: AwsEndpoint | undefined;
  try {
    const [storeDirectory, logDirectory] = [join(stateDirectory, 'aws'), join(stateDirectory, 'logs')];
    const lock = openState(stateDirectory, [storeDirectory, logDirectory], options.fresh ?? false);
    undo.push(lock.unlock);

    let awsUrl = 'http://the-endpoint-is-not-there-yet';
    const world = createWorld(readAssembly(resolve(options.assemblyDirectory)), {
      accountId: ACCOUNT_ID,
      region: REGION,
      awsUrl: () => awsUrl,
    });
    const measured = startMeasurements(world, clock, () => endpoint.queueGauges());
    undo.push(measured.stop);
    const logs = measured.reading(
      openLogs(logDirectory, {
        failed: (error) => endpointIfThere?.storageFailed(error) ?? false,
        onLost: (lines) => onFault(`${lines} lines of the logs found no room and are lost`),
      }),
    );
    undo.push(logs.close);
    const roles = rolesOf(world);
    const policies = resourcePoliciesOf(world);
    const stores = storesOf(world);
    const endpoint = await startAwsEndpoint({
      port: options.awsPort ?? 0,
      stateDirectory: storeDirectory,
      region: REGION,
      accountId: ACCOUNT_ID,
      principals: [
        operatorPrincipal(ACCOUNT_ID),
        ...functionSpecifications(world).map((one) => functionPrincipal(one, roles)),
      ],
      resourcePolicies: policies,
      tables: stores.tables,
      queues: stores.queues,
      buckets: stores.buckets,
      secrets: stores.secrets,
      random: options.random ?? Math.random,
      now,
      onDenied: (denial) => onEvent({ kind: 'denied', denial }),
      onError: (fault) => onFault(`AWS endpoint: ${fault instanceof Error ? fault.stack : String(fault)}`),
      onInjected: measured.onInjected,
      alarms: measured.alarms,
      onInvalidCall: onFault,
      onStorage,
      ...(options.pointInTime === undefined ? {} : { pointInTime: options.pointInTime }),
      ...(options.dynamodbEndpoint === undefined ? {} : { dynamodbEndpoint: options.dynamodbEndpoint }),
    });
    endpointIfThere = endpoint;
    undo.push(endpoint.close);
    awsUrl = endpoint.url;

    // What nothing runs is evaluated too, so that a wrong reference in an alarm is found here.
    for (const resource of world.all()) resource.properties();
    const specifications = functionSpecifications(world);
    const mappings = queueMappings(world);
    const schedules = scheduleSpecifications(world);
    const gateway = gatewayConfiguration(world);
    const faults = templateFaults({
      world,
      roles,
      policies,
      functions: specifications,
      mappings,
      schedules,
      gateway,
    });
    if (faults.length > 0) throw new Error(faults.join('\n'));
    await provision(stores, endpoint);

    const functions = new Map<string, LambdaFunction>();
    const common = { functions, accountId: ACCOUNT_ID, region: REGION, logs, now, randomUuid, onFault };
    // The door before the functions: one of them asks at its address.
    const ready = Promise.withResolvers<void>();
    const door =
      gateway === undefined
        ? null
        : await listen(
            createGateway({
              ...common,
              configuration: gateway,
              ready: ready.promise,
              onAnswer: measured.onAnswer,
            }),
            port,
          );
    if (door !== null) undo.push(door.close);
    const url = door?.url ?? '';
    const apiUrl = gateway === undefined ? url : `${url}/${gateway.stage}`;
    for (const one of specifications) {
      const specification = withLocalApi(one, gateway, REGION, apiUrl);
      const { accessKeyId, secretAccessKey, sessionToken } = credentialsOf(specification.arn);
      const lambda = createFunction({
        specification,
        processes: options.processesPerFunction ?? 2,
        awsEnvironment: {
          AWS_REGION: REGION,
          AWS_DEFAULT_REGION: REGION,
          AWS_ACCESS_KEY_ID: accessKeyId,
          AWS_SECRET_ACCESS_KEY: secretAccessKey,
          AWS_SESSION_TOKEN: sessionToken,
          AWS_ENDPOINT_URL: awsUrl,
        },
        logs,
        clockOffset: clock.offset,
        randomUuid,
        onInvoked: measured.onInvoked,
        onFunctionError: (functionName, error) => {
          if (!isDown()) onEvent({ kind: 'functionError', functionName, error });
        },
      });
      functions.set(specification.arn, lambda);
      undo.push(lambda.close);
    }
    const loadMilliseconds = await loadFunctions([...functions.values()]);
    const timetable = startSchedules({ ...common, specifications: schedules });
    undo.push(timetable.stop);
    const pollers = startPollers({
      mappings,
      functions,
      awsUrl,
      region: REGION,
      most: options.processesPerFunction ?? 2,
      onFault,
      wake: endpoint.endLongPolls,
    });
    undo.push(pollers.stop);
    if (foundAtStart !== undefined) throw foundAtStart;
    isRunning = true;
    ready.resolve();
    // Again, so that at the end it is closed first.
    if (door !== null) undo.push(door.close);

    const described = {
      url,
      apiUrl,
      awsUrl,
      accountId: ACCOUNT_ID,
      region: REGION,
      operatorCredentials: credentialsOf(OPERATOR),
      outputs: world.outputs() as TwinDescription['outputs'],
      tables: stores.tables.map(({ name }) => name),
      queueUrls: Object.fromEntries(stores.queues.map(({ name, resource }) => [name, resource.ref()])),
      buckets: stores.buckets.map(({ name }) => name),
      logDirectory,
    };
    undo.push(describeTwin(stateDirectory, described));
    return {
      ...described,
      functions: new Map([...functions.values()].map((one) => [one.specification.name, one])),
      schedules: timetable,
      pollers,
      alarms: measured.alarms,
      letPass: async (milliseconds) => {
        const since = now();
        clock.advance(milliseconds);
        measured.lookAtQueues(since);
        await timetable.catchUp(since);
      },
      loadMilliseconds,
      logFile: logs.file,
      counts: endpoint.counts,
      resetCounts: endpoint.resetCounts,
      setFaults: endpoint.setFaults,
      stop: close,
      kill: async () => {
        for (const one of functions.values()) one.close();
        await close();
      },
    };
  } catch (fault) {
    await close();
    throw inWords(foundAtStart ?? fault, stateDirectory);
  }
}
