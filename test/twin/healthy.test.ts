/**
 * All alarms of the template over a hub that does what it should, minute by minute, with runs as late as on AWS: none rings,
 * whenever it started; and what stops, or never ran, is told in its time.
 */
import { beforeAll, describe, expect, test } from 'vitest';
import { deliveriesOf } from '../../twin/events/deliveries.ts';
import { scheduleSpecifications } from '../../twin/events/schedule-specification.ts';
import { type AlarmSpecification, evaluateAlarm } from '../../twin/metrics/alarms.ts';
import { createMetricStore, type MetricStore, MINUTE } from '../../twin/metrics/metric-store.ts';
import type { World } from '../../twin/template/world.ts';
import { nameOf, templateAlarms } from './template-alarms.ts';

const HOUR = 60 * MINUTE;

let world: World;
let alarms: readonly AlarmSpecification[];

beforeAll(() => {
  ({ world, alarms } = templateAlarms());
});

/** What is measured when a schedule has run, in a hub with nothing wrong: by its name, at so many milliseconds of its life. */
const ownMetrics: Readonly<Record<string, (age: number) => Readonly<Record<string, number>>>> = {
  heartbeat: () => ({ HeartbeatsSent: 1, TotalsAge: 2 }),
  keys: () => ({ KeysExpiring: 0 }),
  prober: () => ({
    BurnRateFast: 0,
    BurnRateSlow: 0,
    MaintenanceOverdue: 0,
    MaintenanceUnderWay: 0,
    ProberUnregistered: 0,
  }),
  drill: () => ({ DrillFailed: 0, DrillOverdueDays: 0 }),
  // A sweep of a large ledger is through once an hour, by one of the runs of six minutes.
  verify: (age) => ({
    TotalsRepaired: 0,
    LedgerDamaged: 0,
    PeriodsNotSwept: age % HOUR < 6 * MINUTE ? 0 : 7,
  }),
  'verify-asked': () => ({ VerificationFailed: 0 }),
  'mend-asked': () => ({}),
  'batch-sweep': () => ({ BatchesOverdue: 0 }),
};

type Life = {
  readonly began: number;
  readonly store: MetricStore;
  /** Goes on until an age, without what is named: schedules, and `consumer`. */
  readonly live: (until: number, without?: readonly string[], each?: (age: number) => void) => void;
  readonly ringing: () => string[];
  /** The age at the beginning of the minute in which a schedule ran last. */
  readonly lastRun: (name: string) => number;
};

function lifeOf(began: number): Life {
  const store = createMetricStore();
  const schedules = scheduleSpecifications(world).map((it) => ({
    name: nameOf(it.name),
    functionName: it.functionArn.split(':').at(-1) ?? '',
    deliveries: deliveriesOf(it, 'healthy', began),
  }));
  const last = new Map<string, number>();
  const measured = alarms.flatMap((alarm) => alarm.measured.map(({ metric }) => metric));
  const put = (name: string, value: number, time: number): void => {
    const metric = measured.find((one) => one.name === name);
    if (metric !== undefined) store.put(metric, value, time);
  };
  let now = began;
  const minute = (without: readonly string[]): void => {
    for (const metric of new Map(measured.map((one) => [JSON.stringify(one), one])).values())
      if (metric.namespace === 'AWS/SQS') store.put(metric, 0, now);
    for (const { name, functionName, deliveries } of schedules) {
      if (without.includes(name)) continue;
      const own = ownMetrics[name];
      if (own === undefined) throw new Error(`schedule ${name}: say in ownMetrics what a run of it measures`);
      for (const { at } of deliveries.between(Math.max(began - 1, now - MINUTE), now)) {
        last.set(name, Math.floor(at / MINUTE) * MINUTE - began);
        const dimensions = { FunctionName: functionName };
        store.put({ namespace: 'AWS/Lambda', name: 'Invocations', dimensions }, 1, at);
        for (const [metric, value] of Object.entries(own(at - began)))
          if (metric !== 'TotalsAge' || !without.includes('consumer')) put(metric, value, at);
      }
    }
    // ACM measures twice a day, first when it comes to it.
    if ((now - began) % (12 * HOUR) === 11 * HOUR) put('DaysToExpiry', 200, now);
  };
  const ringing = (): string[] =>
    alarms.flatMap((alarm) =>
      evaluateAlarm(alarm, store, now).state === 'ALARM' ? [nameOf(alarm.AlarmName)] : [],
    );
  return {
    began,
    store,
    ringing,
    lastRun: (name) => last.get(name) ?? 0,
    live: (until, without = [], each) => {
      for (; now < began + until; now += MINUTE) {
        minute(without);
        each?.(now - began);
      }
    },
  };
}

/** Which ring first, and after how many minutes; null where none does. */
function firstRinging(life: Life, from: number, until: number, without: readonly string[]) {
  const rang = new Map<string, number>();
  life.live(until, without, (age) => {
    for (const name of life.ringing()) if (!rang.has(name)) rang.set(name, (age - from) / MINUTE);
  });
  return Object.fromEntries(rang);
}

const MIDNIGHT = Date.UTC(2026, 10, 20);

describe('a hub that does what it should', () => {
  test.each([0, 1.5, 4, 29.25, 31, 59.9])(
    'and started %f minutes after the hour raises no alarm',
    (offset) => {
      const life = lifeOf(MIDNIGHT + offset * MINUTE);
      const rang = new Set<string>();
      life.live(50 * HOUR, [], (age) => {
        if (age < 4 * HOUR || age % (20 * MINUTE) === 0)
          for (const name of life.ringing()) rang.add(`${name} at ${age / MINUTE}`);
      });
      expect([...rang]).toEqual([]);
    },
    60_000,
  );
});

test('no alarm treats missing data as breaching: it would ring until the first measurement', () => {
  const wrong = alarms.filter(({ TreatMissingData }) => TreatMissingData === 'breaching');
  expect(wrong.map(({ AlarmName }) => AlarmName)).toEqual([]);
});

/** Minutes of silence after which each is told. */
const silences = {
  heartbeat: 15,
  keys: 180,
  verify: 180,
  drill: 60,
  prober: 5,
  'verify-asked': 15,
  'mend-asked': 15,
  'batch-sweep': 15,
};

describe('what runs by the clock', () => {
  test('has a silence here', () => {
    const names = scheduleSpecifications(world).map(({ name }) => nameOf(name));
    expect(names.toSorted()).toEqual(Object.keys(silences).toSorted());
  });

  test.each(Object.entries(silences))(
    '%s stops after hours, and is told after %d minutes',
    (name, minutes) => {
      const life = lifeOf(MIDNIGHT + 17 * MINUTE);
      life.live(6 * HOUR + MINUTE);
      expect(life.ringing()).toEqual([]);
      const last = life.lastRun(name);
      const rang = firstRinging(life, last, last + (minutes + 1) * MINUTE, [name]);
      expect(rang[`${name}-silence`]).toBe(minutes);
      expect(Object.keys(rang).toSorted()).toEqual(
        [`${name}-silence`, ...(name === 'heartbeat' ? ['totals-stopped'] : [])].toSorted(),
      );
    },
  );

  test.each(Object.entries(silences))('%s never runs, and is told after %d minutes', (name, minutes) => {
    const life = lifeOf(MIDNIGHT + 17 * MINUTE);
    const rang = firstRinging(life, 0, (minutes + 1) * MINUTE, [name]);
    expect(rang[`${name}-silence`]).toBeGreaterThan(minutes / 2);
    expect(rang[`${name}-silence`]).toBeLessThanOrEqual(minutes);
  });
});

test('a consumer that stands still is told after 15 minutes, though the heartbeat runs', () => {
  const life = lifeOf(MIDNIGHT);
  life.live(6 * HOUR + MINUTE);
  const last = life.lastRun('heartbeat');
  expect(firstRinging(life, last, 6.5 * HOUR, ['consumer'])).toEqual({ 'totals-stopped': 15 });
});

test('a sweep that never comes to all is told after two hours', () => {
  const life = lifeOf(MIDNIGHT);
  const unswept = alarms.find(({ AlarmName }) => AlarmName.endsWith('-sweep-unfinished'))?.measured[0]
    ?.metric;
  if (unswept === undefined) throw new Error('there is such an alarm');
  const rang: number[] = [];
  life.live(2.5 * HOUR, ['verify'], (age) => {
    if (age > 0 && age % (5 * MINUTE) === 0) life.store.put(unswept, 3, life.began + age);
    if (life.ringing().includes('sweep-unfinished')) rang.push(age / MINUTE);
  });
  expect(rang[0]).toBeGreaterThan(90);
  expect(rang[0]).toBeLessThanOrEqual(120);
});

test('schedules of one function have a sign of life each', () => {
  const metrics = alarms
    .filter(({ AlarmName }) => AlarmName.endsWith('-silence'))
    .map(({ measured: [first] }) => JSON.stringify(first?.metric));
  expect(new Set(metrics).size).toBe(Object.keys(silences).length);
});
