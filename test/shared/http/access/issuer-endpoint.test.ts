/** The issuer over HTTP: what it may answer, and what is made of an issuer that lies, loiters or sends elsewhere. */
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { ISSUER_PATIENCE, issuerEndpoint } from '../../../../shared/http/access/issuer-endpoint.ts';
import { keySet } from '../../../fixtures/tokens.ts';

let server: Server;
let issuer: string;
let answers: Record<string, RequestListener>;
beforeEach(async () => {
  server = createServer((request, response) => {
    const answer = answers[request.url ?? ''] ?? ((_, it) => void it.writeHead(404).end());
    answer(request, response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  answers = { [DISCOVERY]: json({ issuer, jwks_uri: `${issuer}/keys` }), '/keys': json(keySet) };
});
afterEach(async () => {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
});

const DISCOVERY = '/.well-known/openid-configuration';
const json =
  (body: unknown): RequestListener =>
  (_, response) =>
    void response.writeHead(200, { 'Content-Type': 'application/json' }).end(JSON.stringify(body));
const text =
  (body: string | Uint8Array): RequestListener =>
  (_, response) =>
    void response.writeHead(200).end(body);

const faultOf = (address = issuer): Promise<string> =>
  issuerEndpoint(address, fetch)().then(
    (keys) => [...keys.keys()].join(' '),
    (error: Error) => error.name,
  );

test('its keys are those that its discovery document leads to', async () => {
  expect(await faultOf()).toBe('rsa ec');
});

test('an issuer whose name ends with a slash is asked for the same document, and named with it', async () => {
  answers[DISCOVERY] = json({ issuer: `${issuer}/`, jwks_uri: `${issuer}/keys` });
  expect([await faultOf(`${issuer}/`), await faultOf()]).toEqual(['rsa ec', 'IssuerIsAnother']);
});

describe('an issuer', () => {
  test.each<readonly [string, () => Record<string, RequestListener>, string]>([
    ['without a document', () => ({ [DISCOVERY]: (_, it) => void it.writeHead(404).end() }), 'IssuerRefused'],
    ['that is down', () => ({ [DISCOVERY]: (_, it) => void it.writeHead(500).end('{}') }), 'IssuerRefused'],
    ['that hangs up', () => ({ [DISCOVERY]: (request) => void request.socket.destroy() }), 'IssuerSilent'],
    ['that says nothing', () => ({ [DISCOVERY]: () => undefined }), 'IssuerSilent'],
    [
      'that begins and does not go on',
      () => ({ '/keys': (_, it) => void it.writeHead(200).write('{"keys":[') }),
      'IssuerSilent',
    ],
    [
      'that sends elsewhere',
      () => ({ [DISCOVERY]: (_, it) => void it.writeHead(302, { Location: `${issuer}/keys` }).end() }),
      'IssuerSilent',
    ],
    ['whose document is none', () => ({ [DISCOVERY]: text('<html>') }), 'IssuerUnreadable'],
    ['whose document is null', () => ({ [DISCOVERY]: text('null') }), 'IssuerIsAnother'],
    [
      'whose document is no UTF-8',
      () => ({ [DISCOVERY]: text(new Uint8Array([0x22, 0xff, 0x22])) }),
      'IssuerUnreadable',
    ],
    [
      'that answers for another',
      () => ({ [DISCOVERY]: json({ issuer: 'https://evil.vn', jwks_uri: `${issuer}/keys` }) }),
      'IssuerIsAnother',
    ],
    ['that names no keys', () => ({ [DISCOVERY]: json({ issuer }) }), 'IssuerInsecure'],
    [
      'whose keys come unencrypted',
      () => ({ [DISCOVERY]: json({ issuer, jwks_uri: 'http://keys.example.vn/' }) }),
      'IssuerInsecure',
    ],
    [
      'whose keys are in a file',
      () => ({ [DISCOVERY]: json({ issuer, jwks_uri: 'file:///etc/passwd' }) }),
      'IssuerInsecure',
    ],
    ['whose keys are no set', () => ({ '/keys': json({ keys: 'all' }) }), 'IssuerUnreadable'],
    [
      'whose keys have no end',
      () => ({ '/keys': text(`{"keys":[${'{},'.repeat(200_000)}{}]}`) }),
      'IssuerUnreadable',
    ],
  ])('%s', async (_, changes, fault) => {
    Object.assign(answers, changes());
    expect(await faultOf()).toBe(fault);
  });
});

test('an issuer that is not asked by https is not asked', async () => {
  for (const address of ['http://id.example.vn', 'http://127.0.0.1.evil.vn:80', 'ftp://127.0.0.1:21'])
    expect(await faultOf(address)).toBe('IssuerInsecure');
});

test('document and keys together take less than a function has', () => {
  expect(2 * ISSUER_PATIENCE).toBeLessThan(5_000);
});
