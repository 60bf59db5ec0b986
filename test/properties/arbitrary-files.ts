/** Small files as senders write them: mostly right, with faults that come alone and together. */
import fc from 'fast-check';

const any = (...texts: readonly string[]) => fc.constantFrom(...texts);
/** Mostly right, so that faults come alone and together. */
const mostly = (right: string, ...wrong: readonly string[]) =>
  fc.oneof({ weight: 8, arbitrary: fc.constant(right) }, { weight: 1, arbitrary: any(...wrong) });

const figure = fc.oneof(
  { weight: 6, arbitrary: any('0', '1', '2.5', '12') },
  { weight: 1, arbitrary: any('', '-1', '1.000', '1,5', '1E+05', 'x', '99999999999', '0.1234567') },
);
const own = any('', 'a', 'b "c"', '=d');
const owner = [
  mostly(
    'H26.dvc',
    'H26.18.dvc',
    'G06.dvc',
    'H26.none',
    'h26.dvc',
    'H40.dvc',
    'H49.lgsp',
    'H26.05.kho',
    'H26.thu',
  ),
  mostly('monthly', 'quarterly', 'realtime', 'nothing', 'owed'),
] as const;
const agency = mostly('', 'H26', 'G06', 'none');
const indicator = any('volume.received', 'cost.balance', 'load.peak', 'share.on-time', 'owed.drill', 'x', '');
const dimensions = [mostly('citizen', 'internal', 'robot', ''), mostly('app', 'desk', '')] as const;
const evidence = [
  any('', '', 'none', '2026-09-01', '2027-01-01', 'x'),
  any('', '1/BC-X', 'x'),
  any('', 'a'.repeat(64)),
] as const;

const longNames = [
  'indicator',
  'kind',
  'channel',
  'value',
  'numerator',
  'denominator',
  'evidence.day',
  'evidence.reference',
  'evidence.sha256',
];
const longCells = [indicator, ...dimensions, figure, mostly('', '1', 'x'), mostly('', '2'), ...evidence];
const wideNames = [
  'cost.balance',
  'load.peak',
  'share.on-time:numerator',
  'share.on-time:denominator',
  'volume.received|channel=app|kind=citizen',
  'owed.drill:day',
  'owed.drill:reference',
  'owed.drill:sha256',
];
const wideCells = [figure, figure, figure, figure, figure, ...evidence];

const report = [
  ...owner,
  mostly('2026-10', '2025-10', 'Oct-26', '2026-Q3'),
  mostly('1', '2', '0', 'x', ''),
  agency,
  own,
];
const reportNames = ['system', 'dataset', 'period', 'revision', 'agency', 'key'];
const at = (time: string) => `2026-10-01T${time}+07:00`;
const event = [
  owner[0],
  mostly('daily', 'realtime', 'monthly'),
  any('k1', 'k2', 'k 3'),
  any(at('10:00:00'), at('11:00:00'), 'x', ''),
  any(at('10:00:00'), at('11:00:00'), '2027-01-01T00:00:00Z'),
  agency,
];
const eventNames = ['system', 'dataset', 'key', 'from', 'to', 'agency'];

/** Rows below the names of their columns. */
export type Table = { readonly names: readonly string[]; readonly rows: readonly (readonly string[])[] };
const table = (names: readonly string[], cells: readonly fc.Arbitrary<string>[]): fc.Arbitrary<Table> =>
  fc.array(fc.tuple(...cells), { minLength: 1, maxLength: 12 }).map((rows) => ({ names, rows }));
/** One cell makes a report of it, so that many are right. */
const right = [
  mostly('H26.dvc', 'H26.18.dvc', 'G06.dvc'),
  ...[fc.constant('half-yearly'), fc.constant('2026-H1'), mostly('1', '2'), mostly('', 'H26'), own],
];
export const tables = fc.oneof(
  table([...reportNames, 'cost.balance'], [...right, figure]),
  table([...reportNames, 'indicator', 'value'], [...right, fc.constant('cost.balance'), figure]),

  table([...reportNames, ...longNames], [...report, ...longCells]),
  table([...reportNames, ...wideNames], [...report, ...wideCells]),
  table([...eventNames, ...longNames], [...event, ...longCells]),
  table([...eventNames, ...wideNames], [...event, ...wideCells]),
);
