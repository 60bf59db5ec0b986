import { expect, test } from 'vitest';
import { fakeHub } from '../../../fakes/hub.ts';
import { cellsOf, report } from '../../../fixtures/reports.ts';

const yearsLater = Date.parse('2028-01-01T00:00:00.000Z');

test('a retry after the period has closed is answered as the first time was, in the dry run too', async () => {
  const hub = fakeHub();
  const first = await hub.submit(report());
  const again = await hub.submit(report(), { receivedAt: yearsLater });
  expect(first.ok).toBe(true);
  expect(again).toEqual(first);
  expect(hub.ledger.entries()).toHaveLength(1);
  expect(await hub.dryRun(report(), { receivedAt: yearsLater })).toMatchObject({
    ok: true,
    value: { verdict: 'same-again' },
  });
});

test('what was not accepted before it closed is refused, and so is other content', async () => {
  const hub = fakeHub();
  await hub.submit(report());
  const other = report({ cells: cellsOf('monthly', () => 2) });
  for (const body of [other, report({ revision: 2 })]) {
    const late = await hub.submit(body, { receivedAt: yearsLater });
    expect(late).toMatchObject({ ok: false, problem: { kind: 'period-closed' } });
  }
  expect(hub.ledger.entries()).toHaveLength(1);
});
