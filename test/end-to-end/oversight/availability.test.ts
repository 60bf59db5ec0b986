/**
 * The hub measures itself: minutes through its own public endpoint, a door that breaks, maintenance, minutes that nobody
 * measured. The clock is put ahead minute by minute; alarms are those of the template.
 */
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { listOperations, putOperation, readOperation } from '../../../shared/aws/operations-table.ts';
import { AvailabilityAnswer } from '../../../shared/contract/oversight/availability.ts';
import { MINUTE } from '../../../shared/domain/values/duration.ts';
import { endNow, startNow } from '../../fixtures/maintenance.ts';
import { filesOf } from '../../fixtures/registry-files.ts';
import { STAGE, startHub, type TestHub, TODAY } from '../hub.ts';
import { keyWords } from '../key-file.ts';
import { operatorSqs, untilQuiet } from '../queues.ts';
import { importFiles } from '../registry/import.ts';
import { report } from '../report.ts';
import { type Sender, senderOf } from '../sender.ts';
import { figure, runDtm, tellDtm, totalsBy } from '../stories.ts';

// A busy machine is slow, not wrong.
vi.setConfig({ testTimeout: 120_000 });

const named = (name: string) => `dtm-${STAGE}-${name}`;

let hub: TestHub;
let reader: Sender;
const clock = (): number => hub.twin.now();
/** Planned maintenance by the twin's clock: `dtm` has the host's. */
const operations = () => ({
  listOperations: listOperations(hub.client, named('operations')),
  readOperation: readOperation(hub.client, named('operations')),
  putOperation: putOperation(hub.client, named('operations')),
});

beforeAll(async () => {
  hub = await startHub(TODAY);
  tellDtm(hub);
  reader = senderOf(hub, await hub.issue('H26'));
  for (const name of hub.twin.schedules.names) if (name !== named('prober')) hub.twin.schedules.pause(name);
}, 120_000);
afterAll(() => hub.stop());

/** Until the end of a minute: the run that is due in it comes somewhere in it, and says what the alarms see then. */
async function letPass(milliseconds: number): Promise<void> {
  const end = Math.floor((clock() + milliseconds) / MINUTE) * MINUTE + 59_500;
  await hub.twin.letPass(end - clock());
}
async function pass(minutes: number): Promise<void> {
  for (let minute = 0; minute < minutes; minute += 1) await letPass(MINUTE);
}
async function month(): Promise<AvailabilityAnswer> {
  const answer = await reader.call({ path: '/availability?month=2026-11' });
  expect(answer).toMatchObject({ status: 200 });
  return AvailabilityAnswer.parse(JSON.parse(answer.text));
}
const isOff = (alarm: string): boolean =>
  hub.twin.alarms().some(({ name, state }) => name === named(alarm) && state === 'ALARM');
const spent = ({ down, unknown, maintenance }: AvailabilityAnswer) => ({ down, unknown, maintenance });
/** The tables do not answer the function that takes submissions. */
const broken = {
  kind: 'unavailable',
  service: 'dynamodb',
  operation: '*',
  principal: named('submit'),
} as const;

test('a prober that the registry does not know is told, until an operator loads the registry again', async () => {
  await pass(9);
  expect(isOff('prober-unregistered')).toBe(false);
  await pass(8);
  expect(isOff('prober-unregistered')).toBe(true);
  expect((await month()).minutes).toBe(0);
  expect(await importFiles(hub, filesOf(hub.seed))).toMatchObject({ written: 1 });
  await pass(3);
  expect(isOff('prober-unregistered')).toBe(false);
});

test('a hub that answers is up, minute by minute, in its own totals too', async () => {
  await pass(4);
  const answer = await month();
  expect(spent(answer)).toEqual({ down: 0, unknown: 0, maintenance: 0 });
  expect(answer.up).toBeGreaterThanOrEqual(2);
  expect(answer.up).toBe(answer.minutes);
  expect(answer.budget.remaining).toBe(answer.budget.minutes);
  expect(isOff('availability-fast')).toBe(false);

  const sqs = operatorSqs(hub.twin);
  await untilQuiet(sqs, hub.twin);
  sqs.destroy();
  const ministry = senderOf(hub, await hub.issue('G06'));
  const totals = await totalsBy(ministry, { dataset: 'hub-probes', period: '2026-12', agency: 'G06' });
  expect(Number(figure(totals, 'hub.minutes-up'))).toBeGreaterThanOrEqual(answer.up);
  expect(figure(totals, 'hub.minutes-up')).toBe(figure(totals, 'hub.minutes-probed'));
  expect(figure(totals, 'hub.probes-failed')).toBe('0');
});

test('submit fails: its minutes are recorded as down, the budget falls, the alarm goes off; then it is over', async () => {
  const before = await month();
  hub.twin.setFaults([broken]);
  await pass(3);
  // Of these only the last is measured: the others are unknown, and burn as well.
  await letPass(8 * MINUTE);
  expect(isOff('availability-fast')).toBe(true);
  hub.twin.setFaults([]);
  // Five good minutes in a row; on a busy machine a probe may take too long.
  for (let minute = 0; minute < 20 && isOff('availability-fast'); minute += 1) await pass(1);
  expect(isOff('availability-fast')).toBe(false);
  const after = await month();
  expect(after.down - before.down).toBeGreaterThanOrEqual(4);
  const used = (answer: AvailabilityAnswer) => answer.down + answer.unknown;
  expect(used(after) - used(before)).toBeGreaterThanOrEqual(11);
  expect(after.budget.used).toBe(used(after));
  expect(Number(before.budget.remaining) - Number(after.budget.remaining)).toBeCloseTo(
    used(after) - used(before),
    6,
  );
});

test('minutes that could not be recorded stay unknown: no run of them is tried again when all is well', async () => {
  const before = await month();
  // Some of these runs come so early in their minute that one more, a minute later, would still tell of it.
  for (let round = 0; round < 5; round += 1) {
    hub.twin.setFaults([{ ...broken, principal: named('prober') }]);
    await pass(1);
    hub.twin.setFaults([]);
    await pass(1);
  }
  await pass(2);
  const after = await month();
  expect(after.down - before.down).toBe(0);
  // Fewer would be minutes that turned up as up after all. A busy machine may miss one more.
  expect(after.unknown - before.unknown).toBeGreaterThanOrEqual(5);
});

test('without maintenance a door that fails is told by the share of calls that fail', async () => {
  hub.twin.setFaults([broken]);
  await Promise.all(Array.from({ length: 8 }, () => reader.post(report(hub.seed, { system: 'H26.dvc' }))));
  expect(isOff('api-5xx')).toBe(true);
  hub.twin.setFaults([]);
  await pass(6);
  expect(isOff('api-5xx')).toBe(false);
});

test('maintenance counts whatever is measured, and burns nothing; a second one is refused', async () => {
  const before = await month();
  expect(await startNow(operations(), 'new release', null, clock())).toMatchObject({ ok: true });
  expect(await startNow(operations(), 'another', null, clock())).toMatchObject({ ok: false });
  hub.twin.setFaults([broken]);
  await letPass(11 * MINUTE);
  await pass(1);
  // Senders meet the same door.
  const failed = await Promise.all(
    Array.from({ length: 8 }, () => reader.post(report(hub.seed, { system: 'H26.dvc' }))),
  );
  expect(new Set(failed.map(({ status }) => status))).toEqual(new Set([503]));
  hub.twin.setFaults([]);
  expect(isOff('availability-fast')).toBe(false);
  expect(isOff('api-5xx')).toBe(false);
  expect(await endNow(operations(), clock())).toMatchObject({ ok: true });
  await pass(3);
  const after = await month();
  expect(spent(after)).toMatchObject({ down: before.down, unknown: before.unknown });
  expect(after.maintenance).toBeGreaterThanOrEqual(12);
  expect(after.maintenances.map(({ reason }) => reason)).toEqual(['new release']);
});

test('maintenance that is forgotten is over at its end, and says so until somebody ends it', async () => {
  const before = await month();
  await startNow(operations(), 'left open', null, clock());
  await pass(1);
  expect(isOff('maintenance-overdue')).toBe(false);
  await letPass(13 * 60 * MINUTE);
  expect(isOff('maintenance-overdue')).toBe(true);
  await endNow(operations(), clock());
  await pass(3);
  expect(isOff('maintenance-overdue')).toBe(false);
  const after = await month();
  const hours = after.maintenance - before.maintenance;
  expect([hours >= 720, hours <= 722]).toEqual([true, true]);
  // The hour behind its end, of which nobody measured but the last minute.
  expect(after.unknown - before.unknown).toBeGreaterThanOrEqual(58);
});

test('the year and the command say the same', async () => {
  const key = await hub.issue('VN');
  const { out, code } = await runDtm(hub, [
    'availability',
    '--year',
    '2026',
    ...keyWords(hub.stateDirectory, key),
  ]);
  // More than 1 % of the weeks that are left of the year.
  expect(code).toBe(1);
  expect(out).toContain('Planned maintenance:');
  expect((await runDtm(hub, ['maintenance', 'list'])).out).toMatch(/left open[\s\S]*new release/);
  // A minute may be measured between two calls.
  await expect
    .poll(
      async () => {
        const { up, minutes } = await month();
        const answer = await reader.call({ path: '/availability?year=2026' });
        const year = AvailabilityAnswer.parse(JSON.parse(answer.text));
        return [year.up - up, year.minutes - minutes];
      },
      { timeout: 20_000 },
    )
    .toEqual([0, 0]);
});
