import { beforeEach, describe, expect, test } from 'vitest';
import {
  type AvailabilityPorts,
  readAvailability,
} from '../../../../shared/app/oversight/read-availability.ts';
import {
  AvailabilityAnswer,
  HUB_SYSTEM,
  PROBE_DATASET,
  probeIndicators,
} from '../../../../shared/contract/oversight/availability.ts';
import type { EventEntry } from '../../../../shared/contract/submissions/ledger.ts';
import { emptyNode } from '../../../../shared/domain/totals/total.ts';
import { MINUTE } from '../../../../shared/domain/values/duration.ts';
import { periodOfDay } from '../../../../shared/domain/values/period.ts';
import { fakeOperations, type OperationsPorts } from '../../../fakes/operations.ts';
import { calendar } from '../../../fixtures/catalogue.ts';
import { endNow, startNow } from '../../../fixtures/maintenance.ts';

const at = (iso: string): number => Date.parse(`${iso}:00+07:00`);
const vietnam = (time: number) => new Date(time + 7 * 3_600_000).toISOString();

let up: Map<number, boolean>;
let operations: OperationsPorts;
let asked: string[];

/** Each minute from one time until before another. */
function probed(from: string, to: string, state: boolean | null = true): void {
  for (let minute = at(from); minute < at(to); minute += MINUTE) {
    if (state === null) up.delete(minute);
    else up.set(minute, state);
  }
}

const entry = (minute: number, state: boolean): EventEntry => ({
  kind: 'event',
  system: HUB_SYSTEM,
  agency: 'G06',
  dataset: PROBE_DATASET,
  period: '2026-11',
  bucket: vietnam(minute).slice(0, 13),
  shard: 0,
  idempotencyKey: String(minute),
  increments: [
    {
      from: new Date(minute).toISOString(),
      to: new Date(minute + 1_500).toISOString(),
      cells: { [probeIndicators.probed]: '1', [probeIndicators.up]: state ? '1' : '0' },
    },
  ],
  digest: 'd'.repeat(64),
  sha256: 'a'.repeat(64),
  receivedAt: new Date(minute).toISOString(),
  storedAt: new Date(minute).toISOString(),
  registryVersion: 1,
  catalogueVersion: 1,
  timeliness: 'on-time',
  credential: 'abcdefghijkl',
});

let groups: Map<number, Map<string, [number, boolean][]>>;
/** All minutes by day or hour, put together once in a test. */
function grouped(length: 10 | 13): Map<string, [number, boolean][]> {
  const known = groups.get(length) ?? Map.groupBy(up, ([minute]) => vietnam(minute).slice(0, length));
  groups.set(length, known);
  return known;
}

/** Totals as the consumer would have folded them: days under the system, hours under days. */
const ports = (): AvailabilityPorts => ({
  readCalendar: async () => calendar,
  readOperation: operations.readOperation,
  listOperations: operations.listOperations,
  async *readEvents(_dataset, _system, bucket) {
    asked.push(bucket);
    for (const [minute, state] of grouped(13).get(bucket) ?? []) yield entry(minute, state);
  },
  async *readChildren(_dataset, period, parent) {
    asked.push(`${period} ${parent}`);
    const length = parent.includes('@') ? 13 : 10;
    for (const [bucket, minutes] of grouped(length)) {
      const isBelow = length === 10 || `${HUB_SYSTEM}@${bucket}`.startsWith(parent);
      if (!isBelow || periodOfDay('month', calendar, bucket.slice(0, 10))?.id !== period) continue;
      const cells = {
        [probeIndicators.probed]: String(minutes.length),
        [probeIndicators.up]: String(minutes.filter(([, state]) => state).length),
      };
      const content = { ...emptyNode, cells };
      yield [`${HUB_SYSTEM}@${bucket}`, { version: 1, registryVersion: 1, revisions: {}, seen: 0, content }];
    }
  },
});

const since = (iso: string) =>
  operations.putOperation('availability', null, 'since', { since: new Date(at(iso)).toISOString() }, null);
const read = async (id: string, now: string): Promise<AvailabilityAnswer> =>
  AvailabilityAnswer.parse(await readAvailability(ports(), id, at(now)));
const counts = ({ minutes, up: good, down, unknown, maintenance }: AvailabilityAnswer) => ({
  minutes,
  up: good,
  down,
  unknown,
  maintenance,
});

beforeEach(() => {
  up = new Map();
  operations = fakeOperations();
  asked = [];
  groups = new Map();
});

describe('the availability of a month', () => {
  test('counts each minute up to the last that is measured, in the hub’s time zone', async () => {
    await since('2026-10-01T00:00');
    probed('2026-10-31T23:00', '2026-11-20T12:00');
    probed('2026-11-05T10:10', '2026-11-05T10:17', false);
    const answer = await read('2026-11', '2026-11-20T12:00');
    expect(answer).toMatchObject({
      from: '2026-10-31T17:00:00.000Z',
      to: '2026-11-30T17:00:00.000Z',
      until: '2026-11-20T04:59:00.000Z',
    });
    const minutes = 19 * 1440 + 12 * 60 - 1;
    expect(counts(answer)).toEqual({ minutes, up: minutes - 7, down: 7, unknown: 0, maintenance: 0 });
    expect(answer.budget).toEqual({ minutes: '432', used: 7, remaining: '425' });
  });

  test('minutes that nobody measured are unknown and use the budget', async () => {
    await since('2026-10-01T00:00');
    probed('2026-11-01T00:00', '2026-11-20T12:00');
    probed('2026-11-03T00:00', '2026-11-03T02:00', null);
    probed('2026-11-20T11:30', '2026-11-20T11:40', null);
    const answer = await read('2026-11', '2026-11-20T12:00');
    expect(answer).toMatchObject({ unknown: 130, down: 0, budget: { used: 130, remaining: '302' } });
  });

  test('maintenance counts once, whatever was measured, also where it overlaps what was down', async () => {
    await since('2026-10-01T00:00');
    probed('2026-11-01T00:00', '2026-11-20T12:00');
    probed('2026-11-10T21:30', '2026-11-10T22:30', false);
    await startNow(operations, 'new release', null, at('2026-11-10T22:00') + 20_000);
    await endNow(operations, at('2026-11-11T01:00') + 5_000);
    const answer = await read('2026-11', '2026-11-20T12:00');
    expect(answer).toMatchObject({ down: 30, maintenance: 181, unknown: 0, budget: { used: 211 } });
    expect(answer.maintenances.map(({ reason }) => reason)).toEqual(['new release']);
  });

  test('maintenance over the end of a month is cut at it', async () => {
    await since('2026-10-01T00:00');
    probed('2026-10-31T00:00', '2026-11-02T12:00');
    await startNow(operations, 'new release', null, at('2026-10-31T23:00'));
    await endNow(operations, at('2026-11-01T02:00'));
    expect((await read('2026-11', '2026-11-02T12:00')).maintenance).toBe(120);
    expect((await read('2026-10', '2026-11-02T12:00')).maintenance).toBe(60);
  });

  test('begins when the hub was first measured; a month before that has nothing', async () => {
    await since('2026-11-20T10:00');
    probed('2026-11-20T10:00', '2026-11-20T12:00');
    const answer = await read('2026-11', '2026-11-20T12:00');
    expect(counts(answer)).toEqual({ minutes: 119, up: 119, down: 0, unknown: 0, maintenance: 0 });
    expect(answer.budget.minutes).toBe(String((10 * 1440 + 14 * 60) / 100));
    const before = await read('2026-10', '2026-11-20T12:00');
    expect([before.minutes, before.availability, before.budget.minutes]).toEqual([0, null, '0']);
  });

  test('a hub that was never measured has no figure', async () => {
    expect(await read('2026-11', '2026-11-20T12:00')).toMatchObject({ minutes: 0, availability: null });
  });

  test('one month to come has its whole budget', async () => {
    await since('2026-10-01T00:00');
    expect(await read('2026-12', '2026-11-20T12:00')).toMatchObject({
      minutes: 0,
      budget: { remaining: '446.4' },
    });
  });

  test('a withdrawn minute is unknown', async () => {
    await since('2026-11-20T11:00');
    probed('2026-11-20T11:00', '2026-11-20T12:00');
    const withdrawn = entry(at('2026-11-20T11:30'), true);
    const events = ports();
    const answer = await readAvailability(
      {
        ...events,
        async *readEvents(...given) {
          yield* events.readEvents(...given);
          yield { ...withdrawn, kind: 'event-withdrawal', increments: [] };
        },
      },
      '2026-11',
      at('2026-11-20T12:00'),
    );
    expect(answer).toMatchObject({ up: 58, unknown: 1 });
  });
});

describe('the availability of a year', () => {
  test('is the sum of its months, each read from totals but for the newest hours', async () => {
    await since('2026-01-15T08:00');
    probed('2026-01-15T08:00', '2026-11-20T12:00');
    probed('2026-03-31T23:50', '2026-04-01T00:10', false);
    const answer = await read('2026', '2026-11-20T12:00');
    expect(answer.months.map(({ month, down }) => [month, down]).filter(([, down]) => down !== 0)).toEqual([
      ['2026-03', 10],
      ['2026-04', 10],
    ]);
    expect(answer.months).toHaveLength(11);
    expect(answer.minutes).toBe(answer.months.reduce((sum, { minutes }) => sum + minutes, 0));
    expect(answer.down).toBe(20);
    expect(answer.budget.minutes).toBe(String((350 * 1440 + 16 * 60) / 100));
    // 11 reporting periods, the hours of the first and of the last day, and the minutes of the last two hours.
    expect(asked.filter((one) => /T\d\d$/.test(one))).toEqual(['2026-11-20T10', '2026-11-20T11']);
    expect(asked).toHaveLength(11 + 2 + 2);
  });
});
