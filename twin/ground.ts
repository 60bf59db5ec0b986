import { randomUUID } from 'node:crypto';
import { join, resolve } from 'node:path';
import { type Clock, createClock } from './clock.ts';
import type { Closing } from './closing.ts';
import type { LateEndpoint } from './late-endpoint.ts';
import { type Logs, openLogs } from './logs.ts';
import { type Measurements, startMeasurements } from './metrics/measurements.ts';
import { type Operator, openOperators, operatorsFile } from './operators.ts';
import { ACCOUNT_ID, REGION, type TwinOptions } from './options.ts';
import { openState } from './state.ts';
import type { Telling } from './telling.ts';
import { readAssembly } from './template/assembly.ts';
import { createWorld, type World } from './template/world.ts';

/** What all parts of a twin stand on. */
export type Ground = {
  readonly clock: Clock;
  readonly randomUuid: () => string;
  readonly world: World;
  readonly measured: Measurements;
  readonly logs: Logs;
  readonly operators: ReadonlyMap<string, Operator>;
  readonly storeDirectory: string;
  readonly logDirectory: string;
};

/** Takes the state directory for itself, and reads the template. */
export function openGround(
  options: TwinOptions,
  endpoint: LateEndpoint,
  telling: Telling,
  closing: Closing,
): Ground {
  const stateDirectory = resolve(options.stateDirectory);
  const clock = createClock(options.clockOffset ?? 0);
  const [storeDirectory, logDirectory] = [join(stateDirectory, 'aws'), join(stateDirectory, 'logs')];
  const lock = openState(
    stateDirectory,
    [storeDirectory, logDirectory, operatorsFile(stateDirectory)],
    options.fresh ?? false,
  );
  closing.add(lock.unlock);
  const world = createWorld(readAssembly(resolve(options.assemblyDirectory)), {
    accountId: ACCOUNT_ID,
    region: REGION,
    awsUrl: endpoint.url,
  });
  const operators = openOperators(world, stateDirectory);
  const measured = startMeasurements(world, clock, endpoint.queueGauges);
  closing.add(measured.stop);
  const logs = measured.reading(
    openLogs(logDirectory, {
      failed: endpoint.storageFailed,
      onLost: (lines) => telling.fault(`${lines} lines of the logs found no room and are lost`),
    }),
  );
  closing.add(logs.close);
  const { randomUuid = randomUUID } = options;
  return { clock, randomUuid, world, operators, measured, logs, storeDirectory, logDirectory };
}
