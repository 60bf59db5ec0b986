/** A change by an operator: on the version that was read, once, whole or not at all, wherever it dies. */
import { beforeEach, describe, expect, test } from 'vitest';
import { readHistory } from '../../../../shared/app/access/read-history.ts';
import { TASK_LEASE_MS } from '../../../../shared/app/access/task-lease.ts';
import {
  endMaintenance,
  standingMaintenance,
  startMaintenance,
} from '../../../../shared/app/oversight/maintenance.ts';
import { recordDigest } from '../../../../shared/domain/access/record-digest.ts';
import { Crash } from '../../../fakes/interpose.ts';
import { fakeOperations, type OperationsPorts } from '../../../fakes/operations.ts';
import { endNow, onCall, orderOn, startNow } from '../../../fixtures/maintenance.ts';

const now = Date.parse('2026-11-20T15:00:00.000Z');
const another = 'arn:aws:sts::123456789012:assumed-role/on-call/binh';

let ports: OperationsPorts;
beforeEach(() => {
  ports = fakeOperations();
});
const start = (on: string | null, at = now, reason = 'new release', by = onCall, store = ports) =>
  startMaintenance(store, { ...orderOn(on, at, reason), operator: by }, reason, null);
const version = async () => (await standingMaintenance(ports)).version;
const history = async () => (await readHistory(ports.listOperations, 'maintenance', null)).changes;

describe('the version', () => {
  test('has to be said, and is that of the newest record', async () => {
    expect(await start(null)).toMatchObject({ problem: { kind: 'version-missing' } });
    expect(await version()).toBe('0.0');
    expect(await start('0.0')).toMatchObject({ value: { version: '1.1', on: '0.0' } });
    expect(await endMaintenance(ports, orderOn('1.1', now, 'end'))).toMatchObject({
      value: { version: '1.2' },
    });
    expect(await version()).toBe('1.2');
    expect(await start('1.2', now + 1)).toMatchObject({ value: { version: '2.1', on: '1.2' } });
  });

  test('of yesterday is refused with all that was changed since, oldest first', async () => {
    await startNow(ports, 'one', null, now);
    await endNow(ports, now + 1);
    await startNow(ports, 'two', null, now + 2);
    const refused = await start('1.1', now + 3);
    expect(refused).toMatchObject({
      problem: {
        kind: 'version-changed',
        details: { on: '1.1', now: '2.1' },
        findings: [
          { code: 'changed-since', key: 'maintenance~00000001', details: { action: 'end', version: '1.2' } },
          {
            code: 'changed-since',
            key: 'maintenance~00000002',
            details: { action: 'start', operator: onCall },
          },
        ],
      },
    });
    // A version at which it never stood: nothing can be said of what is since.
    expect(await start('7.3', now + 3)).toMatchObject({
      problem: { kind: 'version-changed', findings: [] },
    });
  });
});

describe('the same again', () => {
  test('is answered as the first time, though it is over meanwhile, and changes nothing', async () => {
    const first = await start('0.0');
    await endNow(ports, now + 60_000);
    expect(await start('0.0', now + 120_000)).toEqual(first);
    expect(await history()).toHaveLength(2);
  });

  test('is not the same by another operator, with another body, or on another version', async () => {
    await start('0.0');
    const others = [['new release', another] as const, ['another reason', onCall] as const];
    for (const [reason, operator] of others)
      expect(await start('0.0', now, reason, operator)).toMatchObject({
        problem: { kind: 'version-changed' },
      });
    expect(await start('1.1')).toMatchObject({ problem: { kind: 'maintenance-under-way' } });
  });
});

test('the history has digests of before and after, and the record of each time', async () => {
  await start('0.0');
  await endNow(ports, now + 60_000);
  const [end, begin] = await history();
  expect([begin?.before, end?.before]).toEqual([null, begin?.after]);
  for (const change of [begin, end]) expect(change?.after).toBe(recordDigest(change?.body));
  expect((await standingMaintenance(ports)).maintenances[0]).toEqual(end?.body);
});

test('the history is read page by page', async () => {
  for (let index = 0; index < 40; index += 1) {
    await startNow(ports, `number ${index}`, null, now + 2 * index);
    await endNow(ports, now + 2 * index + 1);
  }
  const first = await readHistory(ports.listOperations, 'maintenance', null);
  const second = await readHistory(ports.listOperations, 'maintenance', first.next);
  expect([first.changes.length, second.changes.length, second.next]).toEqual([50, 30, null]);
  const versions = [...first.changes, ...second.changes].map((change) => change.version);
  expect(new Set(versions).size).toBe(80);
  expect([versions[0], versions.at(-1)]).toEqual(['40.2', '1.1']);
});

describe('one at a time', () => {
  const dying = (calls: number): OperationsPorts => {
    let left = calls;
    const counted = async <T>(call: () => Promise<T>): Promise<T> => {
      left -= 1;
      if (left < 0) throw new Crash('dead');
      return call();
    };
    const { readOperation, putOperation } = ports;
    return {
      ...ports,
      readOperation: (...given) => counted(() => readOperation(...given)),
      putOperation: (...given) => counted(() => putOperation(...given)),
    };
  };

  test.each([0, 1, 2, 3, 4])(
    'who dies at call %d has changed all or nothing, and can ask again',
    async (calls) => {
      const died = await start('0.0', now, 'new release', onCall, dying(calls)).catch(
        (error: unknown) => error,
      );
      const changed = (await history()).length;
      expect(await standingMaintenance(ports)).toMatchObject({
        maintenances: Array(changed).fill(expect.anything()),
      });
      if (calls < 4) expect(died).toBeInstanceOf(Crash);
      expect(await start('0.0', now + 1000)).toMatchObject({ value: { version: '1.1' } });
      expect(await history()).toHaveLength(1);
    },
  );

  test('keeps others out until the lease is over, and says for how long', async () => {
    await start('0.0', now, 'new release', onCall, dying(2)).catch(() => undefined);
    const refused = { problem: { kind: 'task-busy', details: { retryAfter: 1 } } };
    expect(await start('0.0', now + TASK_LEASE_MS - 1, 'mine', another)).toMatchObject(refused);
    expect(await start('0.0', now + TASK_LEASE_MS, 'mine', another)).toMatchObject({ ok: true });
  });

  test('a store that others write to between reading and writing refuses the put', async () => {
    const { putOperation } = ports;
    const overtaken: OperationsPorts = {
      ...ports,
      putOperation: async (...put) => {
        const [kind, , id] = put;
        if (kind === 'maintenance') await putOperation(kind, null, id, 'of an earlier dtm', null);
        return putOperation(...put);
      },
    };
    expect(await start('0.0', now, 'new release', onCall, overtaken)).toMatchObject({
      problem: { kind: 'version-changed', details: { on: '0.0', now: '1.1' } },
    });
  });
});
