import { setImmediate } from 'node:timers/promises';
import { expect, test } from 'vitest';
import type { Answer } from '../../../cli/call-hub.ts';
import type { PlannedRequest } from '../../../demo/sample/planned-request.ts';
import { play } from '../../../demo/sample-month/play.ts';

const request = (system: string, name: string): PlannedRequest => ({
  name,
  agency: 'H26',
  system,
  body: '',
  headers: {},
  expected: 'refused',
});
const answer: Answer = { status: 503, body: '' };

test('systems are played in parallel, the requests of each one after the answer to the last', async () => {
  const systems = ['H26.a', 'H26.b', 'H26.c'];
  const requests = ['1', '2', '3'].flatMap((name) => systems.map((system) => request(system, name)));
  const under = new Set<string>();
  const sent: string[] = [];
  let most = 0;
  const send = async ({ system, name }: PlannedRequest) => {
    expect(under.has(system)).toBe(false);
    under.add(system);
    most = Math.max(most, under.size);
    await setImmediate();
    under.delete(system);
    sent.push(`${system} ${name}`);
    return answer;
  };
  const counts: number[] = [];
  const observed = await play(requests, send, Date.now, (count) => counts.push(count));
  expect(most).toBe(3);
  expect(sent.filter((each) => each.startsWith('H26.b'))).toEqual(['H26.b 1', 'H26.b 2', 'H26.b 3']);
  expect(counts).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9]);
  expect(observed).toHaveLength(9);
});
