import { createHmac, hash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type ReceiptFault, receiptFaultText } from '../../../cli/receipt/faults.ts';
import { readKeySet } from '../../../cli/receipt/key-set.ts';
import { provedText } from '../../../cli/receipt/receipt-table.ts';
import { verifyReceipt } from '../../../cli/receipt/verify-receipt.ts';
import { READS_UP_TO } from '../../../shared/contract/recorded.ts';
import type { PublicKey, Receipt } from '../../../shared/contract/submissions/receipt.ts';
import { signerOf, slotKeys } from '../../../shared/domain/submissions/signing-keys.ts';
import { signerWith, slotSecrets } from '../../fixtures/signing.ts';

const NOW = Date.parse('2026-11-20T02:30:00.000Z');
const body = { name: 'report.json', content: Buffer.from('{"system":"H26.dvc"}') };
const says: Receipt = {
  id: 'H26.dvc~etx-monthly~2026-10~1',
  kind: 'report',
  agency: 'H26',
  system: 'H26.dvc',
  dataset: 'etx-monthly',
  period: '2026-10',
  revision: 1,
  receivedAt: '2026-11-20T02:30:00.000Z',
  sha256: hash('sha256', body.content),
  digest: 'b'.repeat(64),
};
const keys = signerWith().keySet(NOW);
const signed = (facts: Receipt = says, at = facts.receivedAt) =>
  signerWith().sign('dtm-receipt+jws', at, facts);
const verify = (content: string, keySet = keys, sent: typeof body | null = null) =>
  verifyReceipt({ name: 'answer.json', content }, keySet, sent);
const faultOf = async (content: string, keySet = keys, sent: typeof body | null = null) => {
  const verified = await verify(content, keySet, sent);
  return verified.ok ? 'none' : verified.problem.kind;
};
const part = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
const [head = '', middle = '', signature = ''] = signed().split('.');
const headerOf = (jws: string) => JSON.parse(Buffer.from(jws.split('.')[0] ?? '', 'base64url').toString());

describe('a genuine receipt', () => {
  test.each([
    ['alone', signed()],
    ['with a line break behind it', `${signed()}\n`],
    ['in the answer of the hub', JSON.stringify({ id: says.id, status: 'accepted', receipt: signed() })],
    ['in an answer that an editor has marked as UTF-8', `\uFEFF${JSON.stringify({ receipt: signed() })}`],
    ['as a JSON text', JSON.stringify(signed())],
  ])('is read %s', async (_, content) => {
    expect(await verify(content)).toMatchObject({ ok: true, value: { says, issuer: 'dtm-dev', body: null } });
  });

  test('proves that a file is what was received', async () => {
    expect(await verify(signed(), keys, body)).toMatchObject({ ok: true, value: { body: 'report.json' } });
  });

  test('of a later release is read with what this one does not know, and not in a format that it does not read', async () => {
    expect(await verify(signed({ ...says, note: 'later' } as Receipt))).toMatchObject({
      ok: true,
      value: { says },
    });
    const newer = await verify(signed({ ...says, format: READS_UP_TO + 1 } as Receipt));
    expect(newer).toMatchObject({ ok: false, problem: { part: 'unknown-form' } });
  });

  test('is told in both languages, with the time in Vietnam', async () => {
    const verified = await verify(signed(), keys, body);
    const text = verified.ok ? provedText(verified.value) : '';
    for (const [, value] of Object.entries(says))
      if (value !== 'report') expect(text).toContain(String(value));
    expect(text).toContain('report / báo cáo');
    expect(text).toContain('2026-11-20T09:30:00.000+07:00');
    expect(text).toContain('report.json is what was received, byte for byte');
    expect(Math.max(...text.split('\n').map((line) => line.length))).toBeLessThanOrEqual(110);
  });

  test('of events, of another year and of the other slot is one as well', async () => {
    const { revision: _, ...rest } = says;
    const event: Receipt = {
      ...rest,
      kind: 'event',
      bucket: '2028-02-29',
      idempotencyKey: 'k-1',
      receivedAt: '2028-02-29T10:00:00.000Z',
    };
    const signer = signerWith({ active: 'b' });
    const later = signer.keySet(Date.UTC(2028, 2));
    const jws = signer.sign('dtm-receipt+jws', event.receivedAt, event);
    expect(await verify(jws, later)).toMatchObject({ ok: true, value: { says: event } });
    expect(await faultOf(jws, keys)).toBe('unknown-key');
  });
});

const hmac = (header: object) => {
  const input = `${part(header)}.${middle}`;
  const publicKey = Buffer.from(keys.keys[0]?.x ?? '', 'base64url');
  return `${input}.${createHmac('sha256', publicKey).update(input).digest('base64url')}`;
};
const header = headerOf(signed());
const inStage = (stage: string) =>
  signerOf(stage, slotSecrets, {
    active: 'a',
    activeSince: '2026-01-01T00:00:00.000Z',
    renewed: { a: null, b: null },
    retired: [],
  });
const revoked: PublicKey[] = slotKeys('dev', 'a', slotSecrets.a, NOW).map((key) => ({
  ...key,
  revoked: { revoked_at: NOW / 1000, reason: 'compromised' },
}));

const refused: [string, string, ReceiptFault['kind'], typeof keys?, typeof body?][] = [
  ['an empty file', '', 'no-receipt'],
  ['an answer without a receipt', '{"id":"x","status":"accepted"}', 'no-receipt'],
  ['an answer that is cut off', JSON.stringify({ receipt: signed() }).slice(0, -5), 'no-receipt'],
  ['a receipt cut off in its signature', signed().slice(0, -10), 'truncated'],
  ['a receipt cut off before its signature', `${head}.${middle}`, 'truncated'],
  ['something that is no receipt', 'hello', 'truncated'],
  ['three parts of nothing', '..', 'truncated'],
  [
    'a header that is no JSON',
    `${Buffer.from('{').toString('base64url')}.${middle}.${signature}`,
    'truncated',
  ],
  ['a payload that was changed', `${head}.${part({ ...says, revision: 2 })}.${signature}`, 'altered'],
  [
    'the signature of another receipt',
    `${head}.${middle}.${signed({ ...says, revision: 2 }).split('.')[2]}`,
    'altered',
  ],
  ['alg none', `${part({ ...header, alg: 'none' })}.${middle}.`, 'wrong-algorithm'],
  ['alg HS256 with the public key as the secret', hmac({ ...header, alg: 'HS256' }), 'wrong-algorithm'],
  ['no alg', `${part({ kid: header.kid })}.${middle}.${signature}`, 'wrong-algorithm'],
  [
    'a header with more in it',
    `${part({ ...header, jwk: keys.keys[0] })}.${middle}.${signature}`,
    'truncated',
  ],
  ['a key that is not in the set', signed(), 'unknown-key', { ...keys, keys: keys.keys.slice(1) }],
  ['a receipt of another hub', inStage('prod').sign('dtm-receipt+jws', says.receivedAt, says), 'other-hub'],
  [
    'another document of the hub',
    signerWith().sign('dtm-drill-report+jws', says.receivedAt, says),
    'wrong-kind',
  ],
  ['a key of another year', signed(says, '2027-06-01T00:00:00.000Z'), 'not-of-that-time'],
  ['a key that leaked', signed(), 'revoked', { ...keys, keys: revoked }],
  [
    'another body',
    signed(),
    'body-differs',
    keys,
    { ...body, content: Buffer.from('{"system":"H26.dvc"}\n') },
  ],
  ['a body beside a withdrawal', signed({ ...says, kind: 'withdrawal', revision: 2 }), 'no-body', keys, body],
];

describe('what proves nothing is named', () => {
  test.each(refused)('%s', async (_, content, kind, keySet, sent) => {
    const verified = await verify(content, keySet, sent);
    if (verified.ok) throw new Error('it was taken for genuine');
    expect(verified.problem.kind).toBe(kind);
    const text = receiptFaultText(verified.problem);
    expect(text.split('\n')).toHaveLength(2);
    expect(text).not.toMatch(/[{}]/);
  });

  test('any changed character, be it one that means the same to a lenient reader', async () => {
    const jws = signed();
    const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_+/=. ';
    await fc.assert(
      fc.asyncProperty(fc.nat(jws.length - 1), fc.constantFrom(...letters), async (at, letter) => {
        fc.pre(jws[at] !== letter && !(letter === ' ' && (at === 0 || at === jws.length - 1)));
        expect(await faultOf(`${jws.slice(0, at)}${letter}${jws.slice(at + 1)}`)).not.toBe('none');
      }),
      { numRuns: 500 },
    );
    // The last one: 86 characters carry 516 bits, and the signature has 512 of them.
    for (const letter of letters)
      if (letter !== jws.at(-1) && letter !== ' ')
        expect(await faultOf(`${jws.slice(0, -1)}${letter}`)).not.toBe('none');
  });

  test('any changed byte of what was sent', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.nat(body.content.length - 1),
        fc.integer({ min: 1, max: 255 }),
        async (at, bits) => {
          const content = Buffer.from(body.content);
          content[at] = (content[at] ?? 0) ^ bits;
          expect(await faultOf(signed(), keys, { ...body, content })).toBe('body-differs');
        },
      ),
      { numRuns: 100 },
    );
  });

  test('keys that are none', () => {
    for (const content of ['', '{}', '{"keys":[]}', JSON.stringify({ ...keys, keys: [{ kty: 'RSA' }] })])
      expect(readKeySet({ name: 'keys.json', content })).toMatchObject({
        ok: false,
        problem: { kind: 'keys-unreadable' },
      });
    expect(readKeySet({ name: 'keys.json', content: JSON.stringify(keys) })).toEqual({
      ok: true,
      value: keys,
    });
  });
});

test('an answer that is a refusal is told from one that lacks a receipt', async () => {
  const refusal = {
    type: 'urn:x',
    title: 'No',
    status: 422,
    detail: 'No.',
    code: 'x',
    requestId: 'r',
    errors: [],
  };
  expect(await faultOf(JSON.stringify(refusal))).toBe('refusal');
  expect(await faultOf('{"status":422}')).toBe('no-receipt');
});

test.each([
  ['x.y.z', 'không đọc được phần đầu', 'its header cannot be read'],
  ['hello', 'chỉ có 1 trong 3 phần', '1 of 3 parts'],
])('what is wrong with %s is said in each language', async (receipt, vi, en) => {
  const verified = await verify(receipt);
  const [first, second] = (verified.ok ? '' : receiptFaultText(verified.problem)).split('\n');
  expect([first, second]).toEqual([expect.stringContaining(vi), expect.stringContaining(en)]);
  expect(first).not.toContain(en);
});
