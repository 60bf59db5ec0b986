/** Things that are not the caller's: one that is there, and one beside it that is not, with ids of one length. */
import { report } from '../../report.ts';
import type { HttpCall } from '../../sender.ts';
import { DAY, EVENT_KEY, systems, type World } from '../callers.ts';

export type Pair = {
  readonly what: string;
  readonly there: (world: World) => string;
  readonly notThere: string;
  readonly call: (world: World, id: string) => HttpCall;
};

const { sibling } = systems;
const none = 'H26.06.nobody';
const reportIds = {
  there: () => `${sibling}~etx-monthly~2026-11~1`,
  notThere: `${sibling}~etx-monthly~2026-11~9`,
};
const eventIds = {
  there: () => `${sibling}~etx-daily~${DAY}~${EVENT_KEY}`,
  notThere: `${sibling}~etx-daily~${DAY}~${'0'.repeat(EVENT_KEY.length)}`,
};
const ofSystem = { there: () => sibling, notThere: none };
const entry =
  (method: string, query = '') =>
  (_: World, id: string): HttpCall => ({ method, path: `/submissions/${id}${query}` });

export const foreign: readonly Pair[] = [
  {
    what: 'a report of a month that has any',
    there: reportIds.there,
    notThere: `${sibling}~etx-monthly~2026-10~1`,
    call: entry('GET'),
  },
  { what: 'a report', ...reportIds, call: entry('GET') },
  { what: 'the figures of a report', ...reportIds, call: entry('GET', '?content=true') },
  { what: 'the withdrawal of a report', ...reportIds, call: entry('DELETE') },
  { what: 'a dry run of a withdrawal', ...reportIds, call: entry('DELETE', '?dryRun=true') },
  { what: 'an event', ...eventIds, call: entry('GET') },
  { what: 'the withdrawal of an event', ...eventIds, call: entry('DELETE') },
  {
    what: 'a list',
    ...ofSystem,
    call: (_, system) => ({ path: `/submissions?system=${system}&dataset=etx-monthly&period=2026-11` }),
  },
  ...['', '?dryRun=true'].map(
    (query): Pair => ({
      what: `a report that is sent${query}`,
      ...ofSystem,
      call: ({ hub }, system) => ({
        method: 'POST',
        path: `/submissions${query}`,
        body: report(hub.seed, { system }),
      }),
    }),
  ),
  ...['', '/errors', '/submissions'].map(
    (what): Pair => ({
      what: `a batch${what}`,
      there: ({ batches }) => batches.sibling,
      notThere: `H26.06~${'0'.repeat(32)}~v~1`,
      call: (_, id) => ({ path: `/batches/${id}${what}` }),
    }),
  ),
  {
    what: 'a drill',
    there: ({ drill }) => drill,
    notThere: '20200101-000000',
    call: (_, id) => ({ path: `/drills/${id}` }),
  },
];
