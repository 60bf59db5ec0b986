/** How long one submission takes into the national total, on a hub that does nothing else. */
import { setTimeout as sleep } from 'node:timers/promises';
import { seededRandom } from '../../demo/sample/random.ts';
import type { Accepted } from '../../shared/contract/submissions/submission.ts';
import { reportText } from '../registry.ts';
import type { Hub } from './hub.ts';
import { headersOf } from './request.ts';

const LONGEST_WAIT_SECONDS = 60;

/** Seconds from the sending of each correction until the national total is of it. */
export async function idleFreshness(hub: Hub, samples: number): Promise<number[]> {
  const { registry, twin } = hub;
  const random = seededRandom(3);
  const seconds: number[] = [];
  for (const { system, apiKey } of registry.senders.slice(0, samples)) {
    const body = reportText(registry.plan, { system, period: hub.period, revision: 2 }, random);
    const began = performance.now();
    const answer = await fetch(`${twin.apiUrl}/submissions`, {
      method: 'POST',
      headers: headersOf(apiKey, body),
      body,
    });
    if (answer.status !== 202) throw new Error(`submit: ${answer.status} ${await answer.text()}`);
    const { receivedAt } = (await answer.json()) as Accepted;
    while (((await hub.readNational()).newestReceivedAt ?? '') < receivedAt) {
      if (performance.now() - began > LONGEST_WAIT_SECONDS * 1000)
        throw new Error(`${system} is not in the national total after ${LONGEST_WAIT_SECONDS} s`);
      await sleep(50);
    }
    seconds.push((performance.now() - began) / 1000);
    // so that samples fall at all points of the consumer's window
    await sleep(random.int(0, 1000));
  }
  return seconds;
}
