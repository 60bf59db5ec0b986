/** What every ledger has to hold of events, the fake as much as the table. Each test has a system of its own. */
import { randomUUID } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import type { EventEntry } from '../../shared/contract/submissions/ledger.ts';
import { submissionId } from '../../shared/domain/submissions/submission-key.ts';
import type { LedgerPorts } from '../fakes/ledger.ts';
import { eventEntry, happened, RECEIVED, withdrawalOf } from '../fixtures/events.ts';
import { entry } from '../fixtures/reports.ts';

const newSystem = () => `H26.s${randomUUID().slice(0, 23)}`;
const listOf = <T>(stream: AsyncIterable<T>): Promise<T[]> => Array.fromAsync(stream);
/** A minute of the finest bucket, by its name in Vietnam's time. */
const inBucket = (system: string, bucket: string, idempotencyKey: string, shard = 0): EventEntry =>
  eventEntry({ system, bucket, idempotencyKey, shard });
const keysOf = (entries: readonly EventEntry[]) => entries.map(({ idempotencyKey }) => idempotencyKey);

export function ledgerEventsContract(name: string, open: () => LedgerPorts): void {
  describe(`the ledger of events: ${name}`, () => {
    test.each([
      { level: 'minute', dataset: 'realtime', bucket: '2026-10-05T10:31', shard: 15 },
      { level: 'hour', dataset: 'realtime', bucket: '2026-10-05T10', shard: 3 },
      { level: 'day', dataset: 'daily', bucket: '2026-10-05', shard: 0 },
    ])('an event of a $level is read back with every field', async ({ dataset, bucket, shard }) => {
      const ledger = open();
      const system = newSystem();
      const full = eventEntry({
        system,
        dataset,
        bucket,
        shard,
        agency: 'H26.18',
        period: '2026-10',
        idempotencyKey: `A.b_c:d-${'9'.repeat(56)}`,
        timeliness: 'late',
        registryVersion: 12,
        catalogueVersion: 3,
        credential: 'zyxwvutsrqpo',
        receivedAt: '2026-10-05T03:31:01.001Z',
        storedAt: '2026-12-31T23:59:59.999Z',
        increments: [
          happened('12345678901234567890123456789012345678'),
          happened('1', { cells: { [RECEIVED]: '-0.125', 'share.on-time': ['7', '9'] } }),
        ],
      });
      expect(await ledger.putEntry(full)).toBe('written');
      expect(await ledger.findEntry(full)).toEqual(full);
      expect(await listOf(ledger.readEvents(dataset, system, bucket, shard))).toEqual([full]);
      expect(await listOf(ledger.readSystemEvents(dataset, system, '2026-10-05', '2026-10-05'))).toEqual([
        full,
      ]);
    });

    test('what was never written is not found', async () => {
      const ledger = open();
      const { system, dataset, bucket, shard, ...rest } = eventEntry({ system: newSystem() });
      expect(await ledger.findEntry({ system, dataset, bucket, shard, ...rest })).toBeNull();
      expect(await listOf(ledger.readEvents(dataset, system, bucket, shard))).toEqual([]);
      expect(await listOf(ledger.readSystemEvents(dataset, system, '2026-09-15', '2026-10-14'))).toEqual([]);
    });

    test('a key has one holder in its bucket: the same key again answers with the entry that stands', async () => {
      const ledger = open();
      const first = eventEntry({ system: newSystem() });
      const other = eventEntry({ system: first.system, increments: [happened('2')] });
      await ledger.putEntry(first);
      expect(await ledger.putEntry(first)).toEqual(first);
      expect(await ledger.putEntry(other)).toEqual(first);
      expect(await ledger.findEntry(other)).toEqual(first);
    });

    test('the same key in another bucket is another event', async () => {
      const ledger = open();
      const system = newSystem();
      const [one, other] = [
        inBucket(system, '2026-10-05T10:31', 'k'),
        inBucket(system, '2026-10-05T10:32', 'k'),
      ];
      expect(await ledger.putEntry(one)).toBe('written');
      expect(await ledger.putEntry(other)).toBe('written');
      expect(await ledger.findEntry(one)).toEqual(one);
      expect(await ledger.findEntry(other)).toEqual(other);
    });

    test('of many that race for one key exactly one is written, and the others all see it', async () => {
      const ledger = open();
      const system = newSystem();
      const rivals = Array.from({ length: 8 }, (_, index) =>
        eventEntry({ system, increments: [happened(String(index + 1))] }),
      );
      const answers = await Promise.all(rivals.map((rival) => ledger.putEntry(rival)));
      const standing = await ledger.findEntry(eventEntry({ system }));
      expect(answers.filter((answer) => answer === 'written')).toHaveLength(1);
      expect(answers.filter((answer) => answer !== 'written')).toEqual(Array(7).fill(standing));
    });

    test('a withdrawal stands beside its event: each is found, and both are read', async () => {
      const ledger = open();
      const event = eventEntry({ system: newSystem() });
      const withdrawal = withdrawalOf(event);
      const { system, dataset, bucket, shard, idempotencyKey } = event;
      const key = { system, dataset, bucket, shard, idempotencyKey };
      await ledger.putEntry(event);
      expect(await ledger.findEntry({ ...key, isWithdrawal: true })).toBeNull();
      expect(await ledger.putEntry(withdrawal)).toBe('written');
      expect(await ledger.putEntry(withdrawal)).toEqual(withdrawal);
      expect(await ledger.findEntry(key)).toEqual(event);
      expect(await ledger.findEntry({ ...key, isWithdrawal: true })).toEqual(withdrawal);
      const read = await listOf(ledger.readEvents(dataset, system, bucket, shard));
      expect(read.map(submissionId)).toEqual([submissionId(event), submissionId(withdrawal)]);
    });

    test('a bucket’s shard is read in the order of its keys, each withdrawal right behind its event', async () => {
      const ledger = open();
      const system = newSystem();
      // Every character that a key may have, behind one that is withdrawn: all of them sort behind the withdrawal's mark.
      const keys = ['k', ...[...'-.:_09AZaz'].map((mark) => `k${mark}`), 'kk'];
      const entries = keys.map((key) => inBucket(system, '2026-10-05T10:31', key, 1));
      for (const one of entries.toReversed()) await ledger.putEntry(one);
      for (const one of entries) await ledger.putEntry(withdrawalOf(one));
      const expected = [...keys].sort().flatMap((key) => [`${key} event`, `${key} event-withdrawal`]);
      const named = (read: EventEntry[]) =>
        read.map(({ idempotencyKey, kind }) => `${idempotencyKey} ${kind}`);
      const bucket = await listOf(ledger.readEvents('realtime', system, '2026-10-05T10:31', 1));
      expect(named(bucket)).toEqual(expected);
      const day = ['realtime', system, '2026-10-05', '2026-10-05'] as const;
      expect(named(await listOf(ledger.readSystemEvents(...day)))).toEqual(expected);
    });

    test('a bucket’s shard is read without its neighbours, whatever begins like it', async () => {
      const ledger = open();
      const system = newSystem();
      const wanted = ['a', 'b', '0', 'Z', '_', '-'].map((key) =>
        inBucket(system, '2026-10-05T10:31', key, 1),
      );
      const others = [
        inBucket(system, '2026-10-05T10:31', 'a', 2),
        inBucket(system, '2026-10-05T10:31', 'a', 0),
        inBucket(system, '2026-10-05T10:32', 'a', 1),
        inBucket(system, '2026-10-05T10', 'a', 1),
        inBucket(system, '2026-10-05', 'a', 1),
        inBucket(newSystem(), '2026-10-05T10:31', 'a', 1),
        eventEntry({ system, dataset: 'daily', bucket: '2026-10-05', idempotencyKey: 'a', shard: 1 }),
      ];
      for (const one of [...wanted, ...others]) expect(await ledger.putEntry(one)).toBe('written');
      const read = await listOf(ledger.readEvents('realtime', system, '2026-10-05T10:31', 1));
      expect(keysOf(read).sort()).toEqual(keysOf(wanted).sort());
      expect(new Set(read.map(({ shard, bucket }) => `${bucket}/${shard}`))).toEqual(
        new Set(['2026-10-05T10:31/1']),
      );
    });

    test('a system’s days are read over two calendar months, both ends included, shard by shard', async () => {
      const ledger = open();
      const system = newSystem();
      const places: [string, number][] = [
        ['2026-09-14T23:59', 0],
        ['2026-09-15T00:00', 2],
        ['2026-09-15T00:00', 1],
        ['2026-09-30T23:59', 15],
        ['2026-10-01T00:00', 0],
        ['2026-10-14T23:59', 9],
        ['2026-10-14T23:59', 10],
        ['2026-10-15T00:00', 0],
      ];
      for (const [bucket, shard] of places) {
        for (const key of ['k1', 'k2']) await ledger.putEntry(inBucket(system, bucket, key, shard));
      }
      await ledger.putEntry(withdrawalOf(inBucket(system, '2026-10-01T00:00', 'k1')));
      await ledger.putEntry(entry({ system, dataset: 'realtime', period: '2026-10' }));
      const read = await listOf(ledger.readSystemEvents('realtime', system, '2026-09-15', '2026-10-14'));
      const shards = read.map(({ bucket, shard }) => `${bucket}/${shard}`);
      const runs = shards.filter((one, index) => one !== shards[index - 1]);
      expect(runs).toEqual([
        '2026-09-15T00:00/1',
        '2026-09-15T00:00/2',
        '2026-09-30T23:59/15',
        '2026-10-01T00:00/0',
        '2026-10-14T23:59/9',
        '2026-10-14T23:59/10',
      ]);
      expect(read).toHaveLength(13);
      expect(read.filter(({ kind }) => kind === 'event-withdrawal')).toHaveLength(1);
    });

    test.each([
      ['a day', '2026-10-05', '2026-10-05', ['2026-10-05']],
      ['the turn of a year', '2026-12-31', '2027-01-01', ['2026-12-31', '2027-01-01']],
      [
        'months without an event between',
        '2026-08-01',
        '2027-02-01',
        ['2026-10-05', '2026-12-31', '2027-01-01'],
      ],
      ['the days before any', '2026-01-01', '2026-10-04', []],
    ])('the range of %s', async (_name, from, to, expected) => {
      const ledger = open();
      const system = newSystem();
      for (const bucket of ['2026-10-05', '2026-12-31', '2027-01-01', '2027-02-02']) {
        await ledger.putEntry(eventEntry({ system, dataset: 'daily', bucket }));
      }
      const read = await listOf(ledger.readSystemEvents('daily', system, from, to));
      expect(read.map(({ bucket }) => bucket)).toEqual(expected);
    });

    test('a range is read from behind any of its entries, as far as is asked', async () => {
      const ledger = open();
      const system = newSystem();
      const all = ['2026-09-30T23:59', '2026-10-01T00:00', '2026-10-05T10:31', '2026-11-01T00:00'].flatMap(
        (bucket) => ['a', 'b'].flatMap((key) => [0, 15].map((shard) => inBucket(system, bucket, key, shard))),
      );
      for (const one of all) await ledger.putEntry(one);
      const first = all[0] ?? eventEntry();
      await ledger.putEntry(withdrawalOf(first));
      const asked = {
        dataset: 'realtime',
        system,
        from: '2026-09-01',
        to: '2026-10-31',
        after: null,
        most: 99,
      };
      const named = (read: readonly EventEntry[]) =>
        read.map((one) => `${one.bucket} ${one.shard} ${submissionId(one).split('~').at(-1)}`);
      const whole = await ledger.readEventsBehind(asked);
      const inOrder = ['2026-09-30T23:59', '2026-10-01T00:00', '2026-10-05T10:31'].flatMap((bucket) =>
        [0, 15].flatMap((shard) => ['a', 'b'].map((key) => `${bucket} ${shard} ${key}`)),
      );
      expect(named(whole)).toEqual([inOrder[0], `${inOrder[0]}!`, ...inOrder.slice(1)]);
      for (const [at, one] of whole.entries()) {
        const after = { ...one, isWithdrawal: one.kind === 'event-withdrawal' };
        const { kind: _, ...key } = after;
        for (const most of [1, 3, 99])
          expect(named(await ledger.readEventsBehind({ ...asked, after: key, most }))).toEqual(
            named(whole.slice(at + 1, at + 1 + most)),
          );
      }
      for (const bucket of ['2026-10-05', '2026-10-05T10', '2026-10-05T10:31'])
        expect(named(await ledger.readEventsBehind({ ...asked, from: bucket, to: bucket }))).toEqual(
          inOrder.slice(8),
        );
    });

    test('more than a page of events (1 MB) is read to its end', async () => {
      const ledger = open();
      const system = newSystem();
      const digits = (seed: number) =>
        Array.from({ length: 700 }, () => randomUUID().replaceAll('-', '')).join('') + seed;
      const large = Array.from({ length: 40 }, (_, index) =>
        eventEntry({
          system,
          dataset: 'daily',
          bucket: '2026-10-05',
          shard: 0,
          idempotencyKey: `k-${String(index).padStart(2, '0')}`,
          increments: [happened(digits(index)), happened(digits(index + 1))],
        }),
      );
      for (const one of large) expect(await ledger.putEntry(one)).toBe('written');
      const read = await listOf(ledger.readEvents('daily', system, '2026-10-05', 0));
      expect(keysOf(read)).toEqual(keysOf(large));
      const streamed = await listOf(ledger.readSystemEvents('daily', system, '2026-10-01', '2026-10-31'));
      expect(keysOf(streamed)).toEqual(keysOf(large));
      const range = { dataset: 'daily', system, from: '2026-10-01', to: '2026-10-31', after: null, most: 39 };
      expect(keysOf(await ledger.readEventsBehind(range))).toEqual(keysOf(large.slice(0, 39)));
    });
  });
}
