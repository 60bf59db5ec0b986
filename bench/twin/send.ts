/** The senders, in a process of their own: each request of a file once, over as many connections as told. */
import { readFileSync } from 'node:fs';
import autocannon from 'autocannon';

/** One request a line. */
export type Sending = { readonly headers: Record<string, string>; readonly body: string };

export type Sent = {
  /** Answers by status. */
  readonly statuses: Readonly<Record<string, number>>;
  readonly seconds: number;
  /** Milliseconds. */
  readonly p50: number;
  readonly p99: number;
};

const [, , url = '', file = '', connections = '1'] = process.argv;
const requests = readFileSync(file, 'utf8')
  .split('\n')
  .filter((line) => line !== '')
  .map((line) => JSON.parse(line) as Sending);

const shares = Map.groupBy(requests.keys(), (index) => index % Number(connections));
const began = performance.now();
const statuses: Record<string, number> = {};
let connection = 0;
let answers = 0;
let ended = began;
const result = await autocannon({
  url,
  method: 'POST',
  connections: Number(connections),
  amount: requests.length,
  setupClient: (client) => {
    const share = shares.get(connection) ?? [];
    connection += 1;
    client.setRequests(share.map((index) => ({ method: 'POST', ...requests[index] })));
    client.on('response', (status: number) => {
      statuses[status] = (statuses[status] ?? 0) + 1;
      answers += 1;
      if (answers === requests.length) ended = performance.now();
    });
  },
});
if (result.errors > 0) throw new Error(`${result.errors} requests had no answer`);
const sent: Sent = {
  statuses,
  seconds: (ended - began) / 1000,
  p50: result.latency.p50,
  p99: result.latency.p99,
};
process.send?.(sent);
process.disconnect?.();
