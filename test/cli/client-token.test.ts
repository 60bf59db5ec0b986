/** A token for the client that the environment names: asked for as RFC 6749 has it, and said why where there is none. */
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { clientToken } from '../../cli/client-token.ts';
import { GOT_TOKEN, givenKey, isGiven } from '../../cli/given-key.ts';

const directory = mkdtempSync(join(tmpdir(), 'dtm-token-'));
let server: Server;
let issuer: string;
let asked: { authorization: string | undefined; body: string }[];
let answer: { status: number; body: unknown };
beforeAll(async () => {
  server = createServer(async (request, response) => {
    if (request.url === '/.well-known/openid-configuration')
      return void response.end(JSON.stringify({ token_endpoint: `${issuer}/token` }));
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    asked.push({ authorization: request.headers.authorization, body: Buffer.concat(chunks).toString() });
    response.writeHead(answer.status).end(JSON.stringify(answer.body));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => {
  server.close();
  rmSync(directory, { recursive: true });
});
beforeEach(() => {
  asked = [];
  answer = { status: 200, body: { access_token: 'a.b.c', token_type: 'Bearer' } };
});

const environment = (changes: Record<string, string> = {}) => ({
  DTM_ISSUER: issuer,
  DTM_CLIENT_ID: 'vendor@h26',
  DTM_CLIENT_SECRET: 'a:b %',
  ...changes,
});

test('it is asked for with id and secret as a form has them, and the scopes of the hub', async () => {
  expect(await clientToken(environment())).toBe('a.b.c');
  const basic = Buffer.from('vendor%40h26:a%3Ab%20%25').toString('base64');
  expect(asked).toEqual([
    { authorization: `Basic ${basic}`, body: 'grant_type=client_credentials&scope=submit+read+batch' },
  ]);
});

test('the secret may be in a file that nobody else may read, the scopes in the environment', async () => {
  const path = join(directory, 'secret');
  writeFileSync(path, 'kept\n', { mode: 0o600 });
  const given = { DTM_CLIENT_SECRET: '', DTM_CLIENT_SECRET_FILE: path, DTM_TOKEN_SCOPE: 'dtm/read' };
  expect(await clientToken(environment(given))).toBe('a.b.c');
  expect(asked[0]?.body).toContain('scope=dtm%2Fread');
  chmodSync(path, 0o644);
  await expect(clientToken(environment(given))).rejects.toThrow('others may read this');
});

test.each([
  [{ DTM_CLIENT_SECRET: '' }, 'DTM_CLIENT_ID needs DTM_ISSUER, and DTM_CLIENT_SECRET'],
  [{ DTM_ISSUER: '' }, 'DTM_CLIENT_ID needs DTM_ISSUER'],
  [{ DTM_ISSUER: 'http://id.example.vn' }, 'asked by https alone, not at http://id.example.vn/'],
  [{ DTM_ISSUER: 'http://127.0.0.1:1' }, 'does not answer at http://127.0.0.1:1/'],
])('without %j it says what is needed', async (changes, text) => {
  await expect(clientToken(environment(changes))).rejects.toThrow(text);
});

test('what the issuer says of a refusal is told, and never the secret', async () => {
  answer = { status: 401, body: { error: 'invalid_client', error_description: 'unknown' } };
  const refused = clientToken(environment());
  await expect(refused).rejects.toThrow('refuses (401): invalid_client: unknown');
  await expect(refused).rejects.not.toThrow('a:b');
  answer = { status: 200, body: { access_token: 'a\nb' } };
  await expect(clientToken(environment())).rejects.toThrow('without a token');
});

test('nobody is asked where no client is named, or a key or a token is given', async () => {
  expect(await clientToken({})).toBeNull();
  expect(isGiven({}, environment())).toBe(false);
  for (const given of [{ DTM_KEY: 'k' }, { DTM_TOKEN: 't' }, { DTM_KEY_FILE: 'f' }])
    expect(isGiven({}, given)).toBe(true);
  expect(isGiven({ keyFile: 'f' }, {})).toBe(true);
  expect(givenKey({}, { DTM_TOKEN: 't', [GOT_TOKEN]: 'got' })).toEqual({ key: 't', from: 'DTM_TOKEN' });
  expect(givenKey({}, { [GOT_TOKEN]: 'got' })).toEqual({ key: 'got', from: 'DTM_CLIENT_ID' });
});
