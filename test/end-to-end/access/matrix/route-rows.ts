/**
 * Who is told what by which route, from docs/guide-for-senders.md (sections 5, 6 and 9; "When a system closes or moves"), DESIGN §9, ADR 29
 * (what every key may know) and ADR 30 (operators: `operator-rows.ts`). A route without a row does not compile.
 */
import { report } from '../../report.ts';
import { event, increment, sent } from '../../stories.ts';
import { DAY, EVENT_KEY, systems } from '../callers.ts';
import { batchRows } from './batch-rows.ts';
import { operatorRows } from './operator-rows.ts';
import { open, type Row, type Rows, withKey } from './rows.ts';
import { templateRows } from './template-rows.ts';

const { home, child, sibling, merged } = systems;
const reportOf = (system: string, revision = 1): string => `${system}~etx-monthly~2026-11~${revision}`;
const eventOf = (system: string, key: string = EVENT_KEY): string => `${system}~etx-daily~${DAY}~${key}`;

const at = (path: string) => () => ({ path });
const entry = (id: string) => at(`/submissions/${id}`);
const list = (system: string) => at(`/submissions?system=${system}&dataset=etx-monthly&period=2026-11`);
const totals = (agency?: string) =>
  at(`/totals?dataset=etx-monthly&period=2026-11${agency === undefined ? '' : `&agency=${agency}`}`);
const compliance = (agency?: string) => at(`/compliance${agency === undefined ? '' : `?agency=${agency}`}`);
const send =
  (system: string, query = '', changes: { readonly agency?: string } = {}): Row['asked'] =>
  ({ hub }) => ({ path: `/submissions${query}`, body: report(hub.seed, { system, ...changes }) });
const sendEvent = (system: string) => () => ({
  path: '/submissions',
  headers: { 'Idempotency-Key': EVENT_KEY },
  body: event(system, [increment(`${DAY}T01:15:00.000Z`, [sent(1)])]),
});

const everyKey = '200 200 200 200 200 200 200 200 200 200 200';
const everyReader = '200 200 200 200 scope 200 200 200 200 200 200';

/** By an entry that is there and may be read, one that may not, and those that are not there. */
const read = (of: string, system: string, id: (system: string) => string, none: string): Row[] => [
  // country parent home one-system submit-only read-only vendor child sibling successor merged
  withKey(
    `${of} of its own`,
    entry(id(home)),
    '200 200 200 system scope 200 200 agency agency agency agency',
  ),
  withKey(`${of} of a child`, entry(id(child)), '200 200 200 system scope 200 200 200 agency agency agency'),
  withKey(
    `${of} of a sibling`,
    entry(id(sibling)),
    '200 200 agency agency scope agency agency agency 200 agency agency',
  ),
  withKey(
    `${of} of a predecessor`,
    entry(id(merged)),
    '200 agency agency agency scope agency 200 agency agency 200 200',
  ),
  withKey(
    `${of} that is not there`,
    entry(none),
    'no-entry no-entry no-entry system scope no-entry no-entry agency agency agency agency',
  ),
  withKey(
    `${of} of a sibling that is not there`,
    entry(none.replace(system, sibling)),
    'no-entry no-entry agency agency scope agency agency agency no-entry agency agency',
  ),
];

const withdrawn = (of: string, id: (system: string) => string, none: string): Row[] => [
  withKey(
    `${of} of its own`,
    entry(id(home)),
    '202 202 202 system 202 scope 202 agency agency agency agency',
  ),
  withKey(`${of} of a child`, entry(id(child)), '202 202 202 system 202 scope 202 202 agency agency agency'),
  withKey(
    `${of} of a sibling`,
    entry(id(sibling)),
    '202 202 agency agency agency scope agency agency 202 agency agency',
  ),
  withKey(
    `${of} of a predecessor`,
    entry(id(merged)),
    '202 agency agency agency agency scope 202 agency agency 202 202',
  ),
  withKey(
    `${of} that is not there`,
    entry(none),
    'no-entry no-entry no-entry system no-entry scope no-entry agency agency agency agency',
  ),
  withKey(
    `${of} of a sibling that is not there`,
    entry(none.replace(home, sibling)),
    'no-entry no-entry agency agency agency scope agency agency no-entry agency agency',
  ),
];

const byAgency = (path: (agency: string) => Row['asked']): Row[] => [
  withKey('its own', path('H26.05'), '200 200 200 200 scope 200 200 agency agency agency agency'),
  withKey('a child', path('H26.05.01'), '200 200 200 200 scope 200 200 200 agency agency agency'),
  withKey('a sibling', path('H26.06'), '200 200 agency agency scope agency agency agency 200 agency agency'),
  withKey('the parent', path('H26'), '200 200 agency agency scope agency agency agency agency agency agency'),
  withKey(
    'the country',
    path('VN'),
    '200 agency agency agency scope agency agency agency agency agency agency',
  ),
  withKey('an agency that there is not', path('H99'), everyReader.replaceAll('200', 'parameter')),
];

export const rows: Rows = {
  ...batchRows,
  submit: [
    withKey('of its own system', send(home), '202 202 202 system 202 scope 202 agency agency agency agency'),
    withKey(
      'a dry run of it',
      send(home, '?dryRun=true'),
      '200 200 200 system 200 scope 200 agency agency agency agency',
    ),
    withKey(
      'of its own system, as events',
      sendEvent(home),
      '202 202 202 system 202 scope 202 agency agency agency agency',
    ),
    withKey('of a child', send(child), '202 202 202 system 202 scope 202 202 agency agency agency'),
    withKey(
      'of a sibling',
      send(sibling),
      '202 202 agency agency agency scope agency agency 202 agency agency',
    ),
    withKey(
      'a dry run of a sibling',
      send(sibling, '?dryRun=true'),
      '200 200 agency agency agency scope agency agency 200 agency agency',
    ),
    withKey(
      'of a predecessor',
      send(merged),
      '202 agency agency agency agency scope 202 agency agency 202 202',
    ),
    withKey(
      'of a system that there is not',
      send('H26.05.none'),
      'invalid invalid invalid system invalid scope invalid agency agency agency agency',
    ),
    withKey(
      'of a system that a sibling does not have',
      send('H26.06.none'),
      'invalid invalid agency agency agency scope agency agency invalid agency agency',
    ),
    withKey(
      'of its own system in the name of a sibling',
      send(home, '', { agency: 'H26.06' }),
      'invalid invalid agency system agency scope agency agency agency agency agency',
    ),
  ],
  listSubmissions: [
    withKey('of its own system', list(home), '200 200 200 system scope 200 200 agency agency agency agency'),
    withKey('of a child', list(child), '200 200 200 system scope 200 200 200 agency agency agency'),
    withKey(
      'of a sibling',
      list(sibling),
      '200 200 agency agency scope agency agency agency 200 agency agency',
    ),
    withKey(
      'of a predecessor',
      list(merged),
      '200 agency agency agency scope agency 200 agency agency 200 200',
    ),
    withKey(
      'of a system that there is not',
      list('H26.05.none'),
      'parameter parameter parameter system scope parameter parameter agency agency agency agency',
    ),
    withKey(
      'of a system that a sibling does not have',
      list('H26.06.none'),
      'parameter parameter agency agency scope agency agency agency parameter agency agency',
    ),
  ],
  getSubmission: [
    ...read('a report', home, reportOf, reportOf(home, 9)),
    ...read('an event', home, eventOf, eventOf(home, 'none')),
    withKey('an id that is none', entry('7'), everyReader.replaceAll('200', 'no-entry')),
  ],
  withdrawSubmission: [
    ...withdrawn('a report', reportOf, reportOf(home, 9)),
    ...withdrawn('an event', eventOf, eventOf(home, 'none')),
  ],
  getTotals: [
    withKey('without naming an agency', totals(), '200 200 200 200 scope 200 parameter 200 200 200 200'),
    ...byAgency(totals),
    withKey(
      'a predecessor',
      totals('H29.18'),
      '200 agency agency agency scope agency 200 agency agency 200 200',
    ),
  ],
  getCompliance: [
    withKey('without naming one', compliance(), '200 200 200 200 scope 200 parameter 200 200 200 200'),
    ...byAgency(compliance),
    withKey(
      'a predecessor, which owes nothing any more',
      compliance('H29.18'),
      '200 agency agency agency scope agency 200 agency agency 200 200',
    ),
  ],
  getAvailability: [withKey('of the hub', at('/availability'), everyReader)],
  listDrills: [withKey('all', at('/drills'), everyReader)],
  getDrill: [
    withKey(
      'one',
      ({ drill }) => ({ path: `/drills/${drill}` }),
      '200 agency agency agency scope agency agency agency agency agency agency',
    ),
    withKey(
      'one that is not there',
      at('/drills/20200101-000000'),
      'no-drill agency agency agency scope agency agency agency agency agency agency',
    ),
  ],
  getMe: [withKey('itself', at('/me'), everyKey)],
  getCatalogue: [withKey('all of it', at('/catalogue'), everyKey)],
  getDataset: [
    withKey('a dataset', at('/catalogue/etx-monthly'), everyKey),
    withKey('one that there is not', at('/catalogue/etx-none'), everyKey.replaceAll('200', 'no-dataset')),
  ],
  getCsvTemplate: templateRows('csv'),
  getWorkbookTemplate: templateRows('xlsx'),
  getCalendar: [withKey('of this year', at('/calendar'), everyKey)],
  listPlacements: [
    withKey('all', at('/placements'), everyKey),
    withKey(
      'behind an agency that there is not',
      at('/placements?after=H99'),
      everyKey.replaceAll('200', 'parameter'),
    ),
  ],
  listAgencies: [
    ...['H26.05', 'H26.06', 'H29.18', 'VN'].map((code) =>
      withKey(`below ${code}`, at(`/agencies?agency=${code}`), everyKey),
    ),
    withKey(
      'below one that there is not',
      at('/agencies?agency=H99'),
      everyKey.replaceAll('200', 'parameter'),
    ),
  ],
  listSystems: [
    ...['H26.05', 'H26.06', 'H29.18', 'VN'].map((code) =>
      withKey(`of ${code}`, at(`/systems?agency=${code}`), everyKey),
    ),
    withKey('of one that there is not', at('/systems?agency=H99'), everyKey.replaceAll('200', 'parameter')),
  ],
  getKeySet: [open('/.well-known/jwks.json')],
  getOpenApi: [open('/openapi.json')],
  getHealth: [open('/health')],
  ...operatorRows,
};
