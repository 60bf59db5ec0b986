/** What goes wrong during a soak: faults at the AWS endpoint, processes killed, the whole twin killed. */
import { setTimeout as sleep } from 'node:timers/promises';
import type { Random } from '../../demo/sample/random.ts';
import type { FaultRule } from '../../twin/aws/faults.ts';
import type { Host } from './host.ts';

export type Chaos = { faultyPhases: number; workersKilled: number; twinsKilled: number };

const storms: readonly (readonly FaultRule[])[] = [
  [{ kind: 'throttle', service: 'dynamodb', operation: '*', probability: 0.3 }],
  [
    { kind: 'lost-answer', service: 'dynamodb', operation: 'PutItem', probability: 0.25 },
    { kind: 'lost-answer', service: 'sqs', operation: 'SendMessage', probability: 0.25, answer: 'error' },
  ],
  [
    { kind: 'delay', service: 'dynamodb', operation: '*', probability: 0.2, milliseconds: 400 },
    { kind: 'delay', service: 'sqs', operation: '*', probability: 0.2, milliseconds: 700 },
  ],
  [
    { kind: 'duplicate', service: 'sqs', operation: 'SendMessage', probability: 0.5 },
    { kind: 'lost-answer', service: 'sqs', operation: 'DeleteMessageBatch', probability: 0.5 },
  ],
  [
    { kind: 'unavailable', service: 's3', operation: 'PutObject', probability: 0.5 },
    { kind: 'unavailable', service: 'dynamodb', operation: 'Query', probability: 0.3 },
  ],
];

/** Goes on until `isOver`; leaves the twin running and without faults. */
export async function makeChaos(
  host: Host,
  random: Random,
  isOver: () => boolean,
  onEvent: (text: string) => void,
): Promise<Chaos> {
  const chaos: Chaos = { faultyPhases: 0, workersKilled: 0, twinsKilled: 0 };
  /** A worker is to be killed, and there was none yet to kill. */
  let isOwed = false;
  for (let step = 1; !isOver(); step += 1) {
    await sleep(random.int(500, 2500));
    if (isOver()) break;
    // Of every five steps the first is a storm, one kills a worker and one the twin, so that the shortest soak sees all.
    isOwed ||= step % 5 === 2;
    if (step % 5 === 3) {
      chaos.twinsKilled += 1;
      onEvent('kill -9 of the twin');
      await host.killAll();
    } else if (isOwed || (step % 5 !== 1 && random.chance(0.4))) {
      if (!host.killWorker(random)) continue;
      chaos.workersKilled += 1;
      isOwed = false;
    } else {
      chaos.faultyPhases += 1;
      await host.setFaults(storms[random.int(0, storms.length - 1)] ?? []);
      await sleep(random.int(1500, 4000));
      await host.setFaults([]);
    }
  }
  await host.setFaults([]);
  return chaos;
}
