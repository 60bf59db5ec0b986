/** Whether a drill's report is as the hub signed it (R7), from the texts of the files alone: no hub is asked. */
import { digestOf } from '../../shared/app/recovery/drill/report.ts';
import { readRecorded } from '../../shared/contract/recorded.ts';
import { DrillReport } from '../../shared/contract/recovery/drill.ts';
import type { KeySet, PublicKey } from '../../shared/contract/submissions/receipt.ts';
import { fail, ok, type Result } from '../../shared/domain/problems/result.ts';
import type { Named } from '../files.ts';
import { checkJws, sayable } from './check-jws.ts';
import { type ReceiptFault, receiptFault, refusalIn } from './faults.ts';

export type ProvedReport = { readonly issuer: string; readonly report: DrillReport; readonly key: PublicKey };

function reportIn(text: string): DrillReport | null {
  try {
    return readRecorded(DrillReport, JSON.parse(text));
  } catch {
    return null;
  }
}

/**
 * The signature is over the digest and three facts, the digest over all the rest (RFC 8785): a report of which anything was
 * changed, or under which another one's signature was put, is refused.
 */
export async function verifyDrillReport(
  file: Named<string>,
  keySet: KeySet,
): Promise<Result<ProvedReport, ReceiptFault>> {
  const report = reportIn(file.content);
  if (report === null) return fail(refusalIn(file) ?? receiptFault('no-report', { file: file.name }));
  const { id: drill, outcome, finishedAt, signature } = report;
  if (signature === null || finishedAt === null) return fail(receiptFault('unsigned', { drill }));
  const checked = await checkJws(signature, 'dtm-drill-report+jws', keySet);
  if (!checked.ok) return checked;
  const { key, payload } = checked.value;
  const signed = Object(payload) as Readonly<Record<string, unknown>>;
  const said = { drill, outcome, finishedAt, digest: digestOf(report) };
  const other = Object.entries(said).find(([name, value]) => signed[name] !== value);
  if (other !== undefined) {
    const [name, value] = other;
    return fail(receiptFault('report-differs', { what: `${name} ${value} ≠ ${sayable(signed[name])}` }));
  }
  if (report.digest !== said.digest)
    return fail(receiptFault('report-differs', { what: `digest ${report.digest} ≠ ${said.digest}` }));
  const at = Date.parse(finishedAt) / 1000;
  if (at < key.nbf || at >= key.exp)
    return fail(receiptFault('not-of-that-time', { kid: key.kid, at: finishedAt }));
  if (key.revoked !== undefined) {
    const since = new Date(key.revoked.revoked_at * 1000).toISOString();
    return fail(receiptFault('report-key-revoked', { kid: key.kid, at: since }));
  }
  return ok({ issuer: keySet.issuer, report, key });
}
