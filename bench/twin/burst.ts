/** A burst over HTTP: each of `size` systems sends one report, and the national total has to hold them all. */
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { seededRandom } from '../../demo/sample/random.ts';
import { buildDirectory } from '../bundles.ts';
import { reportText } from '../registry.ts';
import type { Hub } from './hub.ts';
import { headersOf } from './request.ts';
import type { Sending, Sent } from './send.ts';
import { type Units, unitsOf } from './units.ts';

export type Burst = {
  readonly sent: Sent;
  readonly accepted: number;
  /** Seconds from the last 202 until the national total had every report. */
  readonly freshAfter: number;
  readonly nodes: number;
  readonly units: Units;
};

const CONNECTIONS = 50;
const isOfSubmissions = (principal: string): boolean => /-(submit|aggregate)$/.test(principal);
const LONGEST_WAIT_SECONDS = 120;

export async function burst(hub: Hub, size: number): Promise<Burst> {
  const { registry, twin } = hub;
  const random = seededRandom(2);
  const file = join(buildDirectory, 'burst.ndjson');
  const requests = registry.senders.slice(0, size).map(({ system, apiKey }): Sending => {
    const body = reportText(registry.plan, { system, period: hub.period, revision: 1 }, random);
    return { headers: headersOf(apiKey, body), body };
  });
  writeFileSync(file, requests.map((request) => JSON.stringify(request)).join('\n'));

  twin.resetCounts();
  const child = fork(join(import.meta.dirname, 'send.ts'), [
    `${twin.apiUrl}/submissions`,
    file,
    String(CONNECTIONS),
  ]);
  const [sent] = (await once(child, 'message')) as [Sent];
  const last = performance.now();
  const accepted = sent.statuses['202'] ?? 0;
  while ((await hub.readNational()).reporters < accepted) {
    if (performance.now() - last > LONGEST_WAIT_SECONDS * 1000)
      throw new Error(`the national total lacks reports ${LONGEST_WAIT_SECONDS} s after the last of them`);
    await sleep(100);
  }
  const freshAfter = (performance.now() - last) / 1000;
  // A consumer may still be folding what another has folded already; its calls count too.
  await sleep(3000);
  const { calls } = twin.counts();
  return {
    sent,
    accepted,
    freshAfter,
    nodes: await hub.countNodes(),
    units: unitsOf(calls, isOfSubmissions),
  };
}
