/**
 * Judges a file from its bytes, in one pass over them and one over what was spilled, in memory that does not grow with it. Nothing is
 * recorded.
 */
import { assembler } from '../../domain/batches/assemble.ts';
import type { Layout } from '../../domain/batches/layout.ts';
import type { RowFinding } from '../../domain/batches/row-finding.ts';
import type { ReadRows } from '../../domain/batches/rows.ts';
import { fail, ok, type Result } from '../../domain/problems/result.ts';
import type { CompiledCatalogue } from '../../domain/registry/cell.ts';
import type { SendingKey } from '../access/foreign.ts';
import type { Spill } from '../ports/spill.ts';
import type { JudgePorts } from '../submissions/judge-form.ts';
import type { SentAgainPorts } from '../submissions/sent-again.ts';
import type { WouldBe } from '../submissions/submit.ts';
import { groupRows } from './group-rows.ts';
import { judgeRows } from './judge-rows.ts';
import { placeFile } from './place-file.ts';
import { rowSpiller, type SpillSizes } from './spill-rows.ts';

export type CheckPorts = JudgePorts & SentAgainPorts & { readonly spill: Spill };

export type FileToCheck = {
  readonly bytes: AsyncIterable<Uint8Array>;
  readonly read: ReadRows;
  readonly decimalComma: boolean;
  readonly credential: SendingKey;
  /** Milliseconds since 1970. */
  readonly receivedAt: number;
  readonly sizes: SpillSizes;
};

/** What is told on the way, each submission once; findings in no order. */
export type Told = {
  readonly accepted: (submission: WouldBe) => void;
  readonly refused: (submission: string) => void;
  readonly found: (findings: readonly RowFinding[]) => void;
};

/** How many rows were read; or why the file cannot be: then nothing of it would count, whatever was told before. */
export async function checkFile(
  ports: CheckPorts,
  file: FileToCheck,
  told: Told,
): Promise<Result<{ readonly rows: number }, readonly RowFinding[]>> {
  const catalogue = await ports.readCatalogue();
  const spilled = await spillFile(ports.spill, file, catalogue.value, told);
  if (!spilled.ok) return spilled;
  const { layout, rows } = spilled.value;
  // No line of it could be read (NDJSON).
  if (layout === null) return ok({ rows });
  for (let partition = 0; partition < file.sizes.partitions; partition += 1) {
    const tooLarge = new Set<string>();
    const groups = await groupRows(layout, ports.spill.read(partition), async (findings) => {
      told.found(findings);
      for (const { submission } of findings) if (submission !== null) tooLarge.add(submission);
    });
    for (const submission of tooLarge) told.refused(submission);
    const assemble = assembler(layout);
    for (const rows of groups.values()) {
      const submission = assemble(rows());
      const verdict = await judgeRows(ports, submission, file);
      if (verdict.ok) told.accepted(verdict.value);
      else {
        told.refused(submission.submission);
        told.found(verdict.findings);
      }
    }
  }
  return ok({ rows });
}

async function spillFile(
  spill: Spill,
  { bytes, read, decimalComma, sizes }: FileToCheck,
  catalogue: CompiledCatalogue,
  { found }: Told,
): Promise<Result<{ readonly layout: Layout | null; readonly rows: number }, readonly RowFinding[]>> {
  const spiller = rowSpiller(spill, sizes);
  let layout: Layout | null = null;
  let rows = 0;
  for await (const stretch of placeFile(bytes, { read, catalogue, form: { decimalComma }, after: null })) {
    layout = stretch.layout ?? layout;
    if (stretch.findings.length > 0) found(stretch.findings);
    rows += stretch.count;
    for (const run of stretch.runs) {
      const appended = spiller.add(run);
      if (appended !== undefined) await appended;
    }
    if (stretch.stop !== null) return fail(stretch.stop);
  }
  await spiller.finish();
  return ok({ layout, rows });
}
