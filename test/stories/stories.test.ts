/**
 * Long stories at random: submissions, retries, corrections and withdrawals at doors whose clocks and registries differ;
 * batches delivered, again and in any order, to consumers that wait, die or are throttled at any call; a tree that
 * changes; outages until messages are dead letters, and their redrive days later; the sweep in between. At the end
 * all totals are those of plain maps. Reproduce one with `DTM_SEED=<seed>`; a failure shrinks to a story in words.
 */
import { describe, expect, test } from 'vitest';
import { stores } from '../contracts/stores.ts';
import { sized } from '../size.ts';
import { storeIn, storeInMemory } from './stores.ts';
import { seed, type Telling, tell } from './tell.ts';

async function expectExact(where: string, telling: Telling): Promise<void> {
  const began = performance.now();
  const { commands, stories, exactAlready, kinds, failure } = await tell(telling);
  const of = [...kinds].sort(([, a], [, b]) => b - a).map(([kind, count]) => `${kind} ${count}`);
  const seconds = ((performance.now() - began) / 1000).toFixed(1);
  process.stdout.write(
    `stories ${where}: seed ${seed}, ${commands} commands in ${stories} stories (${of.join(', ')}), ${exactAlready} of them exact before any sweep at the end, the others after one; ${seconds} s\n`,
  );
  if (failure !== null) expect.fail(failure);
  expect(commands).toBeGreaterThanOrEqual(telling.commands);
  expect(exactAlready).toBeGreaterThan(0);
}

describe('whatever happens, totals equal the plain map', () => {
  const inMemory = sized(6_000, 100_000);
  test(`${inMemory} commands in memory`, { timeout: 600_000 }, () =>
    expectExact('in memory', { open: storeInMemory, commands: inMemory, length: 60, widens: true }),
  );

  const onDynalite = sized(1_000, 5_000);
  test(`${onDynalite} commands on dynalite, through the adapters`, { timeout: 600_000 }, async () => {
    const dynalite = stores.find(({ name }) => name === 'dynalite');
    if (dynalite === undefined) throw new Error('no dynalite');
    const { client, close } = await dynalite.open();
    const open = () => storeIn(client);
    await expectExact('on dynalite', { open, commands: onDynalite, length: 120, widens: false }).finally(
      close,
    );
  });
});
