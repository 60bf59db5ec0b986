/** Plays the sample: the systems in parallel, the requests of each in order, as their agencies would send them. */
import pLimit from 'p-limit';
import type { Answer } from '../../cli/call-hub.ts';
import { lanesOf, type PlannedRequest } from '../sample/planned-request.ts';
import { type Observed, observe } from './observe.ts';

export type Send = (request: PlannedRequest) => Promise<Answer>;

const SENDERS_AT_ONCE = 8;

export async function play(
  requests: readonly PlannedRequest[],
  send: Send,
  now: () => number,
  onAnswer: (count: number) => void,
): Promise<Observed[]> {
  const began = new Date(now()).toISOString();
  const seen = new Map<string, string>();
  const observed: Observed[] = [];
  const several = pLimit(SENDERS_AT_ONCE);
  await several.map(lanesOf(requests), async (lane) => {
    for (const request of lane) {
      observed.push(observe(request, await send(request), seen, began));
      onAnswer(observed.length);
    }
  });
  return observed;
}
