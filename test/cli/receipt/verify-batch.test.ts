/** What the receipt of a file proves, and what not. */
import { hash } from 'node:crypto';
import { expect, test } from 'vitest';
import { receiptFaultText } from '../../../cli/receipt/faults.ts';
import { provedBatchText } from '../../../cli/receipt/receipt-table.ts';
import { isOfBatch, verifyBatch } from '../../../cli/receipt/verify-batch.ts';
import { verifyReceipt } from '../../../cli/receipt/verify-receipt.ts';
import type { BatchReceipt } from '../../../shared/contract/batches/batch.ts';
import { signerWith } from '../../fixtures/signing.ts';

const keys = signerWith().keySet(Date.parse('2026-11-20T02:30:00.000Z'));
const sha256 = hash('sha256', 'the file');
const list = hash('sha256', 'the list');
const says: BatchReceipt = {
  id: `H26~${sha256.slice(0, 32)}~v~1`,
  agency: 'H26',
  receivedAt: '2026-11-20T02:30:00.000Z',
  sha256,
  submissions: { count: 2, sha256: list },
  ...{ rows: 12, accepted: 1, sameAgain: 1, refused: 3, takenMeanwhile: 0, errors: 4 },
};
const signed = (kind: 'dtm-batch+jws' | 'dtm-receipt+jws' = 'dtm-batch+jws', at = says.receivedAt) =>
  signerWith().sign(kind, at, says);
const file = (content: string) => ({ name: 'answer.json', content });
const digest = (of: string) => ({ name: 'reports.csv', sha256: of });
const faultOf = async (...[content, body, lines]: [string, string?, string?]) => {
  const proved = await verifyBatch(
    file(content),
    keys,
    body ? digest(body) : null,
    lines ? digest(lines) : null,
  );
  return proved.ok ? null : proved.problem.kind;
};

test('it is known by its header, alone or in the answer of the hub', () => {
  expect(isOfBatch(file(signed()))).toBe(true);
  expect(isOfBatch(file(JSON.stringify({ id: says.id, receipt: signed() })))).toBe(true);
  expect(isOfBatch(file(signed('dtm-receipt+jws')))).toBe(false);
  for (const other of ['', '{', 'a.b.c', JSON.stringify({ receipt: null })])
    expect(isOfBatch(file(other))).toBe(false);
});

test('it proves which file was received, and which submissions it came to', async () => {
  const proved = await verifyBatch(file(signed()), keys, digest(sha256), digest(list));
  expect(proved).toMatchObject({ ok: true, value: { says, body: 'reports.csv', list: 'reports.csv' } });
  const text = proved.ok ? provedBatchText(proved.value) : '';
  for (const value of [says.id, sha256, list, '2026-11-20T09:30:00.000+07:00']) expect(text).toContain(value);
});

test('another file, another list, another kind, a changed letter or another hub is refused', async () => {
  expect(await faultOf(signed(), list)).toBe('body-differs');
  expect(await faultOf(signed(), sha256, sha256)).toBe('list-differs');
  expect(await faultOf(signed('dtm-receipt+jws'))).toBe('wrong-kind');
  const [head = '', body = '', signature = ''] = signed().split('.');
  const forged = Buffer.from(body, 'base64url').toString().replace('"refused":3', '"refused":0');
  expect(await faultOf([head, Buffer.from(forged).toString('base64url'), signature].join('.'))).toBe(
    'altered',
  );
  expect(await faultOf(signerWith().sign('dtm-batch+jws', '2031-01-01T00:00:00.000Z', says))).not.toBeNull();
  const other = await verifyBatch(file(signed()), { ...keys, issuer: 'dtm-prod' }, null, null);
  expect(other.ok ? '' : receiptFaultText(other.problem)).toContain('another hub');
});

test('a receipt of a batch is none of a submission', async () => {
  expect(await verifyReceipt(file(signed()), keys, null)).toMatchObject({ problem: { kind: 'wrong-kind' } });
});
