/** A canary in each input of each route, one at a time: no line of any log has it (DESIGN §9). */
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { type Route, routes } from '../../../shared/contract/routes.ts';
import { startHub, type TestHub } from '../hub.ts';
import { allLogs } from '../logs.ts';
import { report } from '../report.ts';
import { type HttpCall, senderOf } from '../sender.ts';
import { operatorOf } from './operator.ts';

// A busy machine is slow, not wrong.
vi.setConfig({ testTimeout: 120_000 });

/** No id has the `_`. */
const CANARY = 'canary_9c1e';
let hub: TestHub;
let key: string;

beforeAll(async () => {
  hub = await startHub();
  key = await hub.issue('VN', { scopes: ['submit', 'read'] });
}, 120_000);
afterAll(() => hub.stop());

type Input = readonly [where: string, call: (valid: HttpCall) => HttpCall];

const withQuery = (call: HttpCall, name: string, value: string): HttpCall => ({
  ...call,
  path: `${call.path}${call.path.includes('?') ? '&' : '?'}${name}=${value}`,
});

function inputsOf(route: Route): readonly Input[] {
  const parameters = Object.keys(route.query().shape);
  return [
    [
      'a header',
      (call) => ({ ...call, headers: { ...call.headers, [`X-${CANARY}`]: CANARY, 'User-Agent': CANARY } }),
    ],
    [
      'a header that the hub reads',
      (call) => ({
        ...call,
        headers: {
          ...call.headers,
          'If-Match': CANARY,
          'Idempotency-Key': CANARY,
          'Accept-Language': CANARY,
        },
      }),
    ],
    ['the key', (call) => ({ ...call, headers: { ...call.headers, 'X-API-Key': CANARY } })],
    [
      'the authorization',
      (call) => ({ ...call, headers: { ...call.headers, Authorization: `Bearer ${CANARY}` } }),
    ],
    ['an unknown parameter', (call) => withQuery(call, CANARY, CANARY)],
    ...parameters.map((name): Input => [`the parameter ${name}`, (call) => withQuery(call, name, CANARY)]),
    ...(route.path.includes('{id}')
      ? [['the path', (call: HttpCall) => ({ ...call, path: route.path.replace('{id}', CANARY) })] as const]
      : []),
    ['a path below', (call) => ({ ...call, path: `${call.path}/${CANARY}` })],
    [
      'the method',
      (call) => ({ ...call, method: 'PATCH', headers: { ...call.headers, 'X-HTTP-Method': CANARY } }),
    ],
    ...(route.method === 'POST'
      ? ([
          [
            'a field of the body',
            (call) => ({ ...call, body: { ...(call.body as object), [CANARY]: CANARY } }),
          ],
          ...['system', 'dataset', 'period', 'agency', 'revision', 'reason', 'until', 'by'].map(
            (name): Input => [
              `${name} of the body`,
              (call) => ({ ...call, body: { ...(call.body as object), [name]: CANARY } }),
            ],
          ),
          ['the whole body', (call) => ({ ...call, body: CANARY })],
          ['a list as body', (call) => ({ ...call, body: [CANARY] })],
        ] as const satisfies readonly Input[])
      : []),
    ...(route.method === 'DELETE'
      ? [['a body that is not asked for', (call: HttpCall) => ({ ...call, body: CANARY })] as const]
      : []),
  ];
}

const bodies = (operationId: string): object =>
  operationId === 'submit'
    ? report(hub.seed)
    : operationId === 'startDrill'
      ? {}
      : { reason: 'x', until: null };

const all = (routes as readonly Route[]).flatMap((route) =>
  inputsOf(route).map(([where, put]) => ({ route, where, put })),
);

test('every input of every route is tried', async () => {
  expect(all.length).toBeGreaterThan(routes.length * 8);
  for (const { route, put } of all) {
    const { method, path, operationId } = route;
    const body = method === 'POST' ? { body: bodies(operationId) } : {};
    const call = put({ method, path: path.replace('{id}', 'H26.dvc~etx-monthly~2026-11~1'), ...body });
    const answer =
      route.operator === undefined
        ? await senderOf(hub, key).call(call)
        : await operatorOf(hub, 'on-call').call(call);
    expect(answer.status, `${method} ${path}`).toBeLessThan(500);
  }
});

test('no line of any log has the canary', () => {
  const lines = [...allLogs(hub.twin)].flatMap(([name, log]) => log.map((line) => `${name}: ${line}`));
  expect(lines.length).toBeGreaterThan(all.length);
  expect(lines.filter((line) => line.includes(CANARY))).toEqual([]);
});
