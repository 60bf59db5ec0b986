import { expect, test } from 'vitest';
import { goodKey, keyOf, type Request, right, send, type Wiring } from './call-event.ts';

/** In every place that a caller can write to; no line of the log may have any of them. */
const CANARY = 'canary-7f3a';
const headers = {
  ...right,
  'X-Canary': CANARY,
  'User-Agent': CANARY,
  Cookie: CANARY,
  'Idempotency-Key': CANARY,
};
const everywhere: Request = {
  headers,
  query: { [CANARY]: [CANARY] },
  path: { id: CANARY },
  body: JSON.stringify({ [CANARY]: CANARY, cells: [{ value: CANARY }] }),
};

const throwing = (error: unknown): Wiring => ({
  operation: async () => {
    throw error;
  },
});

const calls: readonly (readonly [string, Request, Wiring?])[] = [
  ['accepted', everywhere],
  ['malformed JSON', { ...everywhere, body: `{"${CANARY}":${CANARY}` }],
  ['not UTF-8', { ...everywhere, body: Buffer.from(`${CANARY}\xff`, 'latin1') }],
  ['another content type', { ...everywhere, headers: { ...headers, 'Content-Type': `text/${CANARY}` } }],
  ['a malformed digest', { ...everywhere, headers: { ...headers, 'Content-Digest': CANARY } }],
  ['a key of another form', { ...everywhere, headers: { ...headers, Authorization: `Bearer ${CANARY}` } }],
  [
    'an unknown key',
    { ...everywhere, headers: { ...headers, Authorization: `Bearer ${keyOf('nobody000000')}` } },
  ],
  [
    'a throw that quotes the body',
    everywhere,
    throwing(new SyntaxError(`Unexpected token in ${CANARY}\n    at ${CANARY}:1`)),
  ],
  ['a throw of text', everywhere, throwing(CANARY)],
  [
    'a throw with a name of the caller',
    everywhere,
    throwing(Object.assign(new Error(CANARY), { name: `No ${CANARY}` })),
  ],
  [
    'a resource of the caller',
    everywhere,
    {
      operation: async ({ headers: sent }) => ({
        ok: true,
        value: { status: 200, body: sent },
        audit: { resource: `${sent['x-canary']} _` },
      }),
    },
  ],
];

const rows = calls.map(([name, request, wiring]) => ({ name, request, wiring }));

test.each(rows)('no line of the log has what the caller wrote: $name', async ({ request, wiring }) => {
  const { lines, audit } = await send(request, wiring);
  expect(audit).toHaveLength(1);
  const written = lines.join('');
  expect(written).not.toContain(CANARY);
  expect(written).not.toContain(goodKey.split('_')[3]);
  expect(written).not.toMatch(/dtm_/);
});
