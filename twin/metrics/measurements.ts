/** The twin's CloudWatch: everything that is measured, and the alarms of the template over it. */
import type { InjectedFailure } from '../aws/pipeline.ts';
import type { ReplicationOutcome } from '../aws/s3/replication.ts';
import type { QueueGauge } from '../aws/sqs/queue-gauges.ts';
import type { Clock } from '../clock.ts';
import type { Logs } from '../logs.ts';
import type { World } from '../template/world.ts';
import { type AlarmState, alarmSpecifications, evaluateAlarm } from './alarms.ts';
import { createMetricStore, MINUTE } from './metric-store.ts';
import {
  type ApiAnswer,
  type Invocation,
  measureAnswer,
  measureDropped,
  measureFailure,
  measureInvocation,
  measureLine,
  measureQueues,
  measureReplication,
} from './sources.ts';

export type Measurements = {
  /** The same logs, read for metrics on the way. */
  readonly reading: (logs: Logs) => Logs;
  readonly onInvoked: (it: Invocation) => void;
  readonly onDropped: (functionName: string) => void;
  readonly onAnswer: (it: ApiAnswer) => void;
  readonly onInjected: (it: InjectedFailure) => void;
  readonly onReplicated: (it: ReplicationOutcome) => void;
  /** Looks at the queues, as if they had been so since an instant. */
  readonly lookAtQueues: (since: number) => void;
  /** Every alarm, as it is now. */
  readonly alarms: () => AlarmState[];
  readonly stop: () => void;
};

/** Throws, naming the alarm, for one that could not be evaluated. */
export function startMeasurements(world: World, clock: Clock, gauges: () => QueueGauge[]): Measurements {
  const store = createMetricStore();
  const specifications = alarmSpecifications(world);
  const lookAtQueues = (since: number): void => measureQueues(store, gauges(), since, clock.now());
  const timer = setInterval(() => lookAtQueues(clock.now()), MINUTE).unref();
  return {
    reading: (logs) => ({
      ...logs,
      append: (group, event) => {
        measureLine(store, event.message);
        logs.append(group, event);
      },
    }),
    onInvoked: (it) => measureInvocation(store, it, clock.now()),
    onDropped: (functionName) => measureDropped(store, functionName, clock.now()),
    onAnswer: (it) => measureAnswer(store, it, clock.now()),
    onInjected: (it) => measureFailure(store, it, clock.now()),
    onReplicated: (it) => measureReplication(store, it, clock.now()),
    lookAtQueues,
    alarms: () => {
      lookAtQueues(clock.now());
      return specifications.map((one) => evaluateAlarm(one, store, clock.now()));
    },
    stop: () => clearInterval(timer),
  };
}
