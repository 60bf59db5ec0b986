/**
 * Bad input at the running hub: each row a request and its exact answer. The rows are those of issue 2; what the
 * edge alone decides is also in test/shared/http/bad-requests.test.ts, with the exact texts.
 */
import { request } from 'node:http';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { ProblemDetails } from '../../../shared/contract/problem.ts';
import { badAtOnce } from '../bad-at-once-rows.ts';
import { apiUrl, keys, send, startBadInput, stopBadInput, valid } from '../bad-input-hub.ts';
import { badReports } from '../bad-report-rows.ts';
import { badRequests } from '../bad-request-rows.ts';
import { STAGE, TODAY } from '../hub.ts';

// A busy machine is slow, not wrong.
vi.setConfig({ testTimeout: 60_000 });

beforeAll(startBadInput, 120_000);
afterAll(stopBadInput);

const rows = [...badRequests, ...badReports, ...badAtOnce].map(([name, sent, status, code, ...errors]) => ({
  name,
  sent,
  status,
  code,
  errors,
}));

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

test.each([
  ['/health', 200],
  ['/submissions?system=H26.dvc&dataset=etx-monthly&period=2026-11', 200],
  ['/submissions?system=H26.dvc', 400],
  ['/nothing', 404],
])('HEAD %s is answered as GET without its body', async (path, status) => {
  const fields = async (method: string) => {
    const { headers, ...answer } = await send({ method, path });
    const differ = /^(connection|date|keep-alive|x-amz.*|x-request-id|ratelimit)$/;
    return { ...answer, headers: [...headers].filter(([name]) => !differ.test(name)) };
  };
  const [head, get] = [await fields('HEAD'), await fields('GET')];
  expect([head.status, head.text, head.headers]).toEqual([status, '', get.headers]);
  expect(Object.fromEntries(head.headers)['content-length']).toBe(String(Buffer.byteLength(get.text)));
});

test.each([
  ['/submissions', 'POST, GET, HEAD, OPTIONS'],
  ['/submissions/1', 'GET, HEAD, DELETE, OPTIONS'],
  ['/.well-known/jwks.json', 'GET, HEAD, OPTIONS'],
])('%s says what it takes, to OPTIONS and to any other method', async (path, allow) => {
  const options = await send({ method: 'OPTIONS', path, key: null });
  expect([options.status, options.headers.get('allow'), options.text]).toEqual([204, allow, '']);
  const put = await send({ method: 'PUT', path, key: null });
  expect([put.status, put.headers.get('allow')]).toEqual([405, allow]);
});

test.each([
  ['a script in a query', '/totals?dataset=%3Cscript%3E'],
  ['at a path that there is not', `/nothing?x=\${jndi:ldap://example.com/}`],
])('what the firewall refuses says so, in both languages: %s', async (_, path) => {
  const answer = await send({ path });
  const problem = ProblemDetails.parse(JSON.parse(answer.text));
  expect([answer.status, problem.status, problem.code]).toEqual([403, 403, 'refused-by-firewall']);
  expect(problem.title).toBe('Tường lửa từ chối yêu cầu / The firewall refused the request');
  expect(problem.detail).toMatch(/báo requestId này .* \/ .* Send your key/);
  expect(problem.requestId).toBe(answer.headers.get('x-amzn-requestid'));
  expect(answer.headers.get('content-type')).toMatch(/^application\/problem\+json/);
});

test('an Idempotency-Key in quotes is the key between them', async () => {
  const first = { body: JSON.stringify(valid({ system: 'H26.lgsp' })) };
  const ask = async (key: string) => (await send({ ...first, headers: { 'Idempotency-Key': key } })).text;
  expect(JSON.parse(await ask('"first"'))).toMatchObject({ status: 'accepted' });
  expect(await ask('"first"')).toBe(await ask('first'));
  const other = { body: JSON.stringify(valid({ system: 'H26.lgsp' }, 2)) };
  const refused = await send({ ...other, headers: { 'Idempotency-Key': '"first"' } });
  expect([refused.status, JSON.parse(refused.text).code]).toEqual([422, 'idempotency-key-reused']);
});

test('a header that came twice counts with both of its values', async () => {
  const key = `Bearer ${keys.H26}`;
  const ask = (values: readonly string[], name = 'authorization'): Promise<number | undefined> => {
    const { promise, resolve, reject } = Promise.withResolvers<number | undefined>();
    const twice = values.flatMap((value, index) => [index === 0 ? 'Authorization' : name, value]);
    const sent = ['Host', new URL(apiUrl('/')).host, ...twice];
    request(apiUrl('/compliance'), { headers: sent }, (answer) => {
      answer.resume();
      resolve(answer.statusCode);
    })
      .on('error', reject)
      .end();
    return promise;
  };
  expect(await ask([key, key])).toBe(200);
  for (const name of ['Authorization', 'authorization', 'AUTHORIZATION'])
    for (const both of [
      [key, `Bearer ${keys.VN}`],
      [`Bearer ${keys.VN}`, key],
    ])
      expect(await ask(both, name)).toBe(400);
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
    ['not-a-decimal', '/cells/49/value'],
    ['unknown-indicator', '/cells/50/indicator'],
    ['missing-cell', '/cells'],
  ]);
  expect(codes[1]).toEqual(codes[0]);
  expect(titles).toEqual(['Nội dung gửi không hợp lệ', 'The submission breaks the rules']);
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
  });
});

test('nothing of what was refused is in the ledger', async () => {
  const answer = await send({
    method: 'GET',
    path: '/submissions?system=H26.dvc&dataset=etx-monthly&period=2026-11',
  });
  expect(JSON.parse(answer.text)).toEqual({ submissions: [], next: null });
  expect(TODAY.slice(0, 7)).toBe('2026-11');
  expect(keys.otherStage?.startsWith(`dtm_${STAGE}_`)).toBe(false);
});
