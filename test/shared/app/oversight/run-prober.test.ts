/** What a run of the prober tells the alarms, whatever becomes of its minute. */
import { hash } from 'node:crypto';
import { beforeEach, expect, test } from 'vitest';
import { type ProberPorts, runProber } from '../../../../shared/app/oversight/run-prober.ts';
import { readSeed } from '../../../../shared/app/registry/load-seed.ts';
import { HUB_SYSTEM } from '../../../../shared/contract/oversight/availability.ts';
import { MINUTE } from '../../../../shared/domain/values/duration.ts';
import { fakeLedger } from '../../../fakes/ledger.ts';
import { fakeOperations } from '../../../fakes/operations.ts';
import { fakeRegistry } from '../../../fakes/registry.ts';
import { endNow, startNow } from '../../../fixtures/maintenance.ts';
import { credential } from '../../../fixtures/registry.ts';
import { smallSeedFiles } from '../../../fixtures/small-seed.ts';

const begin = Date.parse('2026-11-20T02:30:00.000Z');
const read = readSeed(smallSeedFiles());
if (!read.ok) throw new Error('the seed has faults');
const seed = read.value;
const loaded = {
  version: 1,
  agencies: new Map(seed.agencies.map((one) => [one.code, one])),
  systems: new Map(seed.systems.map((one) => [one.id, one])),
};
const prober = credential({ agency: 'G06', systems: [HUB_SYSTEM] });

let operations: ReturnType<typeof fakeOperations>;
let registry: ReturnType<typeof fakeRegistry>;
let own: typeof prober | null;

beforeEach(() => {
  operations = fakeOperations();
  registry = fakeRegistry(loaded, seed.catalogue, seed.calendar);
  own = prober;
});

/** The run of a minute: how it ended, and what was published by then. */
async function run(minute: number, changes: Partial<ProberPorts> = {}) {
  const published: Record<string, number> = {};
  const ledger = fakeLedger();
  const ports: ProberPorts = {
    ...registry,
    ...operations,
    putEntry: ledger.putEntry,
    readEvents: ledger.readEvents,
    readChildren: async function* () {},
    sendEntry: async () => undefined,
    identify: async () => ({ credential: own, probe: async () => ({ ok: true, milliseconds: 40 }) }),
    publish: (metrics) => void Object.assign(published, metrics),
    sha256: (text) => hash('sha256', text),
    now: () => begin + minute * MINUTE + 2_000,
    ...changes,
  };
  const ended = await runProber(ports, begin + minute * MINUTE).catch((fault: Error) => fault.message);
  return { ended, published };
}
const fresh = () => fakeRegistry();
const maintain = (from: number, until: number) =>
  startNow(operations, 'new release', begin + until * MINUTE, begin + from * MINUTE);

test('a run in which all is well', async () => {
  expect(await run(0)).toMatchObject({
    ended: { ok: true, value: { recorded: true } },
    published: {
      MaintenanceUnderWay: 0,
      MaintenanceOverdue: 0,
      ProberUnregistered: 0,
      ProbesFailed: 0,
      BurnRateFast: 0,
      BurnRateSlow: 0,
    },
  });
});

test('before the registry is loaded an unregistered key is nothing to tell', async () => {
  own = null;
  registry = fresh();
  expect(await run(0)).toMatchObject({
    ended: { value: { recorded: false, reason: 'not registered' } },
    published: { ProberUnregistered: 0 },
  });
});

test('once it is loaded, an unregistered key is told, and no minute is measured', async () => {
  own = null;
  const { ended, published } = await run(0);
  expect(ended).toMatchObject({ value: { recorded: false, reason: 'not registered' } });
  expect(published).toEqual({ MaintenanceUnderWay: 0, MaintenanceOverdue: 0, ProberUnregistered: 1 });
});

test('once something was measured, a registry that lost all is no excuse', async () => {
  await run(0);
  own = null;
  registry = fresh();
  expect((await run(1)).published).toMatchObject({ ProberUnregistered: 1 });
});

test('maintenance is told from its start to its end, and when it was forgotten', async () => {
  await maintain(1, 30);
  const told = async (minute: number) => {
    const { MaintenanceUnderWay, MaintenanceOverdue } = (await run(minute)).published;
    return [MaintenanceUnderWay, MaintenanceOverdue];
  };
  expect(await told(0)).toEqual([0, 0]);
  expect(await told(1)).toEqual([1, 0]);
  expect(await told(29)).toEqual([1, 0]);
  expect(await told(30)).toEqual([0, 1]);
  await endNow(operations, begin + 31 * MINUTE);
  expect(await told(32)).toEqual([0, 0]);
});

test.each<[string, Partial<ProberPorts>]>([
  ['its secret', { identify: () => Promise.reject(new Error('away')) }],
  ['the registry', { readCalendar: () => Promise.reject(new Error('away')) }],
  ['the ledger', { putEntry: () => Promise.reject(new Error('away')) }],
])('maintenance is told while %s is away, and the run fails', async (_, away) => {
  await maintain(0, 30);
  const { ended, published } = await run(1, away);
  expect(ended).toBe('away');
  expect(published).toMatchObject({ MaintenanceUnderWay: 1 });
});

test('a key that the registry holds for another agency is a problem, and not told as a missing one', async () => {
  own = credential({ agency: 'H26' });
  const { ended, published } = await run(0);
  expect(ended).toMatchObject({ ok: false, problem: { kind: 'foreign-agency' } });
  expect(published).toMatchObject({ ProberUnregistered: 0 });
});
