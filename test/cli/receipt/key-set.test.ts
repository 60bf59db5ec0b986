import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { receiptFaultText } from '../../../cli/receipt/faults.ts';
import { readKeySet } from '../../../cli/receipt/key-set.ts';
import { verifyDrillReport } from '../../../cli/receipt/verify-drill-report.ts';
import { verifyReceipt } from '../../../cli/receipt/verify-receipt.ts';
import type { JwsHeader } from '../../../shared/contract/submissions/receipt.ts';
import { signJws } from '../../../shared/domain/submissions/jws.ts';
import { deriveKey } from '../../../shared/domain/submissions/signing-keys.ts';
import { signerWith, slotSecrets } from '../../fixtures/signing.ts';

const keys = signerWith().keySet(Date.parse('2026-11-20T02:30:00.000Z'));
const [first, second] = keys.keys;
const read = (set: unknown) => readKeySet({ name: 'keys.json', content: JSON.stringify(set) });
const revoked = { revoked_at: 1_790_000_000, reason: 'compromised' };

describe('a key set is read as RFC 7517 §5 has it', () => {
  test.each([
    ['another kind', { kty: 'EC', crv: 'P-256', x: 'AA', y: 'AA', kid: 'ec' }],
    ['another kind yet', { kty: 'AKP', alg: 'ML-DSA-44', kid: 'new' }],
    ['another curve', { ...first, crv: 'X25519', kid: 'x' }],
    ['a kind of no name', { kid: 'none' }],
    ['no object at all', 7],
    ['a key that lacks what the hub says of its own', { ...first, nbf: undefined, kid: 'lacks' }],
    ['a time behind the year 9999', { ...first, exp: 9e15, kid: 'late' }],
  ])('a key of %s is left out', (_, other) => {
    expect(read({ ...keys, keys: [other, ...keys.keys] })).toEqual({ ok: true, value: keys });
  });

  test('what else stands in the set or in a key is not looked at', () => {
    const more = { ...keys, 'x-note': 1, keys: keys.keys.map((key) => ({ ...key, x5c: ['AA'] })) };
    expect(read(more)).toEqual({ ok: true, value: keys });
  });

  test('of two keys of one id a revoked one stays, whichever comes first', () => {
    const pair = [first, { ...first, revoked }];
    for (const both of [pair, pair.toReversed()])
      expect(read({ ...keys, keys: [...both, second] })).toMatchObject({
        value: { keys: [{ kid: first?.kid, revoked }, { kid: second?.kid }] },
      });
  });

  test.each([
    ['revoked in a form that is not known', { ...keys, keys: [{ ...first, revoked: true }, first] }],
    ['no list of keys', { issuer: 'dtm-dev' }],
    ['nothing but keys of others', { ...keys, keys: [{ kty: 'EC' }] }],
    ['no object', null],
  ])('%s is a reason to refuse it', (_, set) => {
    expect(read(set)).toMatchObject({ ok: false, problem: { kind: 'keys-unreadable' } });
  });
});

const { privateKey, publicKey } = deriveKey('dev', 'a', slotSecrets.a, 2026);
const part = (value: unknown) => Buffer.from(JSON.stringify(value) ?? '').toString('base64url');
const json = fc.jsonValue({ depthSize: 'small' });
/** Headers near those of the hub, with anything in the place of a member. */
const header = fc
  .record({ alg: json, typ: json, kid: json, iss: json }, { requiredKeys: [] })
  .map((odd) => ({ alg: 'EdDSA', typ: 'dtm-receipt+jws', kid: publicKey.kid, iss: 'dtm-dev', ...odd }));

describe('whatever a file says, it gets a verdict and never a stack trace', () => {
  const files = fc.oneof(
    json.map((value) => JSON.stringify(value)),
    json.map((receipt) => JSON.stringify({ receipt })),
    fc
      .tuple(fc.oneof(header, json), json)
      .map(([head, body]) => `${part(head)}.${part(body)}.${part('x'.repeat(64))}`),
    fc.string({ unit: 'binary' }),
    // Signed by the hub, with anything in it.
    json.map((body) =>
      signJws(
        { alg: 'EdDSA', typ: 'dtm-receipt+jws', kid: publicKey.kid, iss: 'dtm-dev' },
        body as object,
        privateKey,
      ),
    ),
  );

  test('for a receipt', async () => {
    await fc.assert(
      fc.asyncProperty(files, async (content) => {
        const verdict = await verifyReceipt({ name: 'answer.json', content }, keys, null);
        expect(verdict.ok).toBe(false);
        if (!verdict.ok) expect(receiptFaultText(verdict.problem).split('\n')).toHaveLength(2);
      }),
      { numRuns: 1000 },
    );
  });

  test('for the report of a drill', async () => {
    await fc.assert(
      fc.asyncProperty(files, async (content) => {
        expect((await verifyDrillReport({ name: 'report.json', content }, keys)).ok).toBe(false);
      }),
    );
  });

  test('for a set of keys', () => {
    const set = fc.oneof(json, fc.record({ issuer: json, keys: fc.oneof(json, fc.array(json)) }));
    fc.assert(
      fc.property(set, (value) => {
        expect(read(value)).toHaveProperty('ok');
      }),
    );
  });

  test.each([
    [{ toString: 1 }, '"{}"'],
    [[['none']], '"[]"'],
    [null, '"null"'],
    [true, '"true"'],
    [`none${'!'.repeat(5000)}`, '!!!…"'],
  ])('an algorithm of %j is named', async (alg, said) => {
    const content = `${part({ alg } as unknown as JwsHeader)}.${part({})}.AA`;
    const verdict = await verifyReceipt({ name: 'answer.json', content }, keys, null);
    expect(verdict.ok ? '' : receiptFaultText(verdict.problem)).toContain(said);
  });
});
