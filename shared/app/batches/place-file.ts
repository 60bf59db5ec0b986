/** The rows of a file, each with the submission that it is of, from its beginning or from where a call before stopped. */
import type { FileForm } from '../../contract/batches/record.ts';
import type { Layout } from '../../domain/batches/layout.ts';
import { readHeader } from '../../domain/batches/read-header.ts';
import type { RowFinding } from '../../domain/batches/row-finding.ts';
import { type PlacedRuns, type RowRun, runPlacer } from '../../domain/batches/row-runs.ts';
import type { FileHeader, ReadRows, ReadUpTo } from '../../domain/batches/rows.ts';
import type { CompiledCatalogue } from '../../domain/registry/cell.ts';
import { cut } from '../../domain/values/cut.ts';

export type PlacedStretch = {
  /** As far as it is known: it only grows. */
  readonly layout: Layout | null;
  readonly runs: readonly RowRun[];
  /** Of no submission. */
  readonly findings: readonly RowFinding[];
  /** How many rows it has. */
  readonly count: number;
  /** Why the file cannot be read from here on. */
  readonly stop: readonly RowFinding[] | null;
  readonly upTo: ReadUpTo | null;
};

type Read = {
  readonly read: ReadRows;
  readonly catalogue: CompiledCatalogue;
  readonly form: Pick<FileForm, 'decimalComma'>;
  readonly after: ReadUpTo | null;
};

/** In characters: the header is kept with the batch, from which a cut goes on. */
const LONGEST_HEADING = 1000;

const tooLong = ({ row, names }: FileHeader, at: number): RowFinding => ({
  code: 'cell-too-long',
  row,
  column: cut(names[at] ?? '', 60),
  key: null,
  details: { count: names[at]?.length ?? 0, limit: LONGEST_HEADING },
  value: cut(names[at] ?? '', 60),
  submission: null,
});

const none: PlacedRuns = { runs: [], findings: [] };

/** `bytes`: from `after` on. */
export async function* placeFile(
  bytes: AsyncIterable<Uint8Array>,
  { read, catalogue, form, after }: Read,
): AsyncGenerator<PlacedStretch> {
  let layout: Layout | null = null;
  let place: ReturnType<typeof runPlacer> | null = null;
  const enter = (header: FileHeader): readonly RowFinding[] | null => {
    const long = header.names.findIndex((name) => name.length > LONGEST_HEADING);
    if (long >= 0) return [tooLong(header, long)];
    const known = readHeader(header, catalogue, form);
    if (!known.ok) return known.problem;
    layout = known.value;
    place = runPlacer(layout);
    return null;
  };
  const nothing = { runs: [], findings: [], count: 0, upTo: null };
  // The catalogue may have changed since it was entered first.
  const refusedNow = after?.header ? enter(after.header) : null;
  if (refusedNow !== null) {
    yield { ...nothing, layout, stop: refusedNow };
    return;
  }
  for await (const stretch of read(bytes, after ?? undefined)) {
    const refused = stretch.header === null ? null : enter(stretch.header);
    if (refused !== null) {
      yield { ...nothing, layout, stop: refused };
      return;
    }
    const plain = stretch.plain?.rows.length ?? 0;
    const count = stretch.rows.length + plain + stretch.findings.length;
    if (place === null && count > stretch.findings.length) throw new Error('rows came before their header');
    const placed: PlacedRuns = (place as ReturnType<typeof runPlacer> | null)?.(stretch) ?? none;
    const findings = [...stretch.findings, ...placed.findings];
    const stop = stretch.stop === null ? null : [stretch.stop];
    yield { layout, runs: placed.runs, findings, count, stop, upTo: stretch.upTo };
  }
}
