/** Each question of an auditor, asked of real lines; the right answer is what the test itself did, call by call. */
import { appendFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import type { QueryRow } from '../../../shared/app/ports/trail.ts';
import { type AuditQueryName, auditQueryNames } from '../../../shared/contract/access/audit-queries.ts';
import { accessLogOf, functionLogOf } from '../../../shared/contract/access/trail-sources.ts';
import { parseApiKey } from '../../../shared/domain/access/api-key.ts';
import { announce, dtm } from '../dtm.ts';
import { STAGE, startHub, type TestHub, TODAY, unknownKey } from '../hub.ts';
import { asOperators, asSenders, did, SUBMITTED } from './audited-day.ts';
import { operatorOf } from './operator.ts';

// A busy machine is slow, not wrong.
vi.setConfig({ testTimeout: 120_000 });

let hub: TestHub;
const keys = { own: '', other: '', revoked: '', unknown: '' };
const id = (name: keyof typeof keys): string => parseApiKey(keys[name], STAGE)?.keyId ?? '';

beforeAll(async () => {
  hub = await startHub();
  announce(hub.stateDirectory, hub);
  keys.own = await hub.issue('H26');
  keys.other = await hub.issue('H29');
  keys.revoked = await hub.issue('H29', { revokedAt: '2026-11-01T00:00:00.000Z' });
  keys.unknown = unknownKey();
  await asSenders(hub, keys);
  await asOperators(hub);
}, 180_000);
afterAll(() => hub.stop());

const asked = (name: AuditQueryName, ...words: readonly string[]) =>
  dtm(hub.stateDirectory, TODAY, 'audit', name, ...today, ...words);
const today = ['--since', '2026-11-20T02:00:00Z', '--until', '2026-11-20T10:30:00+07:00'];
async function rowsOf(name: AuditQueryName, ...words: readonly string[]): Promise<QueryRow[]> {
  const { text } = await asked(name, '--json', ...words);
  return text === '' ? [] : text.split('\n').map((line) => JSON.parse(line));
}
const only = (rows: readonly QueryRow[], ...names: readonly string[]) =>
  rows.map((row) => names.map((name) => row[name] ?? null));

/** The operator's own identity, as IAM says it. */
const arn = (kind: 'on-call' | 'auditor'): string => operatorOf(hub, kind).userArn;

type Row = readonly [AuditQueryName, () => readonly string[], readonly string[], () => readonly unknown[]];

const table: readonly Row[] = [
  [
    'sent-for-an-agency',
    () => ['--agency', 'H26', '--period', '2026-11'],
    ['requestId', 'credential', 'action', 'target.system', 'resource'],
    () => [
      [did.sent, id('own'), 'submit', 'H26.dvc', SUBMITTED],
      [did.slow, id('own'), 'submit', 'H26.dvc', `${SUBMITTED.slice(0, -1)}2`],
      [did.withdrawn, id('own'), 'withdraw', 'H26.dvc', `${SUBMITTED.slice(0, -1)}2`],
    ],
  ],
  ['sent-for-an-agency', () => ['--agency', 'H26', '--period', '2026-10'], ['resource'], () => []],
  ['sent-for-an-agency', () => ['--agency', 'H29', '--period', '2026-11'], ['resource'], () => []],
  [
    'refused-by-reason',
    () => [],
    ['reason', 'what', 'refused'],
    () => [
      ['ACCESS_DENIED', '/admin/maintenance', '1'],
      ['MISSING_AUTHENTICATION_TOKEN', '-', '1'],
      ['foreign-agency', 'getTotals', '1'],
      ['foreign-agency', 'submit', '1'],
      ['key-revoked', 'getCompliance', '1'],
      ['key-unknown', 'getCompliance', '1'],
      ['revision-conflict', 'submit', '1'],
      ['version-changed', 'startMaintenance', '1'],
    ],
  ],
  ['refused-by-quota', () => [], ['agency', 'credential', 'refused'], () => []],
  [
    'refused-for-an-agency',
    () => ['--agency', 'H29'],
    ['agency', 'problem', 'target.agency', 'resource'],
    () => [
      ['H26', 'foreign-agency', 'H29', 'H29.dvc~etx-monthly~2026-11~1'],
      ['H29', 'foreign-agency', 'H26', 'H26~etx-monthly~2026-11'],
      ['H29', 'key-revoked', 'H29', null],
    ],
  ],
  [
    'what-one-key-did',
    () => ['--key', id('other')],
    ['action', 'resource', 'status'],
    () => [
      ['read', 'H26~etx-monthly~2026-11', '403'],
      ['read', 'H29~etx-monthly~2026-11', '200'],
    ],
  ],
  [
    'life-of-a-key',
    () => ['--key', id('revoked')],
    ['day', 'event', 'problem', 'calls', 'addresses'],
    () => [['2026-11-20 00:00:00.000', 'getCompliance', 'key-revoked', '1', '1']],
  ],
  [
    'what-an-operator-changed',
    () => ['--operator', arn('on-call')],
    ['requestId', 'event', 'outcome', 'problem'],
    () => [
      [did.started, 'startMaintenance', 'done', null],
      [did.late, 'startMaintenance', 'refused', 'version-changed'],
      [did.drill, 'startDrill', 'done', null],
      [did.verification, 'askForVerification', 'done', null],
    ],
  ],
  [
    'who-used-which-task',
    () => [],
    ['who', 'what', 'ending', 'calls'],
    () => [
      [arn('auditor'), '/admin/maintenance', 'ACCESS_DENIED', '1'],
      [arn('on-call'), 'askForVerification', 'done', '1'],
      [arn('on-call'), 'listDrillsToStart', 'done', '1'],
      [arn('on-call'), 'listMaintenance', 'done', '1'],
      [arn('on-call'), 'listVerifications', 'done', '1'],
      [arn('on-call'), 'startDrill', 'done', '1'],
      [arn('on-call'), 'startMaintenance', 'done', '1'],
      [arn('on-call'), 'startMaintenance', 'refused', '1'],
    ],
  ],
  [
    'who-read-an-agency',
    () => ['--agency', '000.00.00.H26'],
    ['agency', 'status', 'target.dataset'],
    () => [
      ['H26', '200', 'etx-monthly'],
      ['H29', '403', 'etx-monthly'],
    ],
  ],
  [
    'one-submission',
    () => ['--submission', SUBMITTED],
    ['requestId', 'action', 'status'],
    () => [
      [did.sent, 'submit', '202'],
      [did.conflict, 'submit', '409'],
    ],
  ],
  [
    'refused-credentials',
    () => [],
    ['credential', 'problem', 'attempts'],
    () =>
      [
        [id('own'), 'foreign-agency', '1'],
        [id('other'), 'foreign-agency', '1'],
        [id('revoked'), 'key-revoked', '1'],
        [id('unknown'), 'key-unknown', '1'],
      ].toSorted(([one = ''], [other = '']) => (one < other ? -1 : 1)),
  ],
  [
    'failed-log-ins-by-network',
    () => [],
    ['network', 'reason', 'attempts'],
    () => [
      ['127.0.0', 'ACCESS_DENIED', '1'],
      ['127.0.0', 'MISSING_AUTHENTICATION_TOKEN', '1'],
      ['127.0.0', 'key-revoked', '1'],
      ['127.0.0', 'key-unknown', '1'],
    ],
  ],
  [
    'refused-at-the-gateway',
    () => [],
    ['gatewayError', 'method', 'route', 'refused'],
    () => [
      ['ACCESS_DENIED', 'POST', '/admin/maintenance', '1'],
      ['MISSING_AUTHENTICATION_TOKEN', 'GET', '-', '1'],
    ],
  ],
  // A busy machine makes others slow too.
  ['slow-calls', () => [], ['requestId', 'event'], () => expect.arrayContaining([[did.slow, 'submit']])],
  [
    'drills',
    () => [],
    ['event', 'operator', 'which'],
    () => [['startDrill', arn('on-call'), expect.stringContaining('drill~')]],
  ],
  [
    'verifications',
    () => [],
    ['event', 'operator', 'which', 'what', 'outcome', 'totalsMended', 'entriesMended'],
    () => [
      ['askForVerification', arn('on-call'), 'verification~00000001', null, 'done', null, null],
      ['verification-advanced', null, '00000001', 'totals', 'right', '0', '0'],
    ],
  ],
  ['gaps', () => [], ['requestId'], () => []],
  [
    'trail-access-lines',
    () => [],
    ['hour', 'lines'],
    () => [['2026-11-20 02:00:00.000', String(Object.keys(did).length)]],
  ],
];

test.each(table.map(([name, words, fields, expected]) => ({ name, words, fields, expected })))(
  '$name',
  async ({ name, words, fields, expected }) => {
    expect(only(await rowsOf(name, ...words()), ...fields)).toEqual(expected());
  },
);

test('slow-calls has no call that took less than a second', async () => {
  const took = (await rowsOf('slow-calls')).map(({ durationMs }) => Number(durationMs));
  expect(took.filter((milliseconds) => !(milliseconds >= 1000))).toEqual([]);
});

test('trail-audit-lines counts each call that reached a function', async () => {
  const rows = await rowsOf('trail-audit-lines');
  const lines = rows.reduce((sum, row) => sum + Number(row.lines), 0);
  // All but two: one path is none, and one operator was not allowed.
  expect(lines).toBe(Object.keys(did).length - 2);
});

test('every question has a row', () => {
  const named = new Set<string>([...table.map(([name]) => name), 'trail-audit-lines']);
  expect([...named].toSorted()).toEqual(auditQueryNames.toSorted());
});

const plant = (group: string, line: object): void =>
  appendFileSync(
    hub.twin.logFile(group),
    `${JSON.stringify({ timestamp: hub.twin.now(), logStream: 'planted', message: JSON.stringify(line) })}\n`,
  );

test('a call that lacks a line is a gap, whichever line it is', async () => {
  plant(accessLogOf(STAGE), { requestId: 'only-passed', route: '/totals', gatewayError: '-', status: '200' });
  plant(accessLogOf(STAGE), {
    requestId: 'at-gateway',
    route: '-',
    gatewayError: 'THROTTLED',
    status: '429',
  });
  plant(functionLogOf(STAGE, 'read-totals'), { audit: true, requestId: 'only-audited', event: 'getTotals' });
  expect(only(await rowsOf('gaps'), 'requestId')).toEqual([['only-audited'], ['only-passed']]);
});

test('who was refused for a quota, the most first', async () => {
  const over = { audit: true, outcome: 'refused', problem: 'quota-exceeded', agency: 'H26' };
  for (const credential of ['k1', 'k2', 'k2'])
    plant(functionLogOf(STAGE, 'submit'), { ...over, requestId: credential, credential });
  const rows = await rowsOf('refused-by-quota');
  expect(only(rows, 'credential', 'refused')).toEqual([
    ['k2', '2'],
    ['k1', '1'],
  ]);
});

test('outside the stretch of time there is nothing', async () => {
  const range = ['--since', '2026-11-19T00:00:00Z', '--until', '2026-11-19T23:59:59+00:00'];
  expect(await rowsOf('refused-by-reason', ...range)).toEqual([]);
});

test('what is asked wrongly is said, and nothing that is typed gets into the query', async () => {
  await expect(asked('what-one-key-did')).rejects.toThrow('--key is missing');
  await expect(asked('what-one-key-did', '--key', '" or 1 = 1')).rejects.toThrow(
    '12 digits and small letters',
  );
  await expect(asked('gaps', '--agency', 'H26')).rejects.toThrow('does not take it');
  await expect(asked('who-read-an-agency', '--agency', 'H26$)/ or /')).rejects.toThrow('--agency');
  await expect(dtm(hub.stateDirectory, TODAY, 'audit', 'everything')).rejects.toThrow(
    'allowed: sent-for-an-agency',
  );
});

test('who is no auditor may not ask', async () => {
  const words = ['--as', 'registrar', 'audit', 'gaps'];
  await expect(dtm(hub.stateDirectory, TODAY, ...words)).rejects.toThrow(
    'not authorized to perform: logs:StartQuery',
  );
});

test('an answer is a list with the question in the language asked for; without a name all questions are listed', async () => {
  const { text } = await asked('slow-calls');
  expect(text).toContain('Which calls were slow?');
  expect(
    (await dtm(hub.stateDirectory, TODAY, '--lang', 'vi', 'audit', 'slow-calls', ...today)).text,
  ).toContain('Yêu cầu nào chậm?');
  expect(text).toMatch(/\d rows? from 2026-11-20 09:00:00 \+07:00 to 2026-11-20 10:30:00 \+07:00$/);
  const listed = await dtm(hub.stateDirectory, TODAY, 'audit');
  for (const name of auditQueryNames) expect(listed.text).toContain(name);
});
