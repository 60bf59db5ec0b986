/** Plays a story and says what is wrong at its end, and on its way; null where nothing is. */
import { COUNTRY } from '../../shared/contract/registry.ts';
import { treeAt } from '../../shared/domain/registry/tree.ts';
import { submissionId } from '../../shared/domain/submissions/submission-key.ts';
import { agencyNode } from '../../shared/domain/totals/fold-tree.ts';
import { emptyNode } from '../../shared/domain/totals/total.ts';
import { plain } from '../fixtures/numbers.ts';
import { type Engine, engine } from '../model/engine.ts';
import { countingOf, totalOf } from '../model/expected.ts';
import { period } from '../model/small-country.ts';
import type { Command, Door } from './command.ts';
import { wayUp } from './country.ts';
import { Fault } from './faults.ts';
import {
  datasets,
  eventWish,
  reportWish,
  type StoryHub,
  storyHub,
  type Wish,
  withdrawalWish,
} from './hub.ts';
import type { StoryStore } from './stores.ts';

class Wrong extends Error {}

/** The answer has to be that of what stands: the same again as the first time, anything else refused. */
async function ask(hub: StoryHub, wish: Wish, door: Door): Promise<void> {
  const before = hub.recorded.get(wish.id);
  let answer: Awaited<ReturnType<StoryHub['ask']>>;
  try {
    answer = await hub.ask(wish, door);
  } catch (error) {
    if (error instanceof Fault) return;
    throw error;
  }
  const stands = hub.recorded.get(wish.id);
  if (answer.ok) {
    if (stands === undefined) throw new Wrong(`${wish.id} was accepted and is not recorded`);
    if (stands.value !== wish.says.value) throw new Wrong(`${wish.id} was accepted over other content`);
    if (answer.value.receivedAt !== stands.receivedAt)
      throw new Wrong(
        `${wish.id} is answered ${answer.value.receivedAt}, the first time ${stands.receivedAt}`,
      );
    if (hub.unsent.has(wish.id)) throw new Wrong(`${wish.id} was accepted and never enqueued`);
    if (answer.value.id !== wish.id) throw new Wrong(`${wish.id} was given the id ${answer.value.id}`);
  } else if (before !== undefined && before.value === wish.says.value && wish.kind === 'submit') {
    throw new Wrong(`${wish.id} is refused and was accepted before: ${answer.problem.kind}`);
  }
}

async function perform(hub: StoryHub, store: StoryStore, one: Command): Promise<void> {
  hub.tick();
  switch (one.do) {
    case 'report':
    case 'event': {
      const wish =
        one.do === 'report'
          ? reportWish(one.system, one.revision, one.value)
          : eventWish(one.system, one.key, one.hour, one.value);
      hub.wishes.push(wish);
      return ask(hub, wish, one.door);
    }
    case 'ask again':
    case 'withdraw': {
      const earlier = hub.wishes[one.which % Math.max(1, hub.wishes.length)];
      if (earlier === undefined) return;
      if (one.do === 'ask again') return ask(hub, earlier, one.door);
      if (earlier.kind === 'withdraw') return ask(hub, earlier, one.door);
      hub.wishes.push(withdrawalWish(earlier));
      return ask(hub, withdrawalWish(earlier), one.door);
    }
    case 'deliver':
      return hub.deliver(hub.receive(one.pick), one.fate);
    case 'go on':
      return hub.goOn(one.which);
    case 'deliver a copy':
      return hub.deliverCopy(one.which);
    case 'outage':
      return hub.outage(one.pick);
    case 'redrive':
      return hub.redrive(one.days);
    case 'change':
      return hub.change(one.change, one.refolds);
    case 'sweep':
      await hub.sweep();
      return;
    case 'all comes to rest':
      await rest(hub, store);
  }
}

const textOf = ({ cells, reporters, newestReceivedAt }: ReturnType<typeof plain>): string =>
  JSON.stringify([reporters, newestReceivedAt, Object.entries(cells).sort(([a], [b]) => (a < b ? -1 : 1))]);

/** Every agency's total and the country's, by the plain maps of the country and of what was recorded. */
async function compare(hub: StoryHub, store: StoryStore, when: string): Promise<void> {
  const country = hub.country();
  const said = [...hub.recorded.values()];
  const tree = treeAt(await store.readSnapshot(), period);
  for (const dataset of datasets) {
    const { id } = dataset;
    const counting = countingOf(said.filter((one) => one.dataset === id)).filter(
      ({ system }) => wayUp(country, country.agencyOf[system] ?? '') !== null,
    );
    for (const code of [COUNTRY, ...Object.keys(country.parents)]) {
      if (code !== COUNTRY && wayUp(country, code) === null) continue;
      const below = counting.filter(({ system }) =>
        wayUp(country, country.agencyOf[system] ?? '')?.includes(code),
      );
      const expected = textOf(totalOf(below));
      const parent = agencyNode(dataset, tree, code)?.parent ?? null;
      const stored = await store.readNode({ dataset: id, period: period.id, parent, node: code });
      const actual = textOf(plain(stored?.content ?? emptyNode));
      if (actual !== expected)
        throw new Wrong(`${when}, the total of ${code} in ${id} is ${actual} and should be ${expected}`);
    }
  }
}

/**
 * Nothing is under way any more. Who waited goes on when all others are done: what it read is as old as can be, and
 * nobody comes after it to put right what it puts. Answers whether totals had to be, and were, exact without a sweep.
 */
async function rest(hub: StoryHub, store: StoryStore): Promise<boolean> {
  await hub.drain();
  await hub.finish();
  const stuck = await hub.drain();
  if (stuck > 0) throw new Wrong(`${stuck} messages are stuck`);
  if (hub.needsSweep()) return false;
  await compare(hub, store, 'without a sweep');
  return true;
}

export type Ending = { readonly wrong: string | null; readonly isExactAlready: boolean };

export async function play(
  story: readonly Command[],
  store: StoryStore,
  used: Engine = engine,
): Promise<Ending> {
  const hub = storyHub(store, used);
  let isExactAlready = false;
  try {
    for (const one of story) await perform(hub, store, one);
    isExactAlready = await rest(hub, store);
    const journalled = new Set(hub.journal.flat().map(submissionId));
    const missing = [...hub.recorded.keys()].find((id) => !hub.unsent.has(id) && !journalled.has(id));
    if (missing !== undefined) throw new Wrong(`${missing} is not in the journal`);
    const repaired = (await hub.sweep()).flatMap(({ repairs }) => repairs);
    const failed = repaired.find(({ outcome }) => outcome !== 'written' && outcome !== 'unchanged');
    if (failed !== undefined) throw new Wrong(`the sweep could not repair ${failed.node}: ${failed.outcome}`);
    await compare(hub, store, 'after one sweep');
    const left = (await hub.sweep()).flatMap(({ report }) => report.differences);
    if (left.length > 0)
      throw new Wrong(`after one sweep, verify still finds ${left.map(({ node }) => node)}`);
    return { wrong: null, isExactAlready };
  } catch (error) {
    if (error instanceof Wrong) return { wrong: error.message, isExactAlready };
    throw error;
  }
}
