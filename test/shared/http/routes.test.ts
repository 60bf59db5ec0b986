/** Every route of the list, at the pipeline of its function: what it does not name is refused before anything is done. */
import type { Context } from 'aws-lambda';
import { describe, expect, test } from 'vitest';
import type * as z from 'zod';
import { methodsOf, type Route, routes } from '../../../shared/contract/routes.ts';
import { authentication } from '../../../shared/http/access/authenticate.ts';
import { httpFunction } from '../../../shared/http/pipeline.ts';
import { onCall } from '../../fixtures/maintenance.ts';
import { callEvent, goodCredential, type Request, right } from './call-event.ts';

const all: readonly Route[] = routes;

const ids: Readonly<Record<string, string>> = {
  'submission-not-found': 'H26.dvc~etx-monthly~2026-10~1',
  'drill-not-found': '20261120-023000',
  'batch-not-found': 'H26~9f86d081884c7d659a2feaa0c55ad015~v~1',
  'dataset-not-found': 'etx-monthly',
  'key-not-found': 'examplekey01',
  'client-not-found': 'tdsfq4zfiy06',
  'verification-not-found': '00000001',
  'dead-letter-not-found': '5fea7756-0ea4-451a-a703-a558b933e274',
};

/** What each parameter is when it is right, as the document shows it. */
function exampleOf(name: string, schema: z.ZodType): string {
  const { examples } = schema.meta() ?? {};
  if (Array.isArray(examples)) return String(examples[0]);
  const inner = (schema as { unwrap?: () => z.ZodType }).unwrap?.();
  if (inner !== undefined) return exampleOf(name, inner);
  throw new Error(`parameter ${name} has no example`);
}

const rightQuery = (route: Route): Record<string, string[]> =>
  Object.fromEntries(
    Object.entries(route.query().shape).map(([name, schema]) => [name, [exampleOf(name, schema)]]),
  );

/** Calls the route's function, all operations of which only say that they ran, and with what. */
async function call(route: Route, changes: Request) {
  const ran: { id: unknown; query: unknown }[] = [];
  const names = all.filter((one) => one.function === route.function).map(({ operationId }) => operationId);
  const operation = async ({ id, query }: { id: unknown; query: unknown }) => {
    ran.push({ id, query });
    return { ok: true, value: { status: 200, body: {} } } as const;
  };
  const handler = httpFunction({
    name: route.function as 'submit',
    operations: Object.fromEntries(names.map((name) => [name, operation])) as never,
    authenticate: authentication('dev', async () => goodCredential, null),
    log: () => {},
    isOutage: () => false,
    now: () => Date.parse('2026-11-16T02:30:00.000Z'),
    random: () => 0,
  });
  const { statusCode, headers, body } = await handler(
    callEvent({
      resource: route.path,
      method: route.method,
      headers: right,
      ...(route.id && { path: { id: encodeURIComponent(ids[route.id.missing] ?? '') } }),
      ...(route.method === 'POST' && { body: '{}' }),
      ...(route.operator !== undefined && { userArn: onCall }),
      ...changes,
    }),
    {} as Context,
  );
  const errors: { code: string; parameter?: string; pointer: string | null; allowed?: string[] }[] =
    statusCode >= 400 ? JSON.parse(body).errors : [];
  return { status: statusCode, headers, errors, ran };
}
const refusedWith = (code: string, parameter: string) => ({
  status: 400,
  ran: [],
  errors: [expect.objectContaining({ code, parameter })],
});

describe.each(all.map((route) => ({ name: `${route.method} ${route.path}`, route })))(
  '$name',
  ({ route }) => {
    const names = Object.keys(route.query().shape);

    test('takes what it names', async () => {
      const query = rightQuery(route);
      const { status, ran } = await call(route, { query });
      const values = Object.fromEntries(Object.entries(query).map(([name, [value]]) => [name, value]));
      expect([status, ran]).toEqual([200, [{ id: route.id ? ids[route.id.missing] : null, query: values }]]);
    });

    test.each([['limit'], ['dryrun'], ['constructor'], ['']])(
      'refuses the unknown parameter "%s"',
      async (name) => {
        const answer = await call(route, { query: { ...rightQuery(route), [name]: ['1'] } });
        expect(answer).toMatchObject(refusedWith('unknown-parameter', name));
        expect(answer.errors[0]?.allowed).toEqual(names);
      },
    );

    test.each(names.map((name) => [name]))('takes %s once, and not empty', async (name) => {
      const query = rightQuery(route);
      const value = query[name]?.[0] ?? '';
      for (const values of [[value, value], [''], ['', value]])
        expect(await call(route, { query: { ...query, [name]: values } })).toMatchObject(
          refusedWith('wrong-form', name),
        );
    });

    test('reads a body or refuses it', async () => {
      const answer = await call(route, { query: rightQuery(route), body: '{"dryRun":true}' });
      if (route.method === 'POST') expect(answer.status).toBe(200);
      else
        expect(answer).toMatchObject({
          status: 400,
          ran: [],
          errors: [expect.objectContaining({ code: 'unexpected-body', pointer: '' })],
        });
      expect(await call(route, { query: rightQuery(route), body: '' })).toMatchObject({
        status: route.method === 'POST' ? 400 : 200,
      });
    });

    test('answers HEAD where it answers GET, and every other method with what is allowed', async () => {
      const allowed = methodsOf(route.path);
      for (const method of ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS']) {
        const { status, headers, ran } = await call(route, { method, query: rightQuery(route) });
        const isRead = route.method === 'GET' && method === 'HEAD';
        if (method === route.method || isRead) expect([status, ran.length]).toEqual([200, 1]);
        else if (method === 'OPTIONS') expect([status, headers?.Allow]).toEqual([204, allowed.join(', ')]);
        else if (!allowed.includes(method))
          expect([status, headers?.Allow, ran]).toEqual([405, allowed.join(', '), []]);
      }
    });
  },
);

test.each(all.filter((route) => route.id))(
  '$method $path has nothing by an id that is none',
  async (route) => {
    for (const id of ['', 'Zzz', '%', '..', 'a%00b', 'H26.dvc~etx-monthly~2026-10~0'])
      expect(await call(route, { path: { id }, query: rightQuery(route) })).toMatchObject({
        status: 404,
        ran: [],
      });
  },
);

test.each(all.filter((route) => route.operator !== undefined))(
  '$method $path is refused where nobody has verified who calls',
  async (route) => {
    for (const userArn of ['', 'binh', 'arn:aws:iam::1:user/b\nc'])
      expect(await call(route, { userArn, query: rightQuery(route) })).toMatchObject({
        status: 403,
        ran: [],
      });
  },
);

test('a path says all its methods, whichever function answers', () => {
  expect(methodsOf('/submissions')).toEqual(['POST', 'GET', 'HEAD', 'OPTIONS']);
  expect(methodsOf('/submissions/{id}')).toEqual(['GET', 'HEAD', 'DELETE', 'OPTIONS']);
  expect(methodsOf('/nothing')).toEqual([]);
});
