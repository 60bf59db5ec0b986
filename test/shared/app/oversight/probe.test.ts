import { hash } from 'node:crypto';
import { beforeEach, describe, expect, test } from 'vitest';
import { listMaintenance } from '../../../../shared/app/oversight/maintenance.ts';
import { type Probe, probeMinute } from '../../../../shared/app/oversight/probe.ts';
import { readSeed } from '../../../../shared/app/registry/load-seed.ts';
import { HUB_SYSTEM, type ProbeCheck } from '../../../../shared/contract/oversight/availability.ts';
import type { LedgerEntry } from '../../../../shared/contract/submissions/ledger.ts';
import { MINUTE } from '../../../../shared/domain/values/duration.ts';
import { fakeLedger } from '../../../fakes/ledger.ts';
import { fakeOperations } from '../../../fakes/operations.ts';
import { fakeRegistry } from '../../../fakes/registry.ts';
import { startNow } from '../../../fixtures/maintenance.ts';
import { credential } from '../../../fixtures/registry.ts';
import { smallSeedFiles } from '../../../fixtures/small-seed.ts';

const begin = Date.parse('2026-11-20T02:30:00.000Z');
const read = readSeed(smallSeedFiles());
if (!read.ok) throw new Error('the seed has faults');
const seed = read.value;
const snapshot = {
  version: 1,
  agencies: new Map(seed.agencies.map((one) => [one.code, one])),
  systems: new Map(seed.systems.map((one) => [one.id, one])),
};
const prober = credential({ agency: 'G06', systems: [HUB_SYSTEM] });

let ledger: ReturnType<typeof fakeLedger>;
let operations: ReturnType<typeof fakeOperations>;
let sent: LedgerEntry[];
let broken: ReadonlySet<ProbeCheck>;
let clock: number;

const ports = () => ({
  ...fakeRegistry(snapshot, seed.catalogue, seed.calendar),
  ...operations,
  putEntry: ledger.putEntry,
  readEvents: ledger.readEvents,
  readChildren: async function* () {},
  sendEntry: async (entry: LedgerEntry) => void sent.push(entry),
  probe: (async (check) => ({ ok: !broken.has(check), milliseconds: 40 })) satisfies Probe,
  sha256: (text: string) => hash('sha256', text),
  now: () => clock,
});

/** The run of a minute, two seconds after it was due. */
async function run(minute: number) {
  clock = begin + minute * MINUTE + 2_000;
  const planned = await listMaintenance(operations.listOperations);
  const probed = await probeMinute(ports(), prober, begin + minute * MINUTE, planned);
  if (!probed.ok) throw new Error(JSON.stringify(probed.problem));
  if (!probed.value.recorded) throw new Error(probed.value.reason);
  return probed.value.metrics;
}

beforeEach(() => {
  ledger = fakeLedger();
  operations = fakeOperations();
  sent = [];
  broken = new Set();
  clock = begin;
});

describe('a minute', () => {
  test('is recorded and sent as an event of the hub itself, up when all three probes are answered', async () => {
    expect(await run(0)).toEqual({
      ProbesFailed: 0,
      BurnRateFast: 0,
      BurnRateSlow: 0,
    });
    const [entry, ...more] = ledger.events();
    expect(more).toEqual([]);
    expect(sent).toEqual([entry]);
    expect(entry).toMatchObject({
      system: 'G06.dtm',
      dataset: 'hub-probes',
      bucket: '2026-11-20T09',
      idempotencyKey: '2026-11-20T02:30:00.000Z',
      increments: [{ from: '2026-11-20T02:30:00.000Z', to: '2026-11-20T02:30:02.000Z' }],
    });
    expect(entry?.increments[0]?.cells).toMatchObject({
      'hub.minutes-probed': '1',
      'hub.minutes-up': '1',
      'hub.probes-failed|check=read': '0',
      'hub.probe-latency|check=read': ['40', '1'],
      'hub.slowest-probe|check=read': '40',
    });
  });

  test('is down when one of them is not', async () => {
    broken = new Set(['dry-run']);
    expect((await run(0)).ProbesFailed).toBe(1);
    expect(ledger.events()[0]?.increments[0]?.cells).toMatchObject({
      'hub.minutes-up': '0',
      'hub.probes-failed|check=health': '0',
      'hub.probes-failed|check=dry-run': '1',
    });
  });

  test('has one record: a second run of it changes nothing, and sends the first again', async () => {
    await run(0);
    broken = new Set(['health']);
    await run(0);
    expect(ledger.events()).toHaveLength(1);
    expect(sent).toEqual([ledger.events()[0], ledger.events()[0]]);
  });

  test('is whole, whatever second the schedule names: its window ends with the hour that it is kept in', async () => {
    clock = begin + 30 * MINUTE + 20_000;
    const odd = begin + 29 * MINUTE + 37_000;
    expect(await probeMinute(ports(), prober, odd, [])).toMatchObject({
      value: { recorded: true, metrics: { BurnRateFast: 0, BurnRateSlow: 0 } },
    });
    expect(ledger.events()).toMatchObject([
      {
        bucket: '2026-11-20T09',
        idempotencyKey: '2026-11-20T02:59:00.000Z',
        increments: [{ from: '2026-11-20T02:59:00.000Z', to: '2026-11-20T03:00:00.000Z' }],
      },
    ]);
    expect(await operations.readOperation('availability', null, 'since')).toMatchObject({
      body: { since: '2026-11-20T02:59:00.000Z' },
    });
  });

  test('of a run that comes too late stays unknown', async () => {
    clock = begin + 91_000;
    const probed = await probeMinute(ports(), prober, begin, []);
    expect(probed).toMatchObject({ value: { recorded: false } });
    expect(ledger.events()).toEqual([]);
  });

  test('the first of all says since when the hub is measured', async () => {
    await run(0);
    await run(1);
    expect(await operations.readOperation('availability', null, 'since')).toMatchObject({
      version: 1,
      body: { since: '2026-11-20T02:30:00.000Z' },
    });
  });

  test('that the registry does not take is a problem, not a record', async () => {
    const foreign = credential({ agency: 'H26' });
    expect(await probeMinute(ports(), foreign, begin, [])).toMatchObject({
      problem: { kind: 'foreign-agency' },
    });
    expect(ledger.events()).toEqual([]);
  });
});

describe('the burn rates', () => {
  const runs = async (from: number, to: number) => {
    let last = await run(from);
    for (let minute = from + 1; minute < to; minute += 1) last = await run(minute);
    return last;
  };

  test('rise while the hub is down, by the longer window, and fall with the shorter one', async () => {
    await runs(0, 10);
    broken = new Set(['health']);
    expect((await run(10)).BurnRateFast).toBe(1.67);
    // 9 of 60 minutes: 15 times as fast as may be.
    expect((await runs(11, 19)).BurnRateFast).toBe(15);
    broken = new Set();
    expect((await runs(19, 24)).BurnRateFast).toBe(0);
    // 9 of 4,320 minutes, which the 360 of the shorter window exceed.
    expect((await run(24)).BurnRateSlow).toBe(0.21);
  });

  test('rise with minutes that nobody measured, since there is a first one', async () => {
    await run(0);
    expect((await run(12)).BurnRateFast).toBe(18.33);
  });

  test('do not rise in planned maintenance, nor behind it', async () => {
    await run(0);
    await startNow(operations, 'new release', begin + 30 * MINUTE, begin + MINUTE);
    broken = new Set(['health']);
    expect(await run(20)).toMatchObject({ ProbesFailed: 1, BurnRateFast: 0 });
    broken = new Set();
    expect(await run(30)).toMatchObject({ BurnRateFast: 0 });
  });
});
