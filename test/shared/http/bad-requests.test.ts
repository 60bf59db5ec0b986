import { createHash } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { AuditEvent } from '../../../shared/contract/access/audit.ts';
import { goodKey, keyOf, type Request, right, send } from './call-event.ts';

const digest = (algorithm: string, body: string): string =>
  `:${createHash(algorithm.replace('-', '')).update(body).digest('base64')}:`;

const bare = (algorithm: string, body: string): string => digest(algorithm, body).slice(1, -1);
/** Said of the body `{}` under the digest of `x`. */
const mismatch = (algorithm: string): string =>
  `digest-mismatch Content-Digest The header says ${algorithm} ${bare(algorithm, 'x')}; the body that arrived has ${bare(algorithm, '{}')}.`;

const withHeaders = (headers: Record<string, string>, body: Uint8Array | string = '{}'): Request => ({
  headers: { ...right, ...headers },
  body,
});
const withKey = (headers: Record<string, string>): Request => ({
  headers: { 'Content-Type': 'application/json', 'Accept-Language': 'en', ...headers },
  body: '{}',
});
const gzip = { 'Content-Encoding': 'gzip' };
const big = 'x'.repeat(262_145);

/** Request → status, code and, where there are any, the findings: code, place, text. */
type Line = readonly [name: string, request: Request, status: number, code: string, ...errors: string[]];
const table: readonly Line[] = [
  [
    'malformed JSON',
    withHeaders({}, '{"a":1,}'),
    400,
    'malformed-json',
    'json-syntax "" A name in double quotes is expected: line 1, character 8.',
  ],
  [
    'no body',
    { headers: right },
    400,
    'malformed-json',
    'json-syntax "" There is nothing in it: line 1, character 1.',
  ],
  [
    'a name twice',
    withHeaders({}, '{"a":1,"a":1}'),
    400,
    'malformed-json',
    'duplicate-json-key "/a" The name "a" stands twice in this object.',
  ],
  [
    'a polluting name',
    withHeaders({}, '{"__proto__":{"a":1}}'),
    400,
    'malformed-json',
    'forbidden-name "/__proto__" The name "__proto__" is refused: to some programs that read JSON it is no name but the prototype of the object.',
  ],
  [
    'half a surrogate pair',
    withHeaders({}, '["\\ud800"]'),
    400,
    'malformed-json',
    'lone-surrogate "/0" The text has half of a surrogate pair.',
  ],
  [
    '10,000 levels',
    withHeaders({}, '['.repeat(10_000)),
    400,
    'malformed-json',
    `nested-too-deep "${'/0'.repeat(20)}" Nested deeper than 20 levels.`,
  ],
  ['a 6 MB body', withHeaders({}, '['.repeat(6_000_000)), 413, 'payload-too-large'],
  ['one byte too many', withHeaders({}, `"${big.slice(1)}"`), 413, 'payload-too-large'],
  ['one byte too many in gzip', withHeaders(gzip, gzipSync(big)), 413, 'payload-too-large'],
  ['a gzip bomb', withHeaders(gzip, gzipSync(Buffer.alloc(50_000_000))), 413, 'payload-too-large'],
  ['gzip that is none', withHeaders(gzip, '{}'), 400, 'malformed-gzip'],
  ['gzip cut short', withHeaders(gzip, gzipSync('{}').subarray(0, -4)), 400, 'malformed-gzip'],
  [
    'gzip with something behind it',
    withHeaders(gzip, Buffer.concat([gzipSync('{}'), Buffer.from('{}')])),
    400,
    'malformed-gzip',
  ],
  [
    'gzip with zeros behind it',
    withHeaders(gzip, Buffer.concat([gzipSync('{}'), Buffer.alloc(5)])),
    400,
    'malformed-gzip',
  ],
  ['another coding', withHeaders({ 'Content-Encoding': 'br' }), 415, 'unsupported-encoding'],
  ['two codings', withHeaders({ 'Content-Encoding': 'gzip, gzip' }), 415, 'unsupported-encoding'],
  [
    'two codings in two fields',
    { ...withHeaders({ 'Content-Encoding': 'gzip' }), multiHeaders: { 'content-encoding': ['gzip'] } },
    415,
    'unsupported-encoding',
  ],
  ['Latin-1', withHeaders({}, Buffer.from('"H\u00e0"', 'latin1')), 400, 'not-utf-8'],
  ['UTF-16', withHeaders({}, Buffer.from('\ufeff{}', 'utf16le')), 400, 'not-utf-8'],
  ['another content type', withHeaders({ 'Content-Type': 'text/csv' }), 415, 'unsupported-media-type'],
  [
    'a JSON dialect',
    withHeaders({ 'Content-Type': 'application/merge-patch+json' }),
    415,
    'unsupported-media-type',
  ],
  ['no content type', withHeaders({ 'Content-Type': '' }), 415, 'unsupported-media-type'],
  [
    'another character set',
    withHeaders({ 'Content-Type': 'application/json; charset=windows-1258' }),
    415,
    'unsupported-charset',
  ],
  [
    'a digest of something else',
    withHeaders({ 'Content-Digest': `sha-256=${digest('sha-256', 'x')}` }),
    400,
    'digest-mismatch',
    mismatch('sha-256'),
  ],
  [
    'the second digest wrong',
    withHeaders({
      'Content-Digest': `sha-256=${digest('sha-256', '{}')}, sha-512=${digest('sha-512', 'x')}`,
    }),
    400,
    'digest-mismatch',
    mismatch('sha-512'),
  ],
  [
    'both digests wrong',
    withHeaders({
      'Content-Digest': `sha-256=${digest('sha-256', 'x')}, sha-512=${digest('sha-512', 'x')}`,
    }),
    400,
    'digest-mismatch',
    mismatch('sha-256'),
    mismatch('sha-512'),
  ],
  [
    'a malformed digest',
    withHeaders({ 'Content-Digest': 'abc' }),
    400,
    'invalid-request',
    'wrong-form Content-Digest "abc" does not have the form of sha-256=:<base64>:.',
  ],
  [
    'a digest cut short',
    withHeaders({ 'Content-Digest': 'sha-256=:YWJj:' }),
    400,
    'invalid-request',
    'wrong-form Content-Digest "sha-256=:YWJj:" does not have the form of sha-256=:<base64>:.',
  ],
  ['no key', withKey({}), 401, 'key-missing'],
  ['an empty key', withKey({ Authorization: 'Bearer ' }), 401, 'key-malformed'],
  ['another scheme', withKey({ Authorization: 'Basic Z29vZA==' }), 401, 'key-malformed'],
  ['a mistyped key', withKey({ 'X-API-Key': `${goodKey.slice(0, -1)}-` }), 401, 'key-malformed'],
  ['a key of another stage', withKey({ 'X-API-Key': keyOf('goodgoodgood', 'prod') }), 401, 'key-malformed'],
  ['an unknown key', withKey({ 'X-API-Key': keyOf('nobody000000') }), 401, 'key-unknown'],
  ['a revoked key', withKey({ 'X-API-Key': keyOf('revoked00000') }), 401, 'key-revoked'],
  ['an expired key', withKey({ 'X-API-Key': keyOf('expired00000') }), 401, 'key-expired'],
  ['a key from tomorrow on', withKey({ 'X-API-Key': keyOf('tooearly0000') }), 401, 'key-expired'],
  ['a key that may only read', withKey({ 'X-API-Key': keyOf('reader000000') }), 403, 'scope-missing'],
  [
    'two keys',
    withKey({ 'X-API-Key': keyOf('reader000000'), Authorization: `Bearer ${goodKey}` }),
    400,
    'invalid-request',
    'wrong-form X-API-Key "Authorization, X-API-Key" does not have the form of Authorization: Bearer dtm_… | X-API-Key: dtm_….',
  ],
  ['a path that the function does not have', { resource: '/nothing', headers: right }, 404, 'not-found'],
  ['a method that the path does not take', { method: 'PUT', headers: right }, 405, 'method-not-allowed'],
  ...['Authorization', 'Content-Type', 'Idempotency-Key', 'X-API-Key'].map(
    (name): Line => [
      `${name} in two spellings with different values`,
      { headers: right, multiHeaders: { [name]: ['one'], [name.toLowerCase()]: ['two'] }, body: '{}' },
      400,
      'invalid-request',
      `header-twice ${name} The header ${name} came more than once, with different values; send one.`,
    ],
  ),
  [
    'two Authorization fields with different keys, the right one last',
    {
      headers: { 'Content-Type': 'application/json', 'Accept-Language': 'en' },
      multiHeaders: { Authorization: [`Bearer ${keyOf('reader000000')}`, `Bearer ${goodKey}`] },
      body: '{}',
    },
    400,
    'invalid-request',
    'header-twice Authorization The header Authorization came more than once, with different values; send one.',
  ],
  ...[['Content-Digest'], ['Content-Digest', 'content-digest']].flatMap((names) =>
    [
      ['x', '{}'],
      ['{}', 'x'],
    ].map(
      (bodies): Line => [
        `a wrong digest beside a right one: ${names.join(' and ')} of ${bodies.join(' and ')}`,
        {
          headers: right,
          multiHeaders: Object.fromEntries(
            names.map((name, index) => [
              name,
              (names.length === 1 ? bodies : [bodies[index] ?? '']).map(
                (body) => `sha-256=${digest('sha-256', body)}`,
              ),
            ]),
          ),
          body: '{}',
        },
        400,
        'digest-mismatch',
        mismatch('sha-256'),
      ],
    ),
  ),
];

const rows = table.map(([name, request, status, code, ...errors]) => ({
  name,
  request,
  status,
  code,
  errors,
}));

test.each(rows)('$name', async ({ request, status, code, errors }) => {
  const outcome = await send(request);
  const { problem, audit } = outcome;
  expect([outcome.status, problem.status, problem.code]).toEqual([status, status, code]);
  const found = problem.errors.map(
    (error) => `${error.code} ${error.parameter ?? JSON.stringify(error.pointer)} ${error.detail}`,
  );
  expect(found).toEqual(errors);
  expect(`${problem.title} ${problem.detail} ${found}`).not.toMatch(/\{\w+\}/);
  expect(outcome.headers['Content-Type']).toBe('application/problem+json; charset=utf-8');
  expect(audit).toHaveLength(1);
  expect(AuditEvent.parse(audit[0])).toMatchObject({
    outcome: 'refused',
    status,
    problem: code,
    findings: errors.length,
  });
});

test.each([
  [
    'with parameters and in other case',
    withHeaders({ 'Content-Type': 'Application/JSON; v=1; Charset="UTF-8"' }),
  ],
  ['in gzip', withHeaders(gzip, gzipSync('{"a":1}'))],
  ['in gzip by its old name', withHeaders({ 'Content-Encoding': 'X-GZIP' }, gzipSync('{}'))],
  ['with a byte order mark', withHeaders({}, '\ufeff{}')],
  ['of exactly the limit', withHeaders({}, `"${big.slice(3)}"`)],
  ['as text, from a console', { headers: right, body: '{"a":"Hà Nội"}', asText: true }],
  [
    'with both digests',
    withHeaders({
      'Content-Digest': `sha-256=${digest('sha-256', '{}')},sha-512=${digest('sha-512', '{}')};x=1`,
    }),
  ],
  ['with a digest that nobody checks', withHeaders({ 'Content-Digest': 'md5=:YWJj:' })],
  ['with the same key twice', withKey({ 'X-API-Key': goodKey, Authorization: `bearer ${goodKey}` })],
  [
    'with every header twice, in two spellings and of one value',
    {
      headers: { ...right, 'Idempotency-Key': 'k' },
      multiHeaders: {
        ...Object.fromEntries(Object.entries(right).map(([name, value]) => [name.toLowerCase(), [value]])),
        'IDEMPOTENCY-KEY': ['k', ' k'],
      },
      body: '{}',
    },
  ],
  [
    'with a digest of each algorithm in a field of its own',
    {
      headers: right,
      multiHeaders: {
        'Content-Digest': [`sha-256=${digest('sha-256', '{}')}`, `sha-512=${digest('sha-512', '{}')}`],
        'content-digest': [`sha-256=${digest('sha-256', '{}')}`],
      },
      body: '{}',
    },
  ],
])('a body is taken %s', async (_name, request) => {
  const { status, body, audit } = await send(request);
  const bytes = Buffer.from(request.body ?? '');
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  expect([status, JSON.parse(body)]).toEqual([202, { sha256 }]);
  expect(audit).toMatchObject([{ outcome: 'done', sha256, credential: 'goodgoodgood', agency: 'H26' }]);
});
