/**
 * The model check: every interleaving, in small scope, of the real use cases over a store whose every call is a point
 * at which another process may move, a consumer may die, an answer may be lost. In every state in which nothing can
 * happen any more, every total is that of a plain map of what senders were told is accepted, every sender was
 * answered, the same content was answered the same (but for what became of it since), and the queue is empty.
 * `npm run test:long` searches larger scopes too.
 */
import { describe, expect, test } from 'vitest';
import { isLong } from '../size.ts';
import { engine } from './engine.ts';
import type { Scope } from './scope.ts';
import { largerScopes, parts, scopeOf, scopes } from './scopes.ts';
import { type Found, searchAll, searchShortest } from './search.ts';

const number = (value: number): string => value.toLocaleString('en');

function say(scope: Scope, found: Found, milliseconds: number): void {
  const { states, steps, quiescent, positions, runs } = found;
  process.stdout.write(
    `model check: ${scope.name} (${scope.consumers} consumers, batches of up to ${scope.batch}): ${number(states)} states, ${number(steps)} steps, ${quiescent} ends; ${number(positions)} positions of processes from ${number(runs)} runs of the real code; ${(milliseconds / 1000).toFixed(1)} s, all of it seen\n`,
  );
}

async function expectExact(scope: Scope): Promise<void> {
  const began = performance.now();
  const found = await searchAll(engine, scope);
  if (found.violation !== null) {
    const shortest = (await searchShortest(engine, scope)).violation ?? found.violation;
    expect.fail(`${shortest.what}\n${shortest.story.map((step, at) => `${at + 1}. ${step}`).join('\n')}`);
  }
  say(scope, found, performance.now() - began);
  expect(found.quiescent).toBeGreaterThan(0);
}

describe('whatever the order of calls, totals are exact once nothing is under way', () => {
  test.each(scopes)('$name', { timeout: 300_000 }, expectExact);
  test.runIf(isLong).each(largerScopes)('$name', { timeout: 900_000 }, expectExact);
});

describe('the reductions of the search leave nothing out', () => {
  const { first, retry, correction, events, moved } = parts;
  test.each([
    scopeOf('three submissions', [first, retry, correction]),
    scopeOf('two submissions and a crash', [first, correction], { crashes: 1 }),
    scopeOf('a submission and an outage', [first], { outages: 1 }),
    scopeOf('an event and its retry', events.slice(0, 2)),
    scopeOf('a system that moves', [first], moved),
  ])('$name: a search without them ends in the same stores', { timeout: 120_000 }, async (scope) => {
    const [all, reduced] = [await searchAll(engine, scope, false), await searchAll(engine, scope, true)];
    expect(all.violation).toBeNull();
    expect([...reduced.ends].sort()).toEqual([...all.ends].sort());
    expect(reduced.states).toBeLessThan(all.states);
  });
});
