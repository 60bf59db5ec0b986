/** Tells random stories until so many commands were played or one goes wrong, which then is shrunk. */
import fc from 'fast-check';
import { type Engine, engine } from '../model/engine.ts';
import { type Command, command, inWords } from './command.ts';
import { play } from './play.ts';
import type { StoryStore } from './stores.ts';

export const seed =
  process.env.DTM_SEED === undefined ? Math.trunc(Math.random() * 2 ** 31) : Number(process.env.DTM_SEED);

export type Telling = {
  readonly open: () => Promise<StoryStore>;
  readonly commands: number;
  /** Commands in the longest story. */
  readonly length: number;
  readonly widens: boolean;
  readonly engine?: Engine;
  readonly seed?: number;
};

export type Told = {
  readonly commands: number;
  readonly stories: number;
  /** Stories whose totals were right before any sweep at the end. */
  readonly exactAlready: number;
  readonly kinds: ReadonlyMap<string, number>;
  /** In words; null: nothing went wrong. */
  readonly failure: string | null;
};

export async function tell(telling: Telling): Promise<Told> {
  const kinds = new Map<string, number>();
  const used = telling.engine ?? engine;
  const from = telling.seed ?? seed;
  let [commands, stories, exactAlready] = [0, 0, 0];
  for (let round = 0; commands < telling.commands; round += 1) {
    let isShrinking = false;
    const drawn = fc.array(command(telling.widens), { minLength: 1, maxLength: telling.length, size: 'max' });
    const property = fc.asyncProperty(drawn, async (story) => {
      const { wrong, isExactAlready } = await play(story, await telling.open(), used);
      if (!isShrinking) {
        commands += story.length;
        stories += 1;
        if (isExactAlready) exactAlready += 1;
        for (const one of story) kinds.set(one.do, (kinds.get(one.do) ?? 0) + 1);
      }
      isShrinking ||= wrong !== null;
      return wrong === null;
    });
    const result = await fc.check(property, { seed: from + round, numRuns: 10 });
    const [story] = result.counterexample ?? [];
    const failure = story === undefined ? null : await failureOf(story, telling, used, from + round);
    if (failure !== null) return { commands, stories, exactAlready, kinds, failure };
  }
  return { commands, stories, exactAlready, kinds, failure: null };
}

async function failureOf(
  story: readonly Command[],
  { open }: Telling,
  used: Engine,
  from: number,
): Promise<string> {
  const wrong = await play(story, await open(), used).then(
    (ending) => ending.wrong,
    (thrown: unknown) => `it threw ${thrown instanceof Error ? thrown.stack : String(thrown)}`,
  );
  const steps = story.map((one, at) => `    ${at + 1}. ${inWords(one)}\n`).join('');
  return `DTM_SEED=${from}\n${steps}    => ${wrong}`;
}
