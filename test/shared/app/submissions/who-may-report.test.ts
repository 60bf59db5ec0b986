/**
 * Who may report what until when, where it counts, and what state is read of it (R18, R20): agencies that merge and move,
 * systems that close, move and open again, in October 2026, which is from 2026-09-15 to 2026-10-14. Written by hand.
 */
import { describe, expect, test } from 'vitest';
import { getSubmission, listSubmissions } from '../../../../shared/app/submissions/read-submissions.ts';
import { readTotals } from '../../../../shared/app/totals/read-totals.ts';
import type { System } from '../../../../shared/contract/registry.ts';
import type { TotalsAnswer } from '../../../../shared/contract/totals.ts';
import { fakeHub } from '../../../fakes/hub.ts';
import { events, increment } from '../../../fixtures/events.ts';
import { agency, credential, snapshotOf, system } from '../../../fixtures/registry.ts';
import { PERIOD, report } from '../../../fixtures/reports.ts';

const moved = agency('H26.18', 'commune');
const [life] = moved.history;
if (life === undefined) throw new Error('an agency has a history');

const agencies = [
  agency('H26', 'province'),
  agency('H26.05', 'department'),
  // Stood below H26 until 2026-09-30.
  {
    ...moved,
    history: [
      { ...life, to: '2026-09-30' },
      { ...life, from: '2026-10-01', parent: 'VN' },
    ],
  },
  // H40 into H41 in mid-period, H41 into H49 after it, with the commune that H40 had.
  agency('H40', 'province', { to: '2026-09-30', mergedInto: 'H41' }),
  agency('H40.01', 'commune', { to: '2026-09-30' }),
  agency('H41', 'province', { to: '2026-10-31', mergedInto: 'H49' }),
  // On its last day, on its first, and on the day before it.
  agency('H42', 'province', { to: '2026-10-14', mergedInto: 'H49' }),
  agency('H43', 'province', { to: '2026-09-15', mergedInto: 'H49' }),
  agency('H44', 'province', { to: '2026-09-14', mergedInto: 'H49' }),
  agency('H49', 'province'),
];
const codes = agencies.map(({ code }) => code);

const stretches = (...of: [agency: string, to: string | null, from?: string][]): System['history'] =>
  of.map(([code, to, from]) => ({ from: from ?? '2021-01-01', to, agency: code }));

type Row = {
  readonly what: string;
  readonly system: string;
  readonly history: System['history'];
  /** When it is sent and read, at noon in Vietnam. */
  readonly on?: string;
  /** Whose keys may, beside that of the country. */
  readonly who: readonly string[];
  /** Whose totals it is in, beside the country's; or why it is refused. */
  readonly counts: readonly string[] | 'agency-closed' | 'system-not-valid';
};

const rows: readonly Row[] = [
  {
    what: 'a system that is there all the time',
    system: 'H26.05.x',
    history: stretches(['H26.05', null]),
    who: ['H26', 'H26.05'],
    counts: ['H26', 'H26.05'],
  },
  {
    what: 'a system that closed in mid-period, its agency is there',
    system: 'H26.x',
    history: stretches(['H26', '2026-09-30']),
    who: ['H26'],
    counts: ['H26'],
  },
  {
    what: 'a system that closed on the first day',
    system: 'H26.x',
    history: stretches(['H26', '2026-09-15']),
    who: ['H26'],
    counts: ['H26'],
  },
  {
    what: 'a system that closed on the last day',
    system: 'H26.x',
    history: stretches(['H26', '2026-10-14']),
    who: ['H26'],
    counts: ['H26'],
  },
  {
    what: 'a system that closed on the day before the first',
    system: 'H26.x',
    history: stretches(['H26', '2026-09-14']),
    who: ['H26'],
    counts: 'system-not-valid',
  },
  {
    what: 'a system that began on the last day',
    system: 'H26.x',
    history: stretches(['H26', null, '2026-10-14']),
    who: ['H26'],
    counts: ['H26'],
  },
  {
    what: 'a system that began on the day after the last',
    system: 'H26.x',
    history: stretches(['H26', null, '2026-10-15']),
    who: ['H26'],
    counts: 'system-not-valid',
  },
  {
    what: 'a system that opened again elsewhere in the same period',
    system: 'H26.x',
    history: stretches(['H26', '2026-09-20'], ['H26.05', null, '2026-10-01']),
    who: ['H26', 'H26.05'],
    counts: ['H26', 'H26.05'],
  },
  {
    what: 'a system that opened again after the period',
    system: 'H26.05.x',
    history: stretches(['H26.05', '2026-09-20'], ['H49', null, '2026-10-15']),
    who: ['H26', 'H26.05'],
    counts: ['H26', 'H26.05'],
  },
  {
    what: 'a system that moved to another province in mid-period',
    system: 'H26.x',
    history: stretches(['H26', '2026-09-30'], ['H49', null, '2026-10-01']),
    who: ['H49'],
    counts: ['H49'],
  },
  {
    what: 'a system of an agency that moved in mid-period',
    system: 'H26.18.x',
    history: stretches(['H26.18', null]),
    who: ['H26.18'],
    counts: ['H26.18'],
  },
  {
    what: 'a system that closed before its agency moved, which is one step up all the same',
    system: 'H26.18.x',
    history: stretches(['H26.18', '2026-09-20']),
    who: ['H26.18'],
    counts: ['H26.18'],
  },
  {
    what: 'a system that closed with its merged agency, on that day',
    system: 'H40.x',
    history: stretches(['H40', '2026-09-30']),
    on: '2026-09-30',
    who: ['H40'],
    counts: ['H40'],
  },
  {
    what: 'the same on the next day: the successor may',
    system: 'H40.x',
    history: stretches(['H40', '2026-09-30']),
    on: '2026-10-01',
    who: ['H40', 'H41'],
    counts: ['H40'],
  },
  {
    what: 'the same when the successor was merged too: whoever took it over in the end may',
    system: 'H40.x',
    history: stretches(['H40', '2026-09-30']),
    on: '2026-11-01',
    who: ['H40', 'H41', 'H49'],
    counts: ['H40'],
  },
  {
    what: 'a system of a commune that closed with the province that it was part of',
    system: 'H40.01.x',
    history: stretches(['H40.01', '2026-09-30']),
    on: '2026-11-01',
    who: ['H40', 'H40.01', 'H41', 'H49'],
    counts: ['H40', 'H40.01'],
  },
  {
    what: 'a system that went along with the merger',
    system: 'H40.x',
    history: stretches(['H40', '2026-09-30'], ['H41', '2026-10-31', '2026-10-01']),
    on: '2026-10-15',
    who: ['H41'],
    counts: ['H41'],
  },
  {
    what: 'a system that went along with both mergers',
    system: 'H40.x',
    history: stretches(
      ['H40', '2026-09-30'],
      ['H41', '2026-10-31', '2026-10-01'],
      ['H49', null, '2026-11-01'],
    ),
    on: '2026-11-01',
    who: ['H41', 'H49'],
    counts: ['H41'],
  },
  {
    what: 'a system of an agency that was merged on the last day',
    system: 'H42.x',
    history: stretches(['H42', '2026-10-14'], ['H49', null, '2026-10-15']),
    on: '2026-10-15',
    who: ['H42', 'H49'],
    counts: ['H42'],
  },
  {
    what: 'a system of an agency that was merged on the first day',
    system: 'H43.x',
    history: stretches(['H43', '2026-09-15'], ['H49', null, '2026-09-16']),
    who: ['H49'],
    counts: ['H49'],
  },
  {
    what: 'a system that closed with its agency on the first day',
    system: 'H43.x',
    history: stretches(['H43', '2026-09-15']),
    who: ['H43', 'H49'],
    counts: ['H43'],
  },
  {
    what: 'a system that closed with its agency on the day before the first',
    system: 'H44.x',
    history: stretches(['H44', '2026-09-14']),
    who: ['H44', 'H49'],
    counts: 'agency-closed',
  },
];

const FIRST_DAY = Date.parse('2026-09-15T03:00:00.000Z');
const kinds = {
  report: (id: string) => ({
    dataset: 'monthly',
    body: report({ system: id }),
    id: `${id}~monthly~${PERIOD}~1`,
    idempotencyKey: null,
  }),
  // On the first day, whenever the system was there.
  event: (id: string) => ({
    dataset: 'realtime',
    body: events({ system: id, increments: [increment(1, { from: FIRST_DAY })] }),
    id: `${id}~realtime~2026-09-15T10:00~k`,
    idempotencyKey: 'k',
  }),
};

describe.each(['report', 'event'] as const)('%s', (kind) => {
  test.each(rows)('$what ($on)', async ({ system: id, history, on = '2026-10-15', who, counts }) => {
    const { dataset, body, id: submission, idempotencyKey } = kinds[kind](id);
    const receivedAt = Date.parse(`${on}T05:00:00.000Z`);
    const open = () => fakeHub(snapshotOf(1, agencies, [system(id, history)]), () => receivedAt);
    const sent = { receivedAt, idempotencyKey };
    const may = new Map<string, string>();
    for (const code of codes) {
      const key = credential({ agency: code });
      const answer = await open().submit(body, { ...sent, credential: key });
      const [finding] = answer.ok ? [] : answer.problem.findings;
      may.set(code, answer.ok ? 'accepted' : (finding?.code ?? answer.problem.kind));
    }
    const verdict = typeof counts === 'string' ? counts : 'accepted';
    expect(Object.fromEntries(may)).toEqual(
      Object.fromEntries(codes.map((code) => [code, who.includes(code) ? verdict : 'foreign-agency'])),
    );
    if (typeof counts === 'string') return;

    const hub = open();
    expect((await hub.submit(body, sent)).ok).toBe(true);
    const read = async (code: string): Promise<string> => {
      const as = credential({ agency: code });
      const answer = await getSubmission(hub.readPorts, as, { id: submission }, receivedAt);
      return answer.ok ? answer.value.state : answer.problem.kind;
    };
    expect(await read('VN')).toBe('accepted');
    await hub.drain();
    const reporters = await Promise.all(
      ['VN', ...codes].map(async (code) => [code, (await hub.total(code, dataset))?.reporters ?? 0]),
    );
    expect(Object.fromEntries(reporters)).toEqual(
      Object.fromEntries(['VN', ...codes].map((code) => [code, ['VN', ...counts].includes(code) ? 1 : 0])),
    );
    expect((await hub.verify(dataset)).differences).toEqual([]);
    for (const code of codes)
      expect([code, await read(code)]).toEqual([code, who.includes(code) ? 'counted' : 'foreign-agency']);
    const asked = { system: id, dataset, period: PERIOD };
    const list = await listSubmissions(hub.readPorts, credential(), asked, receivedAt);
    expect(list.ok && list.value.submissions.map(({ state }) => state)).toEqual(['counted']);

    const [own = ''] = counts.slice(-1);
    const ask = async (code: string) => {
      const query = { dataset, period: PERIOD, node: own, asOf: null, after: null, afterChange: null };
      return readTotals(hub.readPorts, credential({ agency: code }), query, receivedAt);
    };
    for (const code of codes) {
      const answer = await ask(code);
      const total = answer.ok ? (answer.value as TotalsAnswer).total.reporters : answer.problem.kind;
      expect([code, total]).toEqual([code, who.includes(code) ? 1 : 'foreign-agency']);
    }
    const retry = await hub.submit(body, sent);
    expect(retry.ok).toBe(true);
    expect((await hub.withdraw(submission, { receivedAt })).ok).toBe(true);
    await hub.drain();
    expect([hub.queue.dead(), (await hub.total('VN', dataset))?.reporters]).toEqual([[], 0]);
    expect(await read('VN')).toBe('withdrawn');
  });
});
