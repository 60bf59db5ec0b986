/**
 * The search through every state that a scope can get into. Depth first where all of it is to be seen; breadth first
 * where a shortest story of a violation is wanted. States that were seen are not gone through again; they are told
 * apart by everything that they consist of, not by a hash, so none is missed.
 */
import { emptyNode } from '../../shared/domain/totals/total.ts';
import { plain } from '../fixtures/numbers.ts';
import { actionsOf, initialState } from './actions.ts';
import type { Engine } from './engine.ts';
import { expectedTotals, type Said } from './expected.ts';
import { growForks } from './forks.ts';
import { totalAt } from './operations.ts';
import { type Action, type Scope, type Search, type State, stateKey } from './scope.ts';
import { EVENT_DAY, period, snapshotAt } from './small-country.ts';
import { emptyWorld, worldKey } from './world.ts';

export type Found = {
  readonly states: number;
  readonly steps: number;
  /** States in which nothing can happen any more, each of which was compared with the model. */
  readonly quiescent: number;
  /** How different the stores were in them. */
  readonly ends: ReadonlySet<string>;
  /** Distinct positions of processes, and how often real code was run from its beginning to find them. */
  readonly positions: number;
  readonly runs: number;
  /** What is wrong and how it came to it; null: nothing is wrong anywhere. */
  readonly violation: { readonly what: string; readonly story: readonly string[] } | null;
};

/** What is wrong in a state in which nothing can happen any more. */
function wrongIn(search: Search, state: State): string | null {
  const said: Said[] = [];
  const answers = new Map<string, string>();
  for (const [index, { answer }] of state.senders.entries()) {
    const { name, says } = search.scope.senders[index] ?? {};
    if (answer === null || says === undefined) return `${name} never got an answer`;
    const told = JSON.parse(answer) as {
      ok: boolean;
      value?: { id: string; receivedAt: string };
      problem?: unknown;
    };
    if (!told.ok || told.value === undefined) return `${name} was refused: ${answer}`;
    const content = JSON.stringify(says);
    const before = answers.get(content);
    if (before !== undefined && before !== answer)
      return `${name} was answered otherwise than the same before it`;
    answers.set(content, answer);
    said.push({ ...says, receivedAt: told.value.receivedAt });
  }
  if (state.world.queue.length > 0 || state.consumers.some((one) => one !== null))
    return 'a message is stuck';
  const registry = snapshotAt(state.world.registry);
  for (const { node, parent, total } of expectedTotals(said, search.scope.dataset, registry, EVENT_DAY)) {
    const key = { dataset: search.scope.dataset, period: period.id, parent, node };
    const stored = totalAt(state.world, key)?.content ?? emptyNode;
    if (JSON.stringify(inOrder(plain(stored))) !== JSON.stringify(inOrder(total)))
      return `the total of ${node} is ${JSON.stringify(stored)} and should be ${JSON.stringify(total)}`;
  }
  return null;
}

const inOrder = ({ cells, reporters, newestReceivedAt }: ReturnType<typeof plain>) => [
  Object.entries(cells).sort(([a], [b]) => (a < b ? -1 : 1)),
  reporters,
  newestReceivedAt,
];

const searchOf = (engine: Engine, scope: Scope, reduced = true): Search => ({
  scope,
  engine,
  reduced,
  forks: growForks(reduced),
  rules: {
    idOf: engine.submissionId,
    deletesEmptyTotals: false,
    keepsDuplicates: false,
    pageSize: 100,
    ...scope.store,
  },
});

/** All of it, depth first. Stops at the first violation, whose story is then as long as it happened to be. */
export async function searchAll(engine: Engine, scope: Scope, reduced = true): Promise<Found> {
  const search = searchOf(engine, scope, reduced);
  const initial = await initialState(search, emptyWorld);
  const seen = new Set([stateKey(initial)]);
  type Frame = { readonly state: State; readonly actions: readonly Action[]; next: number };
  const path: Frame[] = [{ state: initial, actions: actionsOf(search, initial), next: 0 }];
  let [steps, quiescent] = [0, 0];
  const ends = new Set<string>();
  const found = (violation: Found['violation']): Found => ({
    states: seen.size,
    steps,
    quiescent,
    ends,
    violation,
    ...search.forks.figures(),
  });
  for (let frame = path.at(-1); frame !== undefined; frame = path.at(-1)) {
    const action = frame.actions[frame.next];
    frame.next += 1;
    if (action === undefined) {
      path.pop();
      continue;
    }
    const applied = action.apply();
    const state = applied instanceof Promise ? await applied : applied;
    steps += 1;
    const key = stateKey(state);
    if (seen.has(key)) continue;
    seen.add(key);
    const actions = actionsOf(search, state);
    path.push({ state, actions, next: 0 });
    if (actions.length > 0) continue;
    quiescent += 1;
    ends.add(worldKey(state.world));
    const what = wrongIn(search, state);
    if (what === null) continue;
    return found({ what, story: path.flatMap(({ actions: all, next }) => all[next - 1]?.says() ?? []) });
  }
  return found(null);
}

/** Breadth first until the first violation: its story is a shortest one. */
export async function searchShortest(engine: Engine, scope: Scope): Promise<Found> {
  const search = searchOf(engine, scope);
  type Reached = { readonly state: State; readonly by: Action | null; readonly from: Reached | null };
  const initial = await initialState(search, emptyWorld);
  const seen = new Set([stateKey(initial)]);
  let edge: Reached[] = [{ state: initial, by: null, from: null }];
  let [steps, quiescent] = [0, 0];
  const ends = new Set<string>();
  const found = (violation: Found['violation']): Found => ({
    states: seen.size,
    steps,
    quiescent,
    ends,
    violation,
    ...search.forks.figures(),
  });
  while (edge.length > 0) {
    const next: Reached[] = [];
    for (const reached of edge) {
      const actions = actionsOf(search, reached.state);
      if (actions.length === 0) {
        quiescent += 1;
        ends.add(worldKey(reached.state.world));
        const what = wrongIn(search, reached.state);
        const story: string[] = [];
        for (let at: Reached | null = reached; at?.by; at = at.from) story.unshift(at.by.says());
        if (what !== null) return found({ what, story });
      }
      for (const action of actions) {
        const applied = action.apply();
        const state = applied instanceof Promise ? await applied : applied;
        steps += 1;
        const key = stateKey(state);
        if (seen.has(key)) continue;
        seen.add(key);
        next.push({ state, by: action, from: reached });
      }
    }
    edge = next;
  }
  return found(null);
}
