/**
 * Which alarms of the template ring, over measurements made by hand: each of them in and out of planned maintenance, failures of the
 * API by their share of its calls, and a queue that is behind against one slow message.
 */
import { beforeAll, describe, expect, test } from 'vitest';
import { type AlarmSpecification, evaluateAlarm } from '../../twin/metrics/alarms.ts';
import {
  createMetricStore,
  type MetricName,
  type MetricStore,
  MINUTE,
} from '../../twin/metrics/metric-store.ts';
import { nameOf, templateAlarms } from './template-alarms.ts';

let alarms: readonly AlarmSpecification[];
beforeAll(() => {
  ({ alarms } = templateAlarms());
});

const NOW = Date.UTC(2026, 10, 20, 9);
const isMaintenance = ({ name }: MetricName): boolean => name === 'MaintenanceUnderWay';
const alarmOf = (name: string): AlarmSpecification => {
  const found = alarms.find(({ AlarmName }) => nameOf(AlarmName) === name);
  if (found === undefined) throw new Error(`there is no alarm ${name}`);
  return found;
};
const rings = (alarm: AlarmSpecification, store: MetricStore, at: number): boolean =>
  evaluateAlarm(alarm, store, at).state === 'ALARM';

/** Values of an alarm's metrics, one of which makes it ring: what is measured is high, or the witness alone is there. */
const bad: readonly (readonly (number | null)[])[] = [
  [1e6, 1e6, 0, ...Array<number>(8).fill(0)],
  [null, 1],
];

/** The alarm's worst hours up to now, and what was said of maintenance in each of their minutes. */
function worst(alarm: AlarmSpecification, values: readonly (number | null)[], maintenance: number | null) {
  const store = createMetricStore();
  const looksBack = alarm.period * alarm.EvaluationPeriods;
  for (let time = NOW - looksBack; time <= NOW; time += MINUTE)
    for (const [index, { metric }] of alarm.measured.entries()) {
      const value = isMaintenance(metric) ? maintenance : (values[index] ?? null);
      if (value !== null) store.put(metric, value, time);
    }
  return store;
}

/** Why each rings or does not; what is not named here is none of maintenance's business. */
const explained = ['api-5xx', 'prober-errors', 'prober-unregistered'];

describe('planned maintenance', () => {
  test('silences what it explains, and nothing else', () => {
    const heard = alarms.map((alarm) => {
      const values = bad.find((one) => rings(alarm, worst(alarm, one, 0), NOW));
      if (values === undefined) throw new Error(`${alarm.AlarmName}: say in \`bad\` what makes it ring`);
      const inMaintenance = rings(alarm, worst(alarm, values, 1), NOW);
      // Nobody says whether there is maintenance: the prober is silent.
      const unsaid = rings(alarm, worst(alarm, values, null), NOW);
      return [nameOf(alarm.AlarmName), inMaintenance, unsaid] as const;
    });
    expect(heard.length).toBeGreaterThan(50);
    expect(heard.flatMap(([name, inMaintenance]) => (inMaintenance ? [] : [name])).toSorted()).toEqual(
      explained,
    );
    expect(heard.flatMap(([name, , unsaid]) => (unsaid ? [] : [name]))).toEqual([]);
    const loud = [
      'submissions-dlq',
      'drill-failed',
      'ledger-damaged',
      'maintenance-overdue',
      'prober-silence',
    ];
    expect(heard.map(([name]) => name)).toEqual(expect.arrayContaining([...explained, ...loud]));
  });

  test('silences from the minute in which it is told until five minutes behind it', () => {
    const alarm = alarmOf('api-5xx');
    const store = createMetricStore();
    const [failed, calls, maintenance] = alarm.measured.map(({ metric }) => metric);
    if (!failed || !calls || !maintenance) throw new Error('three metrics');
    const heard: number[] = [];
    for (let minute = 0; minute < 40; minute += 1) {
      const time = NOW + minute * MINUTE;
      for (const metric of [failed, calls]) store.put(metric, 30, time);
      store.put(maintenance, Number(minute >= 10 && minute < 30), time);
      if (rings(alarm, store, time)) heard.push(minute);
    }
    expect(heard).toEqual([...Array(10).keys(), 34, 35, 36, 37, 38, 39]);
  });
});

describe('failures of the API', () => {
  test.each<[string, number, number, boolean]>([
    ['one of three calls at night', 1, 3, false],
    ['five of fifteen', 5, 15, false],
    ['all of the prober’s, and nobody else calls', 15, 15, true],
    ['six of a hundred', 6, 100, true],
    ['one in a hundred, by day', 300, 30_000, false],
    ['more than that', 301, 30_000, true],
    ['one a minute at a thousand a second', 5, 300_000, false],
    ['two in a hundred at a thousand a second', 6_000, 300_000, true],
    ['none', 0, 300_000, false],
  ])('%s in five minutes: %d of %d', (_, failures, calls, isHeard) => {
    const store = createMetricStore();
    const [failed, all] = alarmOf('api-5xx').measured;
    if (failed === undefined || all === undefined) throw new Error('two metrics');
    store.put(failed.metric, failures, NOW);
    store.put(all.metric, calls, NOW);
    expect(rings(alarmOf('api-5xx'), store, NOW)).toBe(isHeard);
  });

  test('none, and no call either', () => {
    expect(rings(alarmOf('api-5xx'), createMetricStore(), NOW)).toBe(false);
  });
});

/** What SQS and the consumer measure of the queue in a minute of its life. `totalsAge`: of the batches that ended in it. */
type Minute = { age: number; visible: number; sent: number; totalsAge?: number };

/** The first minute in which each of the two alarms rings; null where it does not. */
function firstHeard(minutes: number, of: (minute: number) => Minute) {
  const store = createMetricStore();
  const [queue, totals] = [alarmOf('submissions-age'), alarmOf('totals-age')];
  const [age, visible, sent] = queue.measured.map(({ metric }) => metric);
  const [totalsAge] = totals.measured.map(({ metric }) => metric);
  if (!age || !visible || !sent || !totalsAge) throw new Error('four metrics');
  const heard: { queue: number | null; totals: number | null } = { queue: null, totals: null };
  for (let minute = 0; minute < minutes; minute += 1) {
    const time = NOW + minute * MINUTE;
    const it = of(minute);
    store.put(age, it.age, time);
    store.put(visible, it.visible, time);
    store.put(sent, it.sent, time);
    if (it.totalsAge !== undefined) store.put(totalsAge, it.totalsAge, time);
    if (rings(queue, store, time)) heard.queue ??= minute;
    if (rings(totals, store, time)) heard.totals ??= minute;
  }
  return heard;
}

/** A message that is given back at each receive, every six minutes; SQS leaves it out of the age after the third. */
const slow = (minute: number): { age: number; totalsAge: number } => ({
  age: minute < 18 ? minute * 60 : 0,
  totalsAge: minute % 6 === 0 ? minute * 60 : 1,
});

describe('a queue', () => {
  test.each<[string, (minute: number) => Omit<Minute, 'age' | 'totalsAge'>]>([
    // The heartbeat comes every five minutes; the slow one is visible for a moment each six.
    ['at night', (minute) => ({ visible: Number(minute % 6 === 0), sent: Number(minute % 5 === 0) })],
    ['at a thousand a second', () => ({ visible: 3_000, sent: 60_000 })],
  ])(
    'that is not behind, with one slow message, %s: its age in totals tells of it after 18 minutes',
    (_, load) => {
      expect(firstHeard(60, (minute) => ({ ...slow(minute), ...load(minute) }))).toEqual({
        queue: null,
        totals: 18,
      });
    },
  );

  test('whose consumer stands still at night, with a heartbeat every five minutes', () => {
    const of = (minute: number) => ({
      age: minute * 60,
      visible: Math.floor(minute / 5) + 1,
      sent: Number(minute % 5 === 0),
    });
    expect(firstHeard(20, of)).toEqual({ queue: 8, totals: null });
  });

  test('whose consumers are half as fast as what comes', () => {
    // 100 a second come, 50 are taken: the oldest is half as old as this lasts.
    const of = (minute: number) => ({ age: minute * 30, visible: minute * 3_000, sent: 6_000 });
    expect(firstHeard(30, of)).toEqual({ queue: 13, totals: null });
  });

  test('that is behind after a burst, though nothing more comes', () => {
    const of = (minute: number) => ({ age: minute * 60, visible: 40_000 - minute * 2_000, sent: 0 });
    expect(firstHeard(15, of).queue).toBe(8);
  });
});
