import type { Context } from 'aws-lambda';
import { expect, test } from 'vitest';
import { httpFunction } from '../../../shared/http/pipeline.ts';
import { publicOperations } from '../../../shared/http/public-operations.ts';
import { callEvent } from './call-event.ts';

const lines: unknown[] = [];
const handler = httpFunction({
  name: 'public',
  operations: publicOperations('dev', { openapi: '3.1.1', info: { title: 'DTM hub' } }),
  authenticate: null,
  log: (line) => lines.push(line),
  isOutage: () => false,
  now: () => 0,
  random: () => 0,
});
const get = (resource: string, query?: Record<string, string[]>, headers?: Record<string, string>) =>
  handler(
    callEvent({ resource, method: 'GET', ...(query && { query }), ...(headers && { headers }) }),
    {} as Context,
  );

test('health is open to all and says the stage', async () => {
  expect(await get('/health')).toMatchObject({ statusCode: 200, body: '{"status":"ok","stage":"dev"}' });
  expect(lines).toMatchObject([{ event: 'getHealth', action: 'read', credential: null, outcome: 'done' }]);
});

const english = '{"openapi":"3.1.1","info":{"title":"DTM hub"}}';
const vietnamese = '{"openapi":"3.1.1","info":{"title":"Hệ thống DTM"}}';

test.each([
  ['Vietnamese, where nothing is asked for', {}, {}, 'vi', vietnamese],
  ['as it was committed, in English', { lang: ['en'] }, {}, 'en', english],
  ['the language of all answers', {}, { 'Accept-Language': 'en' }, 'en', english],
  ['the parameter before the header', { lang: ['vi'] }, { 'Accept-Language': 'en' }, 'vi', vietnamese],
])('the OpenAPI document: %s', async (_, query, sent, language, text) => {
  const { statusCode, headers, body } = await get('/openapi.json', query, sent);
  expect([statusCode, headers?.['Content-Type'], headers?.['Content-Language'], body]).toEqual([
    200,
    'application/json; charset=utf-8',
    language,
    text,
  ]);
});

test('of another language the parameter says which there are', async () => {
  const { statusCode, body } = await get('/openapi.json', { lang: ['fr'] });
  expect([statusCode, JSON.parse(body).errors[0]]).toMatchObject([
    400,
    { code: 'wrong-form', allowed: ['vi', 'en'] },
  ]);
});

test.each(['/health', '/openapi.json'])('%s refuses a parameter that it does not know', async (resource) => {
  const { statusCode, body } = await get(resource, { verbose: ['1'] });
  expect([statusCode, JSON.parse(body).errors[0].code]).toEqual([400, 'unknown-parameter']);
});
