/** What a dry run says that a correction would change (R26), and what then changes. */
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { DryRunVerdict } from '../../../../shared/contract/submissions/dry-run.ts';
import { type FakeHub, fakeHub } from '../../../fakes/hub.ts';
import { events } from '../../../fixtures/events.ts';
import { cellsOf, report } from '../../../fixtures/reports.ts';

const ID = 'H26.dvc~monthly~2026-10~';
const ofValue = (revision: number, value: number) =>
  report({ revision, cells: cellsOf('monthly', () => value) });

async function verdictOf(hub: FakeHub, body: object): Promise<DryRunVerdict> {
  const verdict = await hub.dryRun(body);
  if (!verdict.ok) throw new Error(verdict.problem.kind);
  return DryRunVerdict.parse(verdict.value);
}

describe('a dry run of a report', () => {
  test('that is the first one corrects nothing', async () => {
    expect(await verdictOf(fakeHub(), ofValue(1, 1))).not.toHaveProperty('correction');
  });

  test('names each cell that differs, before and after, and no other', async () => {
    const hub = fakeHub();
    await hub.submit(ofValue(1, 1));
    const cells = cellsOf('monthly', () => 1).map((cell, index) =>
      index === 0 ? { ...cell, value: 7 } : cell,
    );
    const verdict = await verdictOf(hub, report({ revision: 2, cells }));
    expect(verdict.correction).toEqual({
      of: `${ID}1`,
      unchanged: false,
      cells: [{ cell: 'volume.received|channel=app|kind=internal', before: '1', after: '7' }],
    });
  });

  test('with the same figures says that nothing would change', async () => {
    const hub = fakeHub();
    await hub.submit(ofValue(1, 1));
    expect((await verdictOf(hub, ofValue(3, 1))).correction).toEqual({
      of: `${ID}1`,
      unchanged: true,
      cells: [],
    });
  });

  test('behind a withdrawal brings back every cell: before, none counts', async () => {
    const hub = fakeHub();
    await hub.submit(ofValue(1, 1));
    await hub.withdraw(`${ID}1`);
    const { correction, cells } = await verdictOf(hub, ofValue(3, 1));
    expect([correction?.of, correction?.unchanged, correction?.cells.length]).toEqual([
      `${ID}2`,
      false,
      cells,
    ]);
    expect(new Set(correction?.cells.map(({ before }) => before))).toEqual(new Set([null]));
  });

  test('below one that counts says that it would count in no total', async () => {
    const hub = fakeHub();
    await hub.submit(ofValue(5, 1));
    expect(await verdictOf(hub, ofValue(2, 3))).toMatchObject({
      verdict: 'new',
      state: 'superseded',
      by: `${ID}5`,
      nextRevision: 6,
    });
  });

  test('events correct nothing: they add', async () => {
    const verdict = await fakeHub().dryRun(events(), { idempotencyKey: 'k-9' });
    expect(verdict.ok && verdict.value).not.toHaveProperty('correction');
  });

  test('what it says before and after is what stood and what then stands', async () => {
    const value = fc.integer({ min: 0, max: 2 });
    await fc.assert(
      fc.asyncProperty(fc.array(value, { minLength: 2, maxLength: 2 }), async ([before = 0, after = 0]) => {
        const hub = fakeHub();
        await hub.submit(ofValue(1, before));
        const { correction } = await verdictOf(hub, ofValue(2, after));
        expect(correction?.unchanged).toBe(before === after);
        await hub.submit(ofValue(2, after));
        const entries = hub.ledger.entries().flatMap((entry) => ('cells' in entry ? [entry.cells] : []));
        for (const { cell, before: was, after: is } of correction?.cells ?? [])
          expect([was, is]).toEqual([entries[0]?.[cell], entries[1]?.[cell]]);
      }),
    );
  });
});
