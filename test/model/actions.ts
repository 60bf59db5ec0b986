/** Everything that can happen next in a state: calls of any process, deliveries, faults. */
import type { QueueMessage } from '../../shared/app/ports/queues.ts';
import type { LedgerEntry } from '../../shared/contract/submissions/ledger.ts';
import type { Answer, Position } from './forks.ts';
import { changes, type Operation, operate } from './operations.ts';
import { consumption, repairing, request } from './programs.ts';
import type { Action, Asking, Consumer, Search, State } from './scope.ts';
import { callInWords } from './words.ts';
import { numberOf, type Waiting, type World, withMessage } from './world.ts';

type Moved = { readonly state: State; readonly position: Position };

const then = <T, R>(value: T | Promise<T>, go: (value: T) => R | Promise<R>): R | Promise<R> =>
  value instanceof Promise ? value.then(go) : go(value);

/** The ways that a process can go on: a call is carried out; or its answer is lost; or it is refused. */
function callActions(
  search: Search,
  state: State,
  who: string,
  position: Position,
  moved: (moved: Moved) => State | Promise<State>,
  canFail: boolean,
): Action[] {
  const actions: Action[] = [];
  const on = (call: number, answer: Answer, world: World, outages: number) =>
    then(position.after(call, answer), (next) =>
      moved({ state: { ...state, world, outages }, position: next }),
    );
  for (const [call, operation] of position.pending) {
    const words = () => callInWords(operation);
    actions.push({
      says: () => `${who} ${words()}${answerInWords(search, state.world, operation)}`,
      apply: () => {
        const [world, value] = operate(search.rules, state.world, operation);
        return on(call, { value }, world, state.outages);
      },
    });
    if (!canFail || state.outages === 0) continue;
    const outages = state.outages - 1;
    actions.push({
      says: () => `${who} ${words()}: REFUSED`,
      apply: () => on(call, { error: 'refused' }, state.world, outages),
    });
    if (!changes(operation)) continue;
    actions.push({
      says: () => `${who} ${words()}: done, but THE ANSWER IS LOST`,
      apply: () => on(call, { error: 'lost' }, operate(search.rules, state.world, operation)[0], outages),
    });
  }
  return actions;
}

function answerInWords(search: Search, world: World, operation: Operation): string {
  const [, value] = operate(search.rules, world, operation);
  return value === 'lost the race' ? ' and loses the race' : '';
}

/** A sender with its first request under way; one with an answer, an error or a predecessor is treated elsewhere. */
function began(search: Search, index: number, attempt: number): Asking | Promise<Asking> {
  const sender = search.scope.senders[index];
  if (sender === undefined) throw new Error(`no sender ${index}`);
  const door = { ...sender.door, ahead: sender.door.ahead + attempt };
  const position = search.forks.start(request(search.engine, sender.wish, door));
  return then(position, (at) => ({ attempt, position: at, answer: null }));
}

/** What became of it since is of the moment of asking, and not what the same content is always answered. */
const withoutFate = (name: string, value: unknown): unknown =>
  ['state', 'by', 'nextRevision'].includes(name) ? undefined : value;

function senderMoved(search: Search, index: number, { state, position }: Moved): State | Promise<State> {
  const put = (asking: Asking, at: number, into: State): State => ({
    ...into,
    senders: into.senders.map((one, other) => (other === at ? asking : one)),
  });
  const attempt = state.senders[index]?.attempt ?? 0;
  if (position.outcome === null) return put({ attempt, position, answer: null }, index, state);
  // 503 or no answer at all: it asks again.
  if ('error' in position.outcome)
    return then(began(search, index, attempt + 1), (asking) => put(asking, index, state));
  const answer = JSON.stringify(position.outcome.value, withoutFate);
  const told = put({ attempt, position: null, answer }, index, state);
  const follower = search.scope.senders.findIndex(({ after }) => after === index);
  return follower < 0 ? told : then(began(search, follower, 0), (asking) => put(asking, follower, told));
}

const replaced = (state: State, index: number, consumer: Consumer | null): State => ({
  ...state,
  consumers: state.consumers.map((one, other) => (other === index ? consumer : one)),
});

/** Every choice of at most `most` of the waiting messages, each different choice once. */
function choices(queue: readonly Waiting[], most: number): Waiting[][] {
  const sorted = [...queue].sort((a, b) => numberOf(a.body) - numberOf(b.body) || a.receives - b.receives);
  const found = new Map<string, Waiting[]>();
  const choose = (from: number, taken: Waiting[]): void => {
    if (taken.length > 0) found.set(JSON.stringify(taken), taken);
    if (taken.length === most) return;
    for (let at = from; at < sorted.length; at += 1) {
      const next = sorted[at];
      if (next !== undefined) choose(at + 1, [...taken, next]);
    }
  };
  choose(0, []);
  return [...found.values()];
}

function receive(
  search: Search,
  state: State,
  index: number,
  taken: readonly Waiting[],
): State | Promise<State> {
  const queue = [...state.world.queue];
  for (const one of taken) queue.splice(queue.indexOf(one), 1);
  const held: QueueMessage[] = taken.map(({ body, receives }, at) => ({
    id: `m${at}`,
    body,
    receiveCount: receives + 1,
  }));
  const isFixed = search.scope.refolds === null;
  return then(search.forks.start(consumption(search.engine, held, isFixed)), (position) =>
    replaced({ ...state, world: { ...state.world, queue } }, index, {
      position,
      held: held.map(({ id, body, receiveCount }) => ({ id, body, receives: receiveCount })),
    }),
  );
}

/** Gives back the messages that are not acknowledged. */
function release(state: State, index: number, consumer: Consumer, failed: (id: string) => boolean): State {
  let { world } = state;
  for (const { id, body, receives } of consumer.held)
    if (failed(id)) world = withMessage(world, body, receives);
  return replaced({ ...state, world }, index, null);
}

function consumerActions(search: Search, state: State, index: number, consumer: Consumer): Action[] {
  const who = `consumer ${index + 1}`;
  const { position } = consumer;
  const actions =
    position.outcome === null
      ? callActions(
          search,
          state,
          who,
          position,
          ({ state: next, position: at }) => replaced(next, index, { ...consumer, position: at }),
          true,
        )
      : [acknowledgement(state, index, consumer, who)];
  if (state.crashes > 0) {
    actions.push({
      says: () => `${who} CRASHES; its messages become visible again`,
      apply: () => release({ ...state, crashes: state.crashes - 1 }, index, consumer, () => true),
    });
  }
  if (state.again > 0) {
    for (const { body, receives } of consumer.held) {
      actions.push({
        says: () => `the queue DELIVERS AGAIN what ${who} is still at`,
        apply: () => ({ ...state, again: state.again - 1, world: withMessage(state.world, body, receives) }),
      });
    }
  }
  return actions;
}

function acknowledgement(state: State, index: number, consumer: Consumer, who: string): Action {
  const { outcome } = consumer.position;
  const value = outcome !== null && 'value' in outcome ? outcome.value : null;
  const failed = value === null ? null : (value as { failed: string[] }).failed;
  const kept = failed === null ? 'all' : failed.length === 0 ? 'none' : failed.join(', ');
  return {
    says: () => `${who} answers: ${kept} of its messages failed`,
    apply: () => release(state, index, consumer, (id) => failed?.includes(id) ?? true),
  };
}

/** Whether nobody will ever add an entry: every sender has its answer, or its entry is there already. */
const isLedgerFinal = ({ rules }: Search, { senders, world }: State): boolean =>
  senders.every(
    ({ answer, position }) =>
      answer !== null ||
      position?.pending
        .values()
        .every(
          ([name, entry]) =>
            name === 'send' || (name === 'put entry' && world.ledger.has(rules.idOf(entry as LedgerEntry))),
        ),
  );

/** Whether what a process does next is nothing to any other: then it may as well do it at once. */
function isAlone(search: Search, state: State, position: Position): boolean {
  if (position.outcome !== null) return true;
  // A message more hinders nobody; a ledger that nobody adds to reads the same later.
  const names = position.pending.values().map(([name]) => name);
  return names.every(
    (name) =>
      name === 'send' ||
      ((name === 'read reports' || name === 'read events') && isLedgerFinal(search, state)),
  );
}

function registrarActions(state: State, refolds: readonly string[]): Action[] {
  const body = refolds[state.registrar - 1];
  const registrar = state.registrar + 1;
  if (body !== undefined) {
    const apply = () => ({ ...state, registrar, world: withMessage(state.world, body) });
    return [{ says: () => `the change of the tree sends ${bodyInWords(body)}`, apply }];
  }
  const apply = () => ({ ...state, registrar, world: { ...state.world, registry: 2 } });
  return [{ says: () => 'registry version 2 is published: H26.dvc belongs to G06', apply }];
}

/**
 * What is enough to be gone through in a state. Where all that one process can do next, its faults included, commutes
 * with whatever any other can ever do, only that process moves (an ample set; no step can be put off for ever, as
 * every step brings its process forward).
 */
export function actionsOf(search: Search, state: State): Action[] {
  const { scope } = search;
  const actions: Action[] = [];
  for (const [index, { position }] of state.senders.entries()) {
    if (position === null) continue;
    const who = scope.senders[index]?.name ?? '';
    const own = callActions(search, state, who, position, (to) => senderMoved(search, index, to), true);
    if (search.reduced && isAlone(search, state, position)) return own;
    actions.push(...own);
  }
  for (const [index, consumer] of state.consumers.entries()) {
    if (consumer === null) continue;
    const own = consumerActions(search, state, index, consumer);
    if (search.reduced && isAlone(search, state, consumer.position)) return own;
    actions.push(...own);
  }
  if (scope.refolds !== null && state.registrar <= scope.refolds.length) {
    const own = registrarActions(state, scope.refolds);
    if (search.reduced && state.registrar > 0) return own;
    actions.push(...own);
  }
  // Two idle consumers are alike: letting the first take the messages is no restriction.
  const idle = state.consumers.indexOf(null);
  if (idle >= 0) {
    for (const taken of choices(state.world.queue, scope.batch)) {
      actions.push({
        says: () =>
          `consumer ${idle + 1} receives ${taken.map(({ body }) => bodyInWords(body)).join(' and ')}`,
        apply: () => receive(search, state, idle, taken),
      });
    }
  }
  const { repairer } = state;
  if (repairer !== null && repairer.outcome === null) {
    const moved = ({ state: next, position }: Moved): State => ({ ...next, repairer: position });
    actions.push(...callActions(search, state, 'the sweep', repairer, moved, false));
  }
  return actions;
}

export async function initialState(search: Search, world: World): Promise<State> {
  const { scope } = search;
  const senders = scope.senders.map(
    async ({ after }, index): Promise<Asking> =>
      after === undefined ? began(search, index, 0) : { attempt: 0, position: null, answer: null },
  );
  return {
    world,
    senders: await Promise.all(senders),
    consumers: Array.from({ length: scope.consumers }, () => null),
    registrar: 0,
    repairer:
      scope.repairs && (await search.forks.start(repairing(search.engine, scope.dataset, scope.repairs))),
    crashes: scope.crashes,
    outages: scope.outages,
    again: scope.again,
  };
}

function bodyInWords(body: string): string {
  const read = JSON.parse(body) as {
    kind: string;
    system?: string;
    revision?: number;
    node?: string;
    idempotencyKey?: string;
  };
  return `the ${read.kind} ${read.node ?? `${read.system} ${read.revision ?? read.idempotencyKey}`}`;
}
