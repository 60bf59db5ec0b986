/** A store is away for an hour: the queue of the template, the real consumer, simulated time. Nothing is buried, all is counted. */
import { expect, test } from 'vitest';
import {
  aggregateBatch,
  type BatchOutcome,
  BURY_AT,
  BURY_UNREAD_AT,
} from '../../shared/app/totals/aggregate-batch.ts';
import { isOutage } from '../../shared/aws/clients.ts';
import type { FakeHub } from '../fakes/hub.ts';
import { interpose } from '../fakes/interpose.ts';
import { failingAt, reportedOften } from '../fixtures/reported-hub.ts';
import { hub as app, only, synthesize } from './hub.ts';

const assembly = synthesize(app());
const queue = only(assembly, 'AWS::SQS::Queue', ({ properties }) =>
  String(properties.QueueName).endsWith('-submissions'),
);
const consumer = only(assembly, 'AWS::Lambda::Function', ({ properties }) =>
  String(properties.FunctionName).endsWith('-aggregate'),
);
const seconds = 1000;
const minutes = 60 * seconds;
const VISIBILITY = Number(queue.properties.VisibilityTimeout) * seconds;
const MOST_RECEIVES = Number((queue.properties.RedrivePolicy as { maxReceiveCount: number }).maxReceiveCount);
const TIMEOUT = Number(consumer.properties.Timeout) * seconds;
const OUTAGE = 60 * minutes;

const throttled = () => Object.assign(new Error('throughput'), { name: 'ThrottlingException' });
const silent = () => Object.assign(new Error('no answer'), { name: 'TimeoutError' });

type Played = { readonly moved: number; readonly buried: BatchOutcome['buried']; readonly took: number };

/**
 * One consumer that takes what is visible, `most` at a time, until nothing is left: a message that it gives back is visible after the
 * timeout, and is moved aside by SQS when it was received too often. A fold reads its total for `fold` milliseconds.
 */
async function play(
  hub: FakeHub,
  ports: FakeHub['consumerPorts'],
  { away, fault = throttled, most = 1000, fold = 1 }: Weather,
): Promise<Played> {
  let now = 0;
  const visibleAt = new Map(hub.queue.waiting().map((id) => [id, 0]));
  const receives = new Map<string, number>();
  const buried: BatchOutcome['buried'][number][] = [];
  let moved = 0;
  const inWeather = interpose(ports, async (name, call) => {
    if (name === 'readNode') now += fold;
    if (now < OUTAGE && away.includes(name)) throw fault();
    return call();
  });
  while (visibleAt.size > 0) {
    const due = [...visibleAt].filter(([, at]) => at <= now).map(([id]) => id);
    for (const id of due.filter((one) => (receives.get(one) ?? 0) >= MOST_RECEIVES)) {
      visibleAt.delete(id);
      moved += 1;
    }
    const ids = due.filter((id) => visibleAt.has(id)).slice(0, most);
    if (ids.length === 0) {
      now = Math.max(now, Math.min(...visibleAt.values()));
      continue;
    }
    const began = now;
    for (const id of ids) {
      visibleAt.set(id, began + VISIBILITY);
      receives.set(id, (receives.get(id) ?? 0) + 1);
    }
    const batch = hub.queue.receive(ids);
    const hasTime = (): boolean => now - began < TIMEOUT / 2;
    const outcome = await aggregateBatch(inWeather, batch, { hasTime, isOutage }).catch(() => null);
    now += seconds;
    if (outcome === null) continue;
    buried.push(...outcome.buried);
    hub.queue.settle(batch, outcome.failures);
    const kept = new Set(outcome.failures.map(({ id }) => id));
    for (const id of ids) if (!kept.has(id)) visibleAt.delete(id);
  }
  return { moved, buried, took: now };
}

type Weather = {
  /** The ports that throw for an hour. */
  readonly away: readonly string[];
  readonly fault?: () => Error;
  readonly most?: number;
  readonly fold?: number;
};

const stores: readonly (readonly [string, readonly string[]])[] = [
  ['the totals', ['readNode', 'readChildren', 'putNode']],
  ['writes of totals', ['putNode']],
  ['the ledger', ['readReports', 'readEvents']],
  ['the registry', ['readSnapshot', 'readCatalogue', 'readCalendar']],
  ['the journal', ['writeJournal']],
];

test.each(stores)('an hour without %s buries nothing, and all is counted minutes later', async (_, away) => {
  for (const fault of [throttled, silent]) {
    const hub = await reportedOften(3);
    const { moved, buried, took } = await play(hub, hub.consumerPorts, { away, fault });
    expect({ moved, buried, dead: hub.queue.dead() }).toEqual({ moved: 0, buried: [], dead: [] });
    expect(took).toBeLessThan(OUTAGE + VISIBILITY + minutes);
    expect((await hub.total())?.reporters).toBe(3);
    expect((await hub.verify()).differences).toEqual([]);
  }
});

test('the backlog of that hour is folded in slices, and has receives enough for it', async () => {
  const hub = await reportedOften(200);
  // A batch of all of them would take six times the half of the timeout that may begin folds.
  const fold = (6 * TIMEOUT) / 2 / (600 * 2.5);
  const { moved, buried } = await play(hub, hub.consumerPorts, { away: ['readNode'], fold });
  expect({ moved, buried, dead: hub.queue.dead() }).toEqual({ moved: 0, buried: [], dead: [] });
  expect((await hub.verify()).differences).toEqual([]);
});

test('what is wrong with a message itself is still buried with its reason, outage or not', async () => {
  const hub = await reportedOften(1);
  const { moved, buried, took } = await play(hub, failingAt(hub, 'H49'), { away: [] });
  const reason = 'monthly#2026-10#H49: Error: the item is damaged';
  expect({ moved, buried }).toEqual({ moved: 0, buried: [{ id: 'm3', reason }] });
  expect(took).toBeLessThan(BURY_AT * (VISIBILITY + seconds));
  expect((await hub.total())?.reporters).toBe(2);
});

test('what this release cannot read waits for nine hours, and is buried with its reason before the queue moves it', async () => {
  const hub = await reportedOften(1);
  hub.queue.send(JSON.stringify({ kind: 'report', format: 1_000 }));
  const { moved, buried, took } = await play(hub, hub.consumerPorts, { away: [] });
  const reason = expect.stringContaining('the message is of format 1000');
  expect({ moved, buried }).toEqual({ moved: 0, buried: [{ id: 'm4', reason }] });
  expect(BURY_UNREAD_AT).toBeLessThan(MOST_RECEIVES);
  expect(took).toBeGreaterThan(8.5 * 60 * minutes);
  expect((await hub.total())?.reporters).toBe(3);
});
