/**
 * Long stories at random: submissions, retries, corrections and withdrawals at doors whose clocks and registries differ;
 * batches delivered, again and in any order, to consumers that wait, die or are throttled at any call; a tree that
 * changes; outages until messages are dead letters, and their redrive days later; the sweep in between. At the end
 * all totals are those of plain maps. Reproduce one with `DTM_SEED=<seed>`; a failure shrinks to a story in words.
 */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { stores } from '../contracts/stores.ts';
import { type Command, command, inWords } from './command.ts';
import { play } from './play.ts';
import { type StoryStore, storeIn, storeInMemory } from './stores.ts';

const seed =
  process.env.DTM_SEED === undefined ? Math.trunc(Math.random() * 2 ** 31) : Number(process.env.DTM_SEED);

type Telling = { readonly commands: number; readonly length: number; readonly widens: boolean };

/** Tells stories until so many commands were played. */
async function tell(name: string, open: () => Promise<StoryStore>, telling: Telling): Promise<void> {
  const began = performance.now();
  const kinds = new Map<string, number>();
  let [played, stories, round] = [0, 0, 0];
  while (played < telling.commands) {
    const drawn = fc.array(command(telling.widens), { minLength: 5, maxLength: telling.length, size: 'max' });
    let failing = false;
    const result = await fc.check(
      fc.asyncProperty(drawn, async (story) => {
        if (!failing) {
          played += story.length;
          stories += 1;
          for (const one of story) kinds.set(one.do, (kinds.get(one.do) ?? 0) + 1);
        }
        const wrong = await play(story, await open());
        failing ||= wrong !== null;
        return wrong === null;
      }),
      { seed: seed + round, numRuns: 10 },
    );
    round += 1;
    if (!result.failed) continue;
    const [story = []] = result.counterexample ?? [];
    expect.fail(await told(story, open, result.seed));
  }
  const all = [...kinds].sort(([, a], [, b]) => b - a).map(([kind, count]) => `${kind} ${count}`);
  process.stdout.write(
    `stories on ${name}: seed ${seed}, ${played} commands in ${stories} stories, ${((performance.now() - began) / 1000).toFixed(1)} s (${all.join(', ')})\n`,
  );
  expect(played).toBeGreaterThanOrEqual(telling.commands);
}

async function told(
  story: readonly Command[],
  open: () => Promise<StoryStore>,
  from: number,
): Promise<string> {
  const wrong = await play(story, await open()).catch((thrown: unknown) => `it threw ${String(thrown)}`);
  const steps = story.map((one, at) => `${at + 1}. ${inWords(one)}`).join('\n');
  return `seed ${from}: ${wrong}\n${steps}\n${JSON.stringify(story)}`;
}

describe('whatever happens, totals equal the plain map', () => {
  test('20,000 commands in memory', { timeout: 300_000 }, () =>
    tell('stores in memory', storeInMemory, { commands: 20_000, length: 60, widens: true }),
  );

  test('2,000 commands on dynalite, through the adapters', { timeout: 300_000 }, async () => {
    const dynalite = stores.find(({ name }) => name === 'dynalite');
    if (dynalite === undefined) throw new Error('no dynalite');
    const { client, close } = await dynalite.open();
    try {
      await tell('dynalite', () => storeIn(client), { commands: 2_000, length: 60, widens: false });
    } finally {
      await close();
    }
  });
});
