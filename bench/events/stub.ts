/**
 * The counting DynamoDB behind HTTPS, in a process of its own: what a batch of events reads and writes stands in it, and none of
 * its work is in the consumer's CPU. It is asked to record a batch, as the door has before the queue has it; then what was used since.
 */
import { readFileSync } from 'node:fs';
import { createServer } from 'node:https';
import { putEntry } from '../../shared/aws/submissions/ledger-table.ts';
import { virtualClock } from '../simulate/clock.ts';
import { stand } from '../units/standing.ts';
import { CountingDynamoDb, type Input } from '../units/store.ts';
import { BEGINS } from '../units/workload.ts';
import { arrivalsOf, type Burst, nationOfBurst } from './workload.ts';

const [, , key = '', cert = '', text = '{}', events = '0'] = process.argv;
const burst = JSON.parse(text) as Burst;
const nation = nationOfBurst(burst);
const clock = virtualClock(BEGINS);
const client = new CountingDynamoDb({ ...clock, sleep: () => Promise.resolve() });

if (burst.standing !== null) await stand(client, nation, burst.dataset, burst.standing);
const put = putEntry(client, 'submissions');
const entries = [...arrivalsOf(burst, nation, Number(events))].map(({ entry }) => entry);

/** Bytes are base64 on the wire. */
const inBytes = (_: string, value: unknown): unknown =>
  typeof value === 'object' && value !== null && 'B' in value && typeof value.B === 'string'
    ? { B: Buffer.from(value.B, 'base64') }
    : value;
/** `toJSON` of a buffer comes before a replacer. */
function inText(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(inText);
  if (typeof value !== 'object' || value === null) return value;
  if (value instanceof Uint8Array) return Buffer.from(value).toString('base64');
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, inText(inner)]));
}

const tls = { key: readFileSync(key), cert: readFileSync(cert) };
const server = createServer({ ...tls, keepAliveTimeout: 60_000, noDelay: true }, (request, response) => {
  const chunks: Buffer[] = [];
  request.on('data', (chunk: Buffer) => chunks.push(chunk));
  request.on('end', async () => {
    const name = String(request.headers['x-amz-target']).split('.').at(-1) ?? '';
    const input = JSON.parse(Buffer.concat(chunks).toString(), inBytes) as Input;
    const [status, answer] = await client.answer(`${name}Command`, input).then(
      (value) => [200, value],
      (error: Error) => [400, { __type: error.name, message: error.message }],
    );
    const body = JSON.stringify(inText(answer));
    response.writeHead(status as number, {
      'content-type': 'application/x-amz-json-1.0',
      'content-length': Buffer.byteLength(body),
      'x-amzn-requestid': 'bench',
    });
    response.end(body);
  });
});
process.on('message', async (asked: { readonly record?: number }) => {
  if (asked.record === undefined) process.send?.(client.usage());
  else {
    for (const entry of entries.splice(0, asked.record)) await put(entry);
    client.reset();
    process.send?.('recorded');
  }
});
process.on('disconnect', () => process.exit(0));
server.listen(0, '127.0.0.1', () => {
  const address = server.address();
  if (address !== null && typeof address === 'object') process.send?.(address.port);
});
