/**
 * The examples of the OpenAPI document are true: each is sent to the running hub, in their order, on the day that
 * they are of, and gets the status and the answer that stand there.
 */
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { seedFiles } from '../../cli/seed-files.ts';
import { operatorOf as kindOf } from '../../shared/contract/access/operators.ts';
import { type OperationId, type Route, routes } from '../../shared/contract/routes.ts';
import type { Example } from '../../shared/http/openapi/example.ts';
import { examples, examplesClock } from '../../shared/http/openapi/examples.ts';
import { openApiDocument } from '../../shared/http/openapi/openapi.ts';
import { operatorOf } from './access/operator.ts';
import { startHub, type TestHub } from './hub.ts';
import { operatorSqs, untilQuiet } from './queues.ts';
import { type Sender, senderOf } from './sender.ts';

// A busy machine is slow, not wrong.
vi.setConfig({ testTimeout: 60_000 });

let hub: TestHub;
let sender: Sender;
let fileSender: Sender;

beforeAll(async () => {
  hub = await startHub(examplesClock, { files: seedFiles('seed') });
  sender = senderOf(hub, await hub.issue('H26'));
  fileSender = senderOf(hub, await hub.issue('H26', { scopes: ['batch'] }));
}, 120_000);
afterAll(() => hub.stop());

const read = (part: string | undefined) => JSON.parse(Buffer.from(part ?? '', 'base64url').toString());

/** What differs from hub to hub: request ids, keys and what they sign. Of a receipt the rest is held against each other. */
function same(name: string, part: unknown): unknown {
  if (name === 'requestId' || name === 'request') return 'of the call';
  if (name === 'before' || name === 'after') return part === null ? null : 'of the record';
  if (name === 'x' || name === 'kid' || name === 'keyId') return 'of this hub';
  if (name !== 'receipt' || typeof part !== 'string') return part;
  const [header, payload] = part.split('.');
  return { header: read(header), payload: read(payload) };
}

/** Times are those of the day of recording; they stand in texts too. */
const timeless = (value: unknown): unknown =>
  JSON.parse(
    JSON.stringify(value, same)
      .replace(/\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z/g, 'of the day')
      .replace(/\b\d{8}-\d{6}\b/g, 'of the day'),
  );

function callOf(operationId: OperationId, { path = {}, query = {}, headers, body }: Example) {
  const route = routes.find((one) => one.operationId === operationId);
  if (route === undefined) throw new Error(`no route ${operationId}`);
  const filled = route.path.replace(/\{(\w+)\}/g, (_, name: string) => path[name] ?? '');
  return {
    method: route.method,
    path: `${filled}?${new URLSearchParams(query)}`,
    ...(headers && { headers }),
    ...(body !== undefined && { body }),
  };
}

/** Whose task it is signs what is an operator's. */
const callerOf = (operationId: OperationId): Pick<Sender, 'call'> => {
  const route: Route | undefined = routes.find((one) => one.operationId === operationId);
  if (route?.operator === undefined) return route?.scope === 'batch' ? fileSender : sender;
  return operatorOf(hub, route.operator === 'any' ? 'on-call' : kindOf(route.operator));
};

const operations = Object.entries(examples) as [OperationId, readonly Example[]][];

test.each(operations)('the examples of %s are what the hub answers', async (operationId, of) => {
  if (operationId !== 'submit') {
    const sqs = operatorSqs(hub.twin);
    await untilQuiet(sqs, hub.twin);
    sqs.destroy();
  }
  for (const example of of) {
    const answer = await callerOf(operationId).call(callOf(operationId, example));
    const text = { name: example.name, status: answer.status, text: answer.text };
    expect(text).toEqual({ ...text, status: example.status });
    const expected = operationId === 'getOpenApi' ? openApiDocument() : example.answer;
    const got = typeof expected === 'string' ? answer.text : JSON.parse(answer.text);
    expect(timeless(got)).toEqual(timeless(expected));
  }
});

test('every operation has an example with its answer; the document itself is its own', () => {
  const without = operations.filter(([, of]) => of.some(({ answer }) => answer === undefined));
  expect(without.map(([operationId]) => operationId)).toEqual(['getOpenApi']);
  expect(operations.map(([operationId]) => operationId).sort()).toEqual(
    routes.map(({ operationId }) => operationId).sort(),
  );
});
