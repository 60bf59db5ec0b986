/** A Lambda's process: takes a bundle and a file of events, and invokes the handler in rounds, one at a time. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { APIGatewayProxyEvent, APIGatewayProxyResult } from 'aws-lambda';
import type { Round, RoundResult } from './protocol.ts';

type Handler = (event: APIGatewayProxyEvent, context: object) => Promise<APIGatewayProxyResult>;

const [, , bundle = '', eventsFile = ''] = process.argv;
const { handler } = createRequire(import.meta.url)(bundle) as { handler: Handler };
/** Parsed before the clock runs: that is the runtime's part, the same for every handler. */
const events = readFileSync(eventsFile, 'utf8')
  .split('\n')
  .filter((line) => line !== '')
  .map((line) => JSON.parse(line) as APIGatewayProxyEvent);
const context = { awsRequestId: 'bench', getRemainingTimeInMillis: () => 10_000 };

async function run({ from, count }: Round): Promise<RoundResult> {
  const wall = performance.now();
  const cpu = process.cpuUsage();
  for (let at = from; at < from + count; at += 1) {
    const event = events[at % events.length];
    if (event === undefined) throw new Error('no events');
    const { statusCode, body } = await handler(event, context);
    if (statusCode >= 300) throw new Error(`answered ${statusCode}: ${body}`);
  }
  const { user, system } = process.cpuUsage(cpu);
  return { cpu: user + system, wall: (performance.now() - wall) * 1000 };
}

process.on('message', async (round: Round) => process.send?.(await run(round)));
process.on('disconnect', () => process.exit(0));
process.send?.('ready');
