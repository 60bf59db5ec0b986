import type { Context } from 'aws-lambda';
import { expect, test } from 'vitest';
import { httpFunction } from '../../../shared/http/pipeline.ts';
import { publicOperations } from '../../../shared/http/public-operations.ts';
import { callEvent } from './call-event.ts';

const lines: unknown[] = [];
const handler = httpFunction({
  name: 'public',
  operations: publicOperations('dev', { openapi: '3.1.1' }),
  authenticate: null,
  log: (line) => lines.push(line),
  isOutage: () => false,
  now: () => 0,
  random: () => 0,
});
const get = (resource: string, query?: Record<string, string[]>) =>
  handler(callEvent({ resource, method: 'GET', ...(query && { query }) }), {} as Context);

test('health is open to all and says the stage', async () => {
  expect(await get('/health')).toMatchObject({ statusCode: 200, body: '{"status":"ok","stage":"dev"}' });
  expect(lines).toMatchObject([{ event: 'getHealth', action: 'read', credential: null, outcome: 'done' }]);
});

test('the OpenAPI document is served as it was committed', async () => {
  const { statusCode, headers, body } = await get('/openapi.json');
  expect([statusCode, headers?.['Content-Type'], body]).toEqual([
    200,
    'application/json; charset=utf-8',
    '{"openapi":"3.1.1"}',
  ]);
});

test.each(['/health', '/openapi.json'])('%s refuses a parameter that it does not know', async (resource) => {
  const { statusCode, body } = await get(resource, { verbose: ['1'] });
  expect([statusCode, JSON.parse(body).errors[0].code]).toEqual([400, 'unknown-parameter']);
});
