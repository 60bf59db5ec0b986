import { beforeAll, expect, test } from 'vitest';
import { receiptFaultText } from '../../../cli/receipt/faults.ts';
import { verifyDrillReport } from '../../../cli/receipt/verify-drill-report.ts';
import type { DrillReport } from '../../../shared/contract/recovery/drill.ts';
import type { KeySet } from '../../../shared/contract/submissions/receipt.ts';
import { signerWith } from '../../fixtures/signing.ts';
import { ask, heldReport, settledHub } from '../../shared/app/recovery/drill/country.ts';

let report: DrillReport;
let keys: KeySet;

beforeAll(async () => {
  const all = await settledHub();
  await ask(all, 'lan@mst');
  report = await heldReport(all);
  keys = signerWith().keySet(all.now());
});

const verify = (content: string, keySet = keys) =>
  verifyDrillReport({ name: 'report.json', content }, keySet);
const textFor = async (content: string, keySet = keys): Promise<string> => {
  const verified = await verify(content, keySet);
  return verified.ok ? 'genuine' : receiptFaultText(verified.problem);
};
const refusal = {
  ...{ type: 'urn:dtm:problem:foreign-agency', title: 'Not yours', status: 403, detail: 'No.' },
  ...{ code: 'foreign-agency', requestId: 'r-1', errors: [] },
};
const changed = (change: Partial<DrillReport>): string => JSON.stringify({ ...report, ...change });

test('a report as it was kept is genuine, whatever the order and the spaces of its JSON', async () => {
  expect(await textFor(JSON.stringify(report))).toBe('genuine');
  const turned = Object.fromEntries(Object.entries(report).reverse());
  expect(await textFor(`${JSON.stringify(turned, null, 2)}\n`)).toBe('genuine');
});

test.each<[string, () => string, string]>([
  ['a figure', () => changed({ entries: { ...report.entries, checked: 1 } }), 'digest'],
  ['a figure, and its digest anew', () => changed({ differenceCount: 3, digest: 'a'.repeat(64) }), 'digest'],
  ['the digest alone', () => changed({ digest: 'a'.repeat(64) }), 'digest aaaa'],
  ['the outcome', () => changed({ outcome: 'failed' }), 'outcome failed ≠ passed'],
  ['the drill', () => changed({ id: '20200101-000000' }), 'drill 20200101-000000 ≠'],
  ['the time', () => changed({ finishedAt: '2026-01-01T00:00:00.000Z' }), 'finishedAt'],
  ['the signature', () => changed({ signature: `${report.signature?.slice(0, -4)}AAAA` }), 'was changed'],
  ['a report under way', () => changed({ signature: null }), 'has no signature'],
  ['no report', () => '{}', 'no report of a drill'],
  ['no JSON', () => 'x', 'no report of a drill'],
  ['a refusal of the hub', () => JSON.stringify(refusal), 'is a refusal of the hub (403 foreign-agency)'],
])('%s is refused, and says so', async (_, content, said) => {
  expect(await textFor(content())).toContain(said);
});

test('the receipt of a submission under a report is none of it', async () => {
  const receipt = signerWith().sign('dtm-receipt+jws', report.finishedAt ?? '', {});
  expect(await textFor(changed({ signature: receipt }))).toContain('dtm-receipt+jws');
});

test('a key that is unknown, of another time or stolen proves nothing', async () => {
  const of = (change: object): KeySet => ({ ...keys, keys: keys.keys.map((key) => ({ ...key, ...change })) });
  const text = JSON.stringify(report);
  expect(await textFor(text, { ...keys, keys: [] })).toContain('not among the 0 keys');
  expect(await textFor(text, of({ exp: 1 }))).toContain('does not sign for');
  const revoked = { revoked_at: 1_790_000_000, reason: 'compromised' };
  expect(await textFor(text, of({ revoked }))).toContain('was reported stolen');
});
