/** Whatever call a run dies at, before or after it took effect, later runs end the verification with the same verdict; two at once too. */
import { expect, test } from 'vitest';
import type { VerificationOrder } from '../../../../../shared/contract/verification.ts';
import { digestOfEntry } from '../../../../../shared/domain/submissions/submission-digest.ts';
import { HOUR, MINUTE } from '../../../../../shared/domain/values/duration.ts';
import { LEASE_MS } from '../../../../../shared/domain/values/lease.ts';
import { fakeHub } from '../../../../fakes/hub.ts';
import { crashing } from '../../../../fakes/interpose.ts';
import { fakeOperations } from '../../../../fakes/operations.ts';
import {
  type AskedPorts,
  askedPorts,
  askNow,
  newestAsked,
  runMend,
  runVerify,
} from '../../../../fixtures/asked.ts';
import { entryOf, kinds, sendEveryKind } from '../../../../fixtures/damaged-ledger.ts';
import { oneMore } from '../../../../fixtures/numbers.ts';
import { NOW } from '../../../../fixtures/reports.ts';

const EXTRA = 'H49.dvc~monthly~2026-10~9';
const country = { dataset: 'monthly', period: '2026-10', parent: null, node: 'VN' };

/** A hub in which a total, an entry and a message are wrong. */
async function wrongHub(order: VerificationOrder) {
  const clock = { now: NOW };
  const hub = fakeHub(undefined, () => clock.now);
  await sendEveryKind(hub, () => clock.now);
  clock.now += 3 * HOUR;
  const before = hub.ledger.entries();
  if (order.what === 'totals') {
    const stored = await hub.totals.readNode(country);
    if (stored === null) throw new Error('the country has a total');
    const content = { ...stored.content, reporters: oneMore(stored.content.reporters) };
    hub.totals.tamper(country, { ...stored, content });
  }
  if (order.what === 'journal') hub.ledger.tamper(entryOf(hub, kinds.report), null);
  if (order.what === 'entry') {
    const one = { ...entryOf(hub, kinds.report), revision: 9 } as ReturnType<typeof entryOf>;
    await hub.ledger.putEntry({ ...one, digest: digestOfEntry(one) });
  }
  const operations = fakeOperations();
  const { verifyPorts: _, ...rest } = hub;
  const calls = askedPorts({ ...rest, verifyPorts: hub.verifyPorts }, operations);
  const plain = { now: () => clock.now, newSalt: () => 'salt' };
  await askNow(calls, order, clock.now);
  return { hub, clock, operations, calls, plain, before };
}
type WrongHub = Awaited<ReturnType<typeof wrongHub>>;

/** `foldOf` is no call to a store. */
const dying = ({ calls, plain }: WrongHub, at: number, when: 'before' | 'after'): AskedPorts => {
  const { foldOf, ...through } = calls;
  return { ...crashing(through, at, when), foldOf, ...plain };
};

/** Minute by minute, as long as a dead run's hold lasts as well. */
async function untilOver({ operations, calls, plain, clock, hub }: WrongHub) {
  const ports = { ...calls, ...plain };
  for (let minute = 0; minute < 100; minute += 1) {
    await runVerify(ports);
    await runMend(ports);
    await hub.drain();
    const found = await newestAsked(operations);
    if (found.step === null) return found;
    clock.now += MINUTE;
  }
  throw new Error('it hangs');
}

async function expectRight(all: WrongHub, order: VerificationOrder): Promise<void> {
  const found = await untilOver(all);
  expect(found).toMatchObject({ outcome: 'right' });
  expect((await all.hub.verify()).differences).toEqual([]);
  expect(all.hub.ledger.entries()).toEqual(expect.arrayContaining(all.before));
  if (order.what === 'entry') expect(all.hub.journal.objects.flat()).toContainEqual(entryOf(all.hub, EXTRA));
}

const orders: VerificationOrder[] = [
  { what: 'totals', dataset: 'monthly', period: '2026-10', repair: true },
  { what: 'journal', repair: true },
  { what: 'entry', entry: EXTRA, reason: 'the sender has the receipt' },
];

test.each(orders)(
  '$what: killed at any call of its first runs',
  async (order) => {
    let deaths = 0;
    for (const when of ['before', 'after'] as const)
      for (let at = 0; ; at += 1) {
        const all = await wrongHub(order);
        const ports = dying(all, at, when);
        const runs = [runVerify, runMend, runVerify];
        let died = false;
        for (const run of runs)
          await run(ports).catch(() => {
            died = true;
          });
        const { until, trouble } = await newestAsked(all.operations);
        await expectRight(all, order);
        if (!died && until === 0 && trouble === null) break;
        deaths += 1;
      }
    expect(deaths).toBeGreaterThan(10);
  },
  120_000,
);

test.each(orders)('$what: two runs at once do it once', async (order) => {
  const all = await wrongHub(order);
  const ports = { ...all.calls, ...all.plain };
  for (let minute = 0; minute < 6; minute += 1) {
    await Promise.all([runVerify(ports), runVerify(ports), runMend(ports), runMend(ports)]);
    all.clock.now += MINUTE;
  }
  await expectRight(all, order);
});

test.each(orders)(
  '$what: a run that was thought dead and comes back changes nothing of the verdict',
  async (order) => {
    const all = await wrongHub(order);
    const ports = { ...all.calls, ...all.plain };
    const { promise: asleep, resolve: wake } = Promise.withResolvers<void>();
    const slow: AskedPorts = {
      ...ports,
      readCatalogue: async () => {
        await asleep;
        return ports.readCatalogue();
      },
      readPlaces: async (lines) => {
        await asleep;
        return ports.readPlaces(lines);
      },
    };
    const late = Promise.all([runVerify(slow), runMend(slow)]);
    await new Promise((resolve) => setImmediate(resolve));
    all.clock.now += LEASE_MS + 1;
    await expectRight(all, order);
    wake();
    expect(await late).toEqual([null, null]);
    expect(await newestAsked(all.operations)).toMatchObject({ outcome: 'right' });
  },
);
