/** What an operator's verification says of a period that differs, with and without repair. */
import { expect, test } from 'vitest';
import { verifyPeriod } from '../../../../shared/app/verification/verify-period.ts';
import { fromTheStart } from '../../../../shared/app/verification/verify-totals.ts';
import { readPeriod } from '../../../../shared/domain/values/period.ts';
import { fakeHub } from '../../../fakes/hub.ts';
import { calendar } from '../../../fixtures/catalogue.ts';
import { events, RECEIVED } from '../../../fixtures/events.ts';
import { planFor } from '../../../fixtures/reports.ts';

const period = readPeriod('2026-10', calendar);
if (period === null) throw new Error('there is no such month');
const month = { dataset: planFor('realtime').dataset, period };

async function wrongHub() {
  const hub = fakeHub();
  await hub.submit(events(), { idempotencyKey: 'k1' });
  await hub.drain();
  hub.totals.tamper(
    { dataset: 'realtime', period: '2026-10', parent: 'H26.dvc', node: 'H26.dvc@2026-10-06' },
    {
      version: 3,
      registryVersion: 1,
      revisions: {},
      seen: 9,
      content: { cells: { [RECEIVED]: '1000' }, reporters: '', newestReceivedAt: null },
    },
  );
  const verify = async (repair: boolean, ports = hub.verifyPorts) =>
    verifyPeriod(
      ports,
      { ...month, snapshot: await hub.registry.readSnapshot() },
      { progress: fromTheStart, repair },
    );
  return { hub, verify };
}

test('without repair it is told, and stays', async () => {
  const { verify } = await wrongHub();
  for (const _ of [1, 2]) {
    const { report, repair } = await verify(false);
    expect([report.differenceCount, repair]).toEqual([1, null]);
  }
});

test('with repair it is told what differed, and what is so after it', async () => {
  const { verify } = await wrongHub();
  const { report, repair } = await verify(true);
  expect([repair?.differenceCount, repair?.stuck, report.differenceCount]).toEqual([1, [], 0]);
  expect((await verify(true)).repair).toBeNull();
});

test('what could not be compared is no verdict', async () => {
  const { hub, verify } = await wrongHub();
  const readChildren = () => {
    throw new Error('the table is gone');
  };
  await expect(verify(true, { ...hub.verifyPorts, readChildren })).rejects.toThrow('the table is gone');
});
