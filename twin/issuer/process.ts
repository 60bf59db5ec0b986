/** The issuer's own process: an OpenID provider on loopback with a clock of its own, told by the twin whom to know. */
import { generateKeyPairSync, randomUUID } from 'node:crypto';
import { createServer, type RequestListener } from 'node:http';
import { shiftClock } from '../functions/shifted-clock.ts';
import { listen } from '../gateway/listen.ts';
import type { FromIssuer, IssuerClient, IssuerStart, ToIssuer } from './protocol.ts';
import { openIdProvider } from './provider.ts';

const start = JSON.parse(process.argv[2] ?? '') as IssuerStart;
const say = (message: FromIssuer): void => {
  process.send?.(message);
};

const newKey = () => ({
  ...generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey.export({ format: 'jwk' }),
  kid: randomUUID(),
  alg: 'RS256',
  use: 'sig',
});

shiftClock(start.clockOffset);
const clients = new Map<string, IssuerClient>();
let keys = [newKey()];
let answer: RequestListener = (_, response) => void response.writeHead(503).end();
const listening = await listen(
  createServer((request, response) => answer(request, response)),
  start.port,
);
/** A provider knows its keys from its beginning: another one at the same address. */
const renew = (): void => {
  const { audience, tokenLife } = start;
  const provider = openIdProvider({ url: listening.url, audience, tokenLife, keys, clients });
  answer = provider.callback();
};
renew();

process.on('message', (message: ToIssuer) => {
  if (message.kind === 'register') clients.set(message.client.clientId, message.client);
  if (message.kind === 'rotate') keys = [newKey(), ...(message.forget ? [] : keys)];
  if (message.kind === 'pass') shiftClock(message.milliseconds);
  else renew();
  say({ kind: 'done' });
});
// Whoever started it is gone.
process.on('disconnect', () => process.exit());
// Or was, before it could be heard.
if (!process.connected) process.exit();
say({ kind: 'ready', url: listening.url });
