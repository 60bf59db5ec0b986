/** What is read of a workbook, all at once. */
import { unpacking } from '../../../../../shared/app/batches/unpacking.ts';
import type { RowFinding } from '../../../../../shared/domain/batches/row-finding.ts';
import type { FileRow } from '../../../../../shared/domain/batches/rows.ts';
import { workbookReader } from '../../../../../shared/domain/batches/workbook/read-workbook.ts';

export const read = workbookReader({
  unpacking,
  isHeader: (names) => names.some((name) => /^system$|\[system\]$/.test(name)),
});

export async function* inPieces(bytes: Uint8Array, length = 65_536): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += length) yield bytes.subarray(at, at + length);
}

type All = {
  readonly names: readonly string[];
  readonly headerRow: number | null;
  readonly rows: readonly FileRow[];
  readonly findings: readonly RowFinding[];
  readonly stop: RowFinding | null;
};

export async function readAll(bytes: Uint8Array): Promise<All> {
  const rows: FileRow[] = [];
  const findings: RowFinding[] = [];
  let [names, headerRow, stop]: [readonly string[], number | null, RowFinding | null] = [[], null, null];
  for await (const stretch of read(inPieces(bytes))) {
    if (stretch.header) ({ names, row: headerRow } = stretch.header);
    rows.push(...stretch.rows);
    findings.push(...stretch.findings);
    stop = stretch.stop;
  }
  return { names, headerRow, rows, findings, stop };
}

/** `code what` of the file that cannot be read; null of one that can. */
export async function stopOf(bytes: Uint8Array): Promise<string | null> {
  const { stop } = await readAll(bytes);
  return stop === null ? null : [stop.code, ...Object.values(stop.details)].join(' ');
}
