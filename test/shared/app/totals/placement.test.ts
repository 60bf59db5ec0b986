/** Who may report what until when, where it counts, and who may read it, while systems close and agencies merge (R18). */
import { describe, expect, test } from 'vitest';
import type { Agency, System } from '../../../../shared/contract/registry.ts';
import { submissionId } from '../../../../shared/domain/submissions/submission-key.ts';
import { fakeHub } from '../../../fakes/hub.ts';
import { agency, credential, snapshotOf, system } from '../../../fixtures/registry.ts';
import { entry, NOW, report } from '../../../fixtures/reports.ts';

/** October 2026 runs from 15 September to 14 October (R19). */
const FIRST = '2026-09-15';
const LAST = '2026-10-14';
const stay = (code: string, from = '2021-01-01', to: string | null = null) => ({ from, to, agency: code });

/**
 *   VN ── H26 ── H26.18       C was merged into B on 30 September, and B into A on 9 October: H26.18 is C, H49.02 is B,
 *      └─ H49 ── H49.02       H26.05 is A. H26.18 was below H26, and H49.02 below H49.
 */
const merging: readonly Agency[] = [
  agency('H26', 'province'),
  agency('H49', 'province'),
  agency('G06', 'ministry'),
  agency('H26.05', 'department'),
  agency('H49.02', 'commune', { to: '2026-10-09', mergedInto: 'H26.05' }),
  agency('H26.18', 'commune', { to: '2026-09-30', mergedInto: 'H49.02' }),
];

type Row = {
  readonly what: string;
  readonly history: System['history'];
  /** Keys that may send the report and read it; all others of the list may not. */
  readonly by: readonly string[];
  /** Agencies whose totals have it, beside the country; null: the report is refused. */
  readonly counts: readonly string[] | null;
};

const keys = ['H26', 'H49', 'G06', 'H26.05', 'H49.02', 'H26.18'];

const rows: readonly Row[] = [
  { what: 'there all along', history: [stay('H26')], by: ['H26'], counts: ['H26'] },
  {
    what: 'closed in mid-period',
    history: [stay('H26', '2021-01-01', '2026-09-30')],
    by: ['H26'],
    counts: ['H26'],
  },
  {
    what: 'closed on the first day',
    history: [stay('H26', '2021-01-01', FIRST)],
    by: ['H26'],
    counts: ['H26'],
  },
  {
    what: 'closed on the last day',
    history: [stay('H26', '2021-01-01', LAST)],
    by: ['H26'],
    counts: ['H26'],
  },
  {
    what: 'closed on the day before',
    history: [stay('H26', '2021-01-01', '2026-09-14')],
    by: [],
    counts: null,
  },
  { what: 'begun on the last day', history: [stay('H26', LAST)], by: ['H26'], counts: ['H26'] },
  { what: 'begun on the day after', history: [stay('H26', '2026-10-15')], by: [], counts: null },
  {
    what: 'closed, and opened again in the period',
    history: [stay('H26', '2021-01-01', '2026-09-20'), stay('H26', '2026-10-01')],
    by: ['H26'],
    counts: ['H26'],
  },
  {
    what: 'closed, and opened again behind the period',
    history: [stay('H26', '2021-01-01', '2026-09-20'), stay('G06', '2026-10-20')],
    by: ['H26'],
    counts: ['H26'],
  },
  {
    what: 'moved in mid-period: where it was last',
    history: [stay('H26', '2021-01-01', '2026-09-30'), stay('G06', '2026-10-01')],
    by: ['G06'],
    counts: ['G06'],
  },
  {
    what: 'moved, then closed, in one period',
    history: [stay('H26', '2021-01-01', '2026-09-20'), stay('G06', '2026-09-21', '2026-10-03')],
    by: ['G06'],
    counts: ['G06'],
  },
  {
    what: 'closed with its agency, which two mergers took over',
    history: [stay('H26.18', '2021-01-01', '2026-09-30')],
    // Above it then; itself; B, with who was above it then; A, with who is above it now.
    by: ['H26.18', 'H26', 'H49.02', 'H26.05'],
    counts: ['H26.18', 'H26'],
  },
  {
    what: 'taken over by the first merger and closed with the second',
    history: [stay('H26.18', '2021-01-01', '2026-09-30'), stay('H49.02', '2026-10-01', '2026-10-09')],
    by: ['H49.02', 'H49', 'H26.05', 'H26'],
    counts: ['H49.02', 'H49'],
  },
  {
    what: 'taken over to the end',
    history: [stay('H49.02', '2021-01-01', '2026-10-09'), stay('H26.05', '2026-10-10')],
    by: ['H26.05', 'H26'],
    counts: ['H26.05', 'H26'],
  },
];

const hubOf = ({ history }: Row) => fakeHub(snapshotOf(1, merging, [system('H26.dvc', history)]));
const ends = (hub: ReturnType<typeof fakeHub>, body: System) =>
  hub.registry.writeRecords([{ kind: 'system', id: body.id, body }]);
const by = (code: string) => credential({ agency: code });

describe('a report', () => {
  test.each(rows)('of a system $what', async (row) => {
    const hub = hubOf(row);
    for (const code of keys) {
      const verdict = await hub.dryRun(report(), { credential: by(code) });
      expect({ code, ok: verdict.ok }).toEqual({ code, ok: row.counts !== null && row.by.includes(code) });
    }
    const sent = await hub.submit(report());
    expect(sent.ok).toBe(row.counts !== null);
    if (!sent.ok) {
      expect(sent.problem.findings.map(({ code }) => code)).toEqual(['system-not-valid']);
      return;
    }
    expect(await hub.aggregate()).toMatchObject({ counted: 1, failures: [], buried: [] });
    for (const code of keys)
      expect({ code, in: (await hub.total(code))?.reporters ?? 0 }).toEqual({
        code,
        in: row.counts?.includes(code) ? 1 : 0,
      });
    expect((await hub.total())?.reporters).toBe(1);
    expect((await hub.verify()).differences).toEqual([]);
    const id = sent.value.id;
    for (const code of keys) {
      const read = await hub.getSubmission(id, by(code));
      expect({ code, state: read.ok ? read.value.state : read.problem.kind }).toEqual({
        code,
        state: row.by.includes(code) ? 'counted' : 'foreign-agency',
      });
    }
  });
});

describe('what was accepted stays counted', () => {
  test('when its system is closed afterwards, on any day of the period', async () => {
    const open = system('H26.dvc', [stay('H26')]);
    const hub = fakeHub(snapshotOf(1, merging, [open]));
    const sent = await hub.submit(report());
    await hub.aggregate();
    await ends(hub, system('H26.dvc', [stay('H26', '2021-01-01', FIRST)]));
    expect((await hub.total())?.reporters).toBe(1);
    expect((await hub.verify()).differences).toEqual([]);
    const read = await hub.getSubmission(sent.ok ? sent.value.id : '');
    expect(read.ok && read.value.state).toBe('counted');
    // The same again is answered, and its message is no poison.
    expect((await hub.submit(report())).ok).toBe(true);
    expect(await hub.aggregate()).toMatchObject({ counted: 1, failures: [], buried: [] });
    // A correction still finds its place, and so does a withdrawal.
    expect((await hub.submit(report({ revision: 2 }))).ok).toBe(true);
    const withdrawn = await hub.withdraw(submissionId(entry({ revision: 2 })));
    expect(withdrawn.ok).toBe(true);
    await hub.drain();
    expect((await hub.total())?.reporters).toBe(0);
    expect((await hub.verify()).differences).toEqual([]);
  });

  test('a retry of what has no place any more is answered, and settled without a second receive', async () => {
    const hub = fakeHub(snapshotOf(1, merging, [system('H26.dvc', [stay('H26')])]));
    await hub.submit(report());
    await hub.aggregate();
    await ends(hub, system('H26.dvc', [stay('H26', '2021-01-01', '2026-09-14')]));
    expect((await hub.submit(report(), { receivedAt: NOW + 1 })).ok).toBe(true);
    const { buried } = await hub.aggregate();
    expect(buried.map(({ reason }) => reason)).toEqual(['H26.dvc is not in the tree of 2026-10']);
    expect(hub.queue.waiting()).toEqual([]);
  });
});
