/** Tables restore separately: half a minute between them is no difference, whichever is ahead. */
import { expect, test } from 'vitest';
import { MINUTE } from '../../../../../shared/domain/values/duration.ts';
import { shiftedBy } from '../../../../fakes/restores.ts';
import { ask, type DrilledHub, heldReport, named, settledHub } from './country.ts';

/** Half a minute before the restore point something is counted, or the tree changes and is folded anew. */
async function hubBefore(what: (all: DrilledHub) => Promise<void>): Promise<DrilledHub> {
  const all = await settledHub();
  all.clock.now = Math.ceil(all.clock.now / 1000) * 1000 + 10;
  const at = all.clock.now;
  await what(all);
  await all.tell.count();
  all.clock.now = at + 5 * MINUTE + 10_000;
  return all;
}

const changes = [
  ['a report', (all: DrilledHub) => all.tell.report('H49.dvc', 2)],
  ['an event', (all: DrilledHub) => all.tell.event()],
  ['a system that changes its agency', (all: DrilledHub) => all.moveSystem('H26.05')],
  [
    'a system that changes its agency, and its report',
    async (all: DrilledHub) => {
      await all.moveSystem('H26.05');
      await all.tell.report('H26.05.kho', 2);
    },
  ],
] as const;

const skews = (['registry', 'submissions', 'totals'] as const).flatMap((table) =>
  [-30_000, 30_000].map((shift) => [table, shift] as const),
);

test.each(
  changes.flatMap(([what, change]) => skews.map(([table, shift]) => [what, table, shift, change] as const)),
)(
  '%s near the restore point, and %s restored to %i ms beside the others: no difference',
  async (_, table, shift, change) => {
    const all = await hubBefore(change);
    all.restores.manners.shift = { ...shiftedBy(0), [table]: shift };
    await ask(all);
    expect(named(await heldReport(all))).toEqual([]);
  },
);

test('what is wrong in a restored total is not excused by an entry of another agency near the restore point', async () => {
  const all = await hubBefore((hub) => hub.tell.report('H49.dvc', 2));
  const key = { dataset: 'monthly', period: '2026-10', parent: 'VN', node: 'H26' };
  const stored = await all.hub.totals.readNode(key);
  if (stored === null) throw new Error('the agency has a total');
  all.restores.plant(({ totals }) =>
    totals.tamper(key, { ...stored, content: { ...stored.content, reporters: '' } }),
  );
  await ask(all);
  expect(named(await heldReport(all))).toEqual(['total-restored H26 monthly 2026-10']);
});
