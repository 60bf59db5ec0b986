/** The log against its copy, hour by hour: what is missing is counted, named within bounds, and copied. */
import { expect, test } from 'vitest';
import {
  type CheckTrailPorts,
  checkTrail,
  MOST_NAMED,
  type TrailHour,
} from '../../../../shared/app/access/check-trail.ts';
import { keepDelivery } from '../../../../shared/app/access/keep-delivery.ts';
import type { TrailObject } from '../../../../shared/app/ports/trail.ts';
import type { LogDelivery, TrailLine } from '../../../../shared/contract/access/trail.ts';
import type { TrailSource } from '../../../../shared/contract/access/trail-sources.ts';
import { HOUR, trailObjects, trailPrefix } from '../../../../shared/domain/access/trail.ts';

const source: TrailSource = { name: 'access', logGroup: '/dtm/dev/access', pattern: '' };
const NOON = Date.parse('2026-11-20T12:00:00.000Z');

const line = (n: number, timestamp = NOON, changes: Partial<TrailLine> = {}): TrailLine => ({
  id: `searched-${n}`,
  timestamp,
  logGroup: source.logGroup,
  logStream: 'stream',
  message: `{"requestId":"${n}"}`,
  ...changes,
});
const deliveryOf = (lines: readonly TrailLine[], changes: Partial<LogDelivery> = {}): LogDelivery => ({
  messageType: 'DATA_MESSAGE',
  logGroup: source.logGroup,
  logStream: 'stream',
  // AWS nowhere says that these ids are those of a search, nor that the line break at the end is there in both.
  logEvents: lines.map(({ id, timestamp, message }) => ({
    id: id.replace('searched', 'delivered'),
    timestamp,
    message: `${message}\n`,
  })),
  ...changes,
});

/** A log, and a trail that keeps the first object of each name. */
function world(log: readonly TrailLine[], page = 2) {
  const objects = new Map<string, TrailObject>();
  const ports: CheckTrailPorts = {
    async *readLog(_, from, to) {
      const asked = log.filter(({ timestamp }) => timestamp >= from && timestamp < to);
      yield [];
      for (let first = 0; first < asked.length; first += page) yield asked.slice(first, first + page);
    },
    async *readTrail(prefix) {
      for (const object of objects.values())
        if (object.name.startsWith(prefix)) yield { ...object, fault: null };
    },
    putTrail: async (object) => {
      if (!objects.has(object.name)) objects.set(object.name, object);
    },
  };
  return { ports, objects };
}

async function check(
  ports: CheckTrailPorts,
  range = { from: NOON, to: NOON + HOUR },
  repair = false,
): Promise<TrailHour[]> {
  return Array.fromAsync(checkTrail(ports, [source], range, repair));
}

test('what was delivered is there, however often it came and whatever else its batch had', async () => {
  const log = [line(1), line(2), line(3, NOON + HOUR)];
  const { ports, objects } = world(log);
  await keepDelivery(ports.putTrail, deliveryOf(log));
  await keepDelivery(ports.putTrail, deliveryOf(log));
  expect(objects.size).toBe(2);
  await keepDelivery(ports.putTrail, deliveryOf([line(2)]));
  expect(await check(ports, { from: NOON, to: NOON + 2 * HOUR })).toMatchObject([
    { from: NOON, inLog: 2, inTrail: 2, missing: 0, onlyInTrail: 0 },
    { from: NOON + HOUR, inLog: 1, inTrail: 1, missing: 0 },
  ]);
});

test('a control message leaves nothing', async () => {
  const { ports, objects } = world([]);
  await keepDelivery(ports.putTrail, deliveryOf([line(1, 0)], { messageType: 'CONTROL_MESSAGE' }));
  expect(objects.size).toBe(0);
});

test('a delivery that cannot be kept whole throws, so that it comes again', async () => {
  const { ports } = world([]);
  const putTrail = async (object: TrailObject): Promise<void> => {
    if (object.name.includes('/13/')) throw new Error('S3 is away');
    await ports.putTrail(object);
  };
  await expect(keepDelivery(putTrail, deliveryOf([line(1), line(2, NOON + HOUR)]))).rejects.toThrow(
    'S3 is away',
  );
});

test.each<[string, Partial<TrailLine>]>([
  ['another time', { timestamp: NOON + 1 }],
  ['another stream', { logStream: 'other' }],
  ['another text', { message: '{"requestId":"1","status":"200"}' }],
])('a line with %s is another line', async (_, changes) => {
  const { ports } = world([line(1)]);
  await keepDelivery(
    ports.putTrail,
    deliveryOf([line(1, NOON, changes)], { logStream: changes.logStream ?? 'stream' }),
  );
  expect(await check(ports)).toMatchObject([{ inLog: 1, missing: 1, onlyInTrail: 1 }]);
});

test('all that is missing is counted, the first are named', async () => {
  const log = Array.from({ length: 50 }, (_, n) => line(n));
  const { ports } = world(log, 7);
  await keepDelivery(ports.putTrail, deliveryOf(log.slice(0, 10)));
  const [hour] = await check(ports);
  expect(hour).toMatchObject({ inLog: 50, inTrail: 10, missing: 40, copied: 0 });
  expect(hour?.first).toEqual(log.slice(10, 10 + MOST_NAMED));
});

test('a repair copies what is missing and nothing else, and says so in the names', async () => {
  const log = Array.from({ length: 5 }, (_, n) => line(n));
  const { ports, objects } = world(log);
  await keepDelivery(ports.putTrail, deliveryOf(log.slice(0, 3)));
  expect(await check(ports, undefined, true)).toMatchObject([{ missing: 2, copied: 2 }]);
  const copied = [...objects.values()].filter(({ name }) => name.endsWith('.copied.ndjson.gz'));
  expect(copied.flatMap(({ lines }) => lines)).toEqual(log.slice(3));
  expect(await check(ports)).toMatchObject([{ inTrail: 5, missing: 0, onlyInTrail: 0 }]);
});

test('only what was asked for is compared', async () => {
  const log = [line(1, NOON + 1), line(2, NOON + 2), line(3, NOON + 3)];
  const { ports } = world(log);
  await keepDelivery(ports.putTrail, deliveryOf(log.slice(1)));
  const range = { from: NOON + 2, to: NOON + 3 };
  expect(await check(ports, range)).toMatchObject([{ from: NOON + 2, inLog: 1, inTrail: 1, missing: 0 }]);
});

test('an object that cannot be read is named, and its lines are missing', async () => {
  const { ports } = world([line(1)]);
  const readTrail: CheckTrailPorts['readTrail'] = async function* (prefix) {
    yield { name: `${prefix}a`, lines: [], fault: 'incorrect header check' };
  };
  expect(await check({ ...ports, readTrail })).toMatchObject([
    { missing: 1, unreadable: ['dtm/dev/access/2026-11-20/12/a: incorrect header check'] },
  ]);
});

test('an object has the lines of one hour of one log, and is named by its ids', () => {
  const lines = [line(1), line(2, NOON + HOUR), line(3)];
  const names = trailObjects(lines, 'delivered').map(({ name }) => name);
  expect(names).toEqual([
    expect.stringMatching(/^dtm\/dev\/access\/2026-11-20\/12\/[0-9a-f]{32}\.delivered\.ndjson\.gz$/),
    expect.stringMatching(/^dtm\/dev\/access\/2026-11-20\/13\/[0-9a-f]{32}\.delivered\.ndjson\.gz$/),
  ]);
  expect(trailObjects(lines.slice(0, 1), 'delivered').map(({ name }) => name)).not.toContain(names[0]);
  expect(trailPrefix('/aws/lambda/dtm-dev-submit', NOON + HOUR - 1)).toBe(
    'aws/lambda/dtm-dev-submit/2026-11-20/12/',
  );
});
