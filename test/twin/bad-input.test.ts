/**
 * Bad input at the running hub: each row a request and its exact answer. The rows are those of issue 2; what the
 * edge alone decides is also in test/shared/http/bad-requests.test.ts, with the exact texts.
 */
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ProblemDetails } from '../../shared/contract/problem.ts';
import type { Cell, ReportSubmission } from '../../shared/contract/submission.ts';
import { formatApiKey, newApiKey } from '../../shared/domain/api-key.ts';
import { STAGE, startHub, type TestHub, TODAY, unknownKey } from './hub.ts';
import { report } from './report.ts';

let hub: TestHub;
const keys: Record<string, string> = {};

beforeAll(async () => {
  hub = await startHub();
  keys.H26 = await hub.issue('H26');
  keys.readOnly = await hub.issue('H26', { scopes: ['read'] });
  keys.oneSystem = await hub.issue('H26', { systems: ['H26.vanban'] });
  keys.VN = await hub.issue('VN');
  keys.revoked = await hub.issue('H26', { revokedAt: '2026-11-01T00:00:00.000Z' });
  keys.expired = await hub.issue('H26', { validTo: '2026-11-01T00:00:00.000Z' });
  keys.unknown = unknownKey();
  keys.otherStage = formatApiKey(
    'prod',
    newApiKey((bytes) => crypto.getRandomValues(bytes)),
  );
  for (const [headers, body] of [
    [{ 'Idempotency-Key': 'first' }, valid({ system: 'H26.lgsp' })],
    [{}, valid({ system: 'H26.baocao' })],
  ] as const) {
    const { status } = await send({ headers, body: JSON.stringify(body) });
    if (status !== 202) throw new Error(`the first report got ${status}`);
  }
}, 120_000);
afterAll(() => hub.stop());

type Sent = {
  readonly method?: string;
  readonly path?: string;
  readonly key?: string | null;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Uint8Array<ArrayBuffer>;
};

async function send({ method = 'POST', path = '/submissions', key = 'H26', headers = {}, body }: Sent) {
  const answer = await fetch(`${hub.twin.apiUrl}${path}`, {
    method,
    headers: {
      'Content-Type': 'application/json',
      'Accept-Language': 'en',
      ...(key === null ? {} : { Authorization: `Bearer ${keys[key] ?? key}` }),
      ...headers,
    },
    ...(body === undefined ? {} : { body }),
  });
  return { status: answer.status, headers: answer.headers, text: await answer.text() };
}

const valid = (changes: Partial<ReportSubmission> = {}) => report(hub.seed, changes);
const json = (changes: Partial<Record<keyof ReportSubmission, unknown>>): Sent => ({
  body: JSON.stringify({ ...valid(), ...changes }),
});

/** The report with its cell of an indicator (the first of them) changed, or removed by null. */
function withCell(
  indicator: string,
  change: Partial<Record<keyof Cell, unknown>> | null,
  more: unknown[] = [],
): Sent {
  const { cells } = valid();
  const at = cells.findIndex((cell) => cell.indicator === indicator);
  const changed = change === null ? [] : [{ ...cells[at], ...change }];
  return json({ cells: [...cells.slice(0, at), ...changed, ...cells.slice(at + 1), ...more] });
}
const indexOf = (indicator: string) => valid().cells.findIndex((cell) => cell.indicator === indicator);
const at = (indicator: string, rest = '') => `/cells/${indexOf(indicator)}${rest}`;
/** The report as text, with a value of it replaced in the text itself. */
const withText = (indicator: string, value: string): Sent => {
  const { cells } = valid();
  const marked = cells.map((cell, index) => (index === indexOf(indicator) ? { ...cell, value: '@@' } : cell));
  return { body: JSON.stringify({ ...valid(), cells: marked }).replace('"@@"', value) };
};

type Row = readonly [
  name: string,
  sent: () => Sent,
  status: number,
  code: string,
  ...errors: (() => string)[],
];
const OUTAGES = 'connectivity.outages';
const RECEIVED = 'transactions.received';

const table: readonly Row[] = [
  ['malformed JSON', () => ({ body: '{"a":' }), 400, 'malformed-json', () => 'json-syntax /a'],
  [
    'a JSON key twice',
    () => ({ body: '{"system":1,"system":1}' }),
    400,
    'malformed-json',
    () => 'duplicate-json-key /system',
  ],
  [
    'another content type',
    () => ({ headers: { 'Content-Type': 'text/csv' }, body: 'a,b' }),
    415,
    'unsupported-media-type',
  ],
  ['a body over the limit', () => ({ body: ' '.repeat(262_145) }), 413, 'payload-too-large'],
  ['a body of 6 MB', () => ({ body: ' '.repeat(6_000_000) }), 413, 'payload-too-large'],
  ['a body of 11 MB', () => ({ body: ' '.repeat(11_000_000) }), 413, 'payload-too-large'],
  [
    '10,000 levels of nesting',
    () => ({ body: '['.repeat(10_000) }),
    400,
    'malformed-json',
    () => `nested-too-deep ${'/0'.repeat(20)}`,
  ],
  [
    'a polluting name',
    () => ({ body: '{"__proto__":{"x":1}}' }),
    400,
    'malformed-json',
    () => 'forbidden-name /__proto__',
  ],
  [
    'a lone surrogate',
    () => ({ body: '{"system":"\\ud800"}' }),
    400,
    'malformed-json',
    () => 'lone-surrogate /system',
  ],
  [
    'another character set in the header',
    () => ({ headers: { 'Content-Type': 'application/json; charset=utf-16' }, body: '{}' }),
    415,
    'unsupported-charset',
  ],
  [
    'another character set in the body',
    () => ({ body: new Uint8Array([0xff, 0xfe, 0x7b, 0x00]) }),
    400,
    'not-utf-8',
  ],
  [
    'gzip that is none',
    () => ({ headers: { 'Content-Encoding': 'gzip' }, body: '{}' }),
    400,
    'malformed-gzip',
  ],
  [
    'an unknown coding',
    () => ({ headers: { 'Content-Encoding': 'br' }, body: '{}' }),
    415,
    'unsupported-encoding',
  ],
  [
    'a wrong digest',
    () => ({ ...json({}), headers: { 'Content-Digest': `sha-256=:${'A'.repeat(43)}=:` } }),
    400,
    'digest-mismatch',
  ],
  [
    'an empty object',
    () => ({ body: '{}' }),
    422,
    'invalid-submission',
    ...['system', 'dataset', 'period', 'revision', 'cells'].map((name) => () => `missing-field /${name}`),
  ],
  ['an array', () => ({ body: '[]' }), 422, 'invalid-submission', () => 'wrong-type '],
  [
    'an unknown field',
    () => json({ ['name' as 'system']: 'A' }),
    422,
    'invalid-submission',
    () => 'unknown-field /name',
  ],
  [
    'an unknown field of a cell',
    () => withCell(OUTAGES, { ['note' as 'value']: 'A' }),
    422,
    'invalid-submission',
    () => `unknown-field ${at(OUTAGES, '/note')}`,
  ],
  [
    'an unknown dataset',
    () => json({ dataset: 'etx-weekly' }),
    422,
    'invalid-submission',
    () => 'unknown-dataset /dataset',
  ],
  [
    'an unknown indicator',
    () => withCell(OUTAGES, { indicator: 'connectivity.nothing' }),
    422,
    'invalid-submission',
    () => `unknown-indicator ${at(OUTAGES, '/indicator')}`,
  ],
  [
    'an unknown dimension',
    () => withCell(OUTAGES, { dimensions: { kind: 'citizen' } }),
    422,
    'invalid-submission',
    () => `unknown-dimension ${at(OUTAGES, '/dimensions/kind')}`,
  ],
  [
    'an unknown dimension value',
    () => withCell(RECEIVED, { dimensions: { kind: 'alien', channel: 'app' } }),
    422,
    'invalid-submission',
    () => `unknown-dimension-value ${at(RECEIVED, '/dimensions/kind')}`,
  ],
  [
    'a dimension left out',
    () => withCell(RECEIVED, { dimensions: { kind: 'citizen' } }),
    422,
    'invalid-submission',
    () => `missing-dimension ${at(RECEIVED, '/dimensions')}`,
  ],
  [
    'a wrong scale',
    () => withCell(OUTAGES, { value: '1.5' }),
    422,
    'invalid-submission',
    () => `wrong-scale ${at(OUTAGES, '/value')}`,
  ],
  [
    'NaN as text',
    () => withCell(OUTAGES, { value: 'NaN' }),
    422,
    'invalid-submission',
    () => `not-a-decimal ${at(OUTAGES, '/value')}`,
  ],
  [
    'NaN bare',
    () => withText(OUTAGES, 'NaN'),
    400,
    'malformed-json',
    () => `json-syntax ${at(OUTAGES, '/value')}`,
  ],
  [
    'an exponent as text',
    () => withCell(OUTAGES, { value: '1e3' }),
    422,
    'invalid-submission',
    () => `not-a-decimal ${at(OUTAGES, '/value')}`,
  ],
  [
    'a negative',
    () => withCell(OUTAGES, { value: -1 }),
    422,
    'invalid-submission',
    () => `out-of-range ${at(OUTAGES, '/value')}`,
  ],
  [
    'out of range',
    () => withCell(OUTAGES, { value: 100_001 }),
    422,
    'invalid-submission',
    () => `out-of-range ${at(OUTAGES, '/value')}`,
  ],
  [
    'a number beyond 15 digits',
    () => withText('sharing.volume', '1234567890123456'),
    422,
    'invalid-submission',
    () => `too-many-digits ${at('sharing.volume', '/value')}`,
  ],
  [
    'a number beyond all bounds',
    () => withText('sharing.volume', '1e400'),
    400,
    'malformed-json',
    () => `json-syntax ${at('sharing.volume', '/value')}`,
  ],
  [
    'a value that is no number',
    () => withCell(OUTAGES, { value: true }),
    422,
    'invalid-submission',
    () => `wrong-type ${at(OUTAGES, '/value')}`,
  ],
  [
    'no value',
    () => withCell(OUTAGES, { value: undefined }),
    422,
    'invalid-submission',
    () => `missing-value ${at(OUTAGES)}`,
  ],
  [
    'a value where a ratio stands',
    () => withCell('connectivity.availability', { value: 1 }),
    422,
    'invalid-submission',
    () => `unexpected-value ${at('connectivity.availability', '/value')}`,
  ],
  [
    'a ratio above one',
    () => withCell('connectivity.availability', { numerator: 3, denominator: 2 }),
    422,
    'invalid-submission',
    () => `ratio-above-one ${at('connectivity.availability')}`,
  ],
  [
    'a failing cross-check',
    () => withCell('usage.accounts', { value: 0 }),
    422,
    'invalid-submission',
    () => `cross-check-failed ${at('usage.active-accounts')}`,
  ],
  ['a missing cell', () => withCell(OUTAGES, null), 422, 'invalid-submission', () => 'missing-cell /cells'],
  [
    'a cell twice',
    () => withCell(OUTAGES, {}, [{ indicator: OUTAGES, value: 1 }]),
    422,
    'invalid-submission',
    () => 'duplicate-cell /cells/50',
  ],
  ['no cells', () => json({ cells: [] }), 422, 'invalid-submission', () => 'wrong-form /cells'],
  [
    'an unknown agency',
    () => json({ agency: 'H99' }),
    422,
    'invalid-submission',
    () => 'unknown-agency /agency',
  ],
  [
    'another agency of mine',
    () => json({ agency: 'H26.18' }),
    422,
    'invalid-submission',
    () => 'agency-mismatch /agency',
  ],
  ['a foreign agency', () => json({ agency: 'H29' }), 403, 'foreign-agency'],
  [
    'a closed agency',
    () => ({ ...json({ system: 'H47.dvc' }), key: 'VN' }),
    422,
    'invalid-submission',
    () => 'system-not-connected /system',
    () => 'agency-closed /system',
  ],
  [
    'a closed agency by name',
    () => ({ ...json({ agency: 'H47' }), key: 'VN' }),
    422,
    'invalid-submission',
    () => 'agency-closed /agency',
  ],
  ['a foreign system', () => json({ system: 'H29.dvc' }), 403, 'foreign-agency'],
  ['a system that the key does not name', () => ({ ...json({}), key: 'oneSystem' }), 403, 'foreign-agency'],
  [
    'an unknown system',
    () => json({ system: 'H26.nothing' }),
    422,
    'invalid-submission',
    () => 'unknown-system /system',
  ],
  ['an unknown foreign system', () => json({ system: 'H29.nothing' }), 403, 'foreign-agency'],
  [
    'a malformed system',
    () => json({ system: 'dvc' }),
    422,
    'invalid-submission',
    () => 'wrong-form /system',
  ],
  [
    'an impossible month',
    () => json({ period: '2026-13' }),
    422,
    'invalid-submission',
    () => 'wrong-form /period',
  ],
  [
    'a period of another kind',
    () => json({ period: '2026-Q3' }),
    422,
    'invalid-submission',
    () => 'impossible-period /period',
  ],
  [
    'a future period',
    () => json({ period: '2027-01' }),
    422,
    'invalid-submission',
    () => 'future-period /period',
  ],
  ['a closed period', () => json({ period: '2026-05' }), 409, 'period-closed', () => 'period-closed /period'],
  [
    'a closed period among other errors',
    () => json({ period: '2026-05', revision: 0 }),
    422,
    'invalid-submission',
    () => 'wrong-form /revision',
    () => 'period-closed /period',
  ],
  ['revision 1000', () => json({ revision: 1000 }), 422, 'invalid-submission', () => 'wrong-form /revision'],
  [
    'the same revision with other content',
    () => ({ body: JSON.stringify(report(hub.seed, { system: 'H26.baocao' }, 2)) }),
    409,
    'revision-conflict',
  ],
  [
    'an idempotency key with other content',
    () => ({
      headers: { 'Idempotency-Key': 'first' },
      body: JSON.stringify(report(hub.seed, { system: 'H26.lgsp' }, 2)),
    }),
    422,
    'idempotency-key-reused',
  ],
  [
    'a malformed idempotency key',
    () => ({ ...json({}), headers: { 'Idempotency-Key': 'a b' } }),
    400,
    'invalid-request',
    () => 'wrong-form Idempotency-Key',
  ],
  [
    'an unknown parameter',
    () => ({ ...json({}), path: '/submissions?dryrun=true' }),
    400,
    'invalid-request',
    () => 'unknown-parameter dryrun',
  ],
  [
    'a parameter twice',
    () => ({ ...json({}), path: '/submissions?dryRun=true&dryRun=false' }),
    400,
    'invalid-request',
    () => 'wrong-form dryRun',
  ],
  ['no key', () => ({ ...json({}), key: null }), 401, 'key-missing'],
  ['a malformed key', () => ({ ...json({}), key: 'dtm_dev_x' }), 401, 'key-malformed'],
  ['a key of another stage', () => ({ ...json({}), key: 'otherStage' }), 401, 'key-malformed'],
  ['an unknown key', () => ({ ...json({}), key: 'unknown' }), 401, 'key-unknown'],
  ['a revoked key', () => ({ ...json({}), key: 'revoked' }), 401, 'key-revoked'],
  ['an expired key', () => ({ ...json({}), key: 'expired' }), 401, 'key-expired'],
  ['a key without the scope', () => ({ ...json({}), key: 'readOnly' }), 403, 'scope-missing'],
  ['OPTIONS', () => ({ method: 'OPTIONS' }), 404, 'not-found'],
  ['an unknown path', () => ({ method: 'GET', path: '/reports' }), 404, 'not-found'],
  ['a wrong method', () => ({ method: 'DELETE' }), 404, 'not-found'],
  [
    'a submission that is not there',
    () => ({ method: 'GET', path: '/submissions/H26.dvc~etx-monthly~2026-11~7' }),
    404,
    'submission-not-found',
  ],
  ['an id that is none', () => ({ method: 'GET', path: '/submissions/7' }), 404, 'submission-not-found'],
  [
    'a foreign submission',
    () => ({ method: 'GET', path: '/submissions/H29.dvc~etx-monthly~2026-11~1' }),
    403,
    'foreign-agency',
  ],
  [
    'a list without parameters',
    () => ({ method: 'GET' }),
    400,
    'invalid-request',
    ...['system', 'dataset', 'period'].map((name) => () => `missing-parameter ${name}`),
  ],
  [
    'totals of an unknown dataset',
    () => ({ method: 'GET', path: '/totals?dataset=nothing&period=2026-11' }),
    400,
    'invalid-request',
    () => 'unknown-dataset dataset',
  ],
  [
    'totals of a period of another kind',
    () => ({ method: 'GET', path: '/totals?dataset=etx-monthly&period=2026' }),
    400,
    'invalid-request',
    () => 'impossible-period period',
  ],
  [
    'totals of an unknown agency',
    () => ({ method: 'GET', path: '/totals?dataset=etx-monthly&period=2026-11&agency=H99' }),
    400,
    'invalid-request',
    () => 'unknown-agency agency',
  ],
  [
    'totals of a foreign agency',
    () => ({ method: 'GET', path: '/totals?dataset=etx-monthly&period=2026-11&agency=H29' }),
    403,
    'foreign-agency',
  ],
  [
    'totals of the country',
    () => ({ method: 'GET', path: '/totals?dataset=etx-monthly&period=2026-11&agency=VN' }),
    403,
    'foreign-agency',
  ],
];

const rows = table.map(([name, sent, status, code, ...errors]) => ({ name, sent, status, code, errors }));

test.each(rows)('$name', async ({ sent, status, code, errors }) => {
  const answer = await send(sent());
  const problem = ProblemDetails.parse(JSON.parse(answer.text));
  const found = problem.errors.map((error) => `${error.code} ${error.pointer ?? error.parameter ?? ''}`);
  expect({ status: answer.status, said: problem.status, code: problem.code, errors: found }).toEqual({
    status,
    said: status,
    code,
    errors: errors.map((expected) => expected()),
  });
  expect(answer.headers.get('content-type')).toMatch(/^application\/problem\+json/);
  expect(problem.requestId).not.toBe('');
  expect(
    `${problem.title} ${problem.detail} ${problem.errors.map(({ detail }) => detail).join()}`,
  ).not.toMatch(/\{\w+\}/);
});

test('HEAD is no call of the hub: 404 without a body', async () => {
  const answer = await send({ method: 'HEAD' });
  expect([answer.status, answer.text]).toEqual([404, '']);
});

test('all errors of a report come at once, in the language that was asked for', async () => {
  const { cells } = valid();
  const body = JSON.stringify({
    ...valid(),
    period: '2027-01',
    cells: [...cells.slice(1), { ...cells[1], value: 'many' }, { indicator: 'nothing', value: 1 }],
  });
  const codes: unknown[] = [];
  const titles: string[] = [];
  for (const language of ['vi', 'en']) {
    const answer = await send({ body, headers: { 'Accept-Language': language } });
    const problem = ProblemDetails.parse(JSON.parse(answer.text));
    expect(answer.headers.get('content-language')).toBe(language);
    codes.push(problem.errors.map(({ code, pointer }) => [code, pointer]));
    titles.push(problem.title);
  }
  expect(codes[0]).toEqual([
    ['future-period', '/period'],
    ['duplicate-cell', '/cells/49'],
    ['unknown-indicator', '/cells/50/indicator'],
  ]);
  expect(codes[1]).toEqual(codes[0]);
  expect(titles).toEqual(['Bản gửi vi phạm 3 quy tắc', 'The submission breaks 3 rule(s)']);
});

test('a gzipped body is read, and its digest is that of the bytes as sent', async () => {
  const body = new Uint8Array(gzipSync(JSON.stringify(valid({ system: 'H26.ioc' }))));
  const digest = Buffer.from(await crypto.subtle.digest('SHA-256', body));
  const answer = await send({
    body,
    headers: { 'Content-Encoding': 'gzip', 'Content-Digest': `sha-256=:${digest.toString('base64')}:` },
  });
  expect(answer.status).toBe(202);
  expect(JSON.parse(answer.text)).toMatchObject({
    sha256: digest.toString('hex'),
    status: 'accepted',
    receipt: null,
  });
});

test('nothing of what was refused is in the ledger', async () => {
  const answer = await send({
    method: 'GET',
    path: '/submissions?system=H26.dvc&dataset=etx-monthly&period=2026-11',
  });
  expect(JSON.parse(answer.text)).toEqual({ submissions: [] });
  expect(TODAY.slice(0, 7)).toBe('2026-11');
  expect(keys.otherStage?.startsWith(`dtm_${STAGE}_`)).toBe(false);
});
