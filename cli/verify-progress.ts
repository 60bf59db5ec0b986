/**
 * What an interrupted verification had done: one line of JSON per level-1 agency, of a dataset, a period and a version
 * of the registry. Agencies where something differed are not kept: they are looked at again.
 */
import { appendFileSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import * as z from 'zod';
import type { Progress } from '../shared/app/verification/verify-totals.ts';
import type { UnitReport } from '../shared/app/verification/verify-unit.ts';
import { textIfThere } from './files.ts';

const CellTotal = z.union([
  z.string(),
  z.tuple([z.string(), z.string()]),
  z.tuple([z.string(), z.string(), z.string()]),
]);
const Line = z.strictObject({
  dataset: z.string(),
  period: z.string(),
  registry: z.int(),
  unit: z.strictObject({
    unit: z.string(),
    entries: z.int(),
    totals: z.int(),
    digest: z.string(),
    content: z.strictObject({
      cells: z.record(z.string(), CellTotal),
      reporters: z.string(),
      cellReporters: z.record(z.string(), z.string()).nullable().exactOptional(),
      newestReceivedAt: z.string().nullable(),
    }),
    differenceCount: z.literal(0),
    differences: z.tuple([]),
    wrong: z.tuple([]),
    damagedCount: z.literal(0),
    damaged: z.tuple([]),
  }),
}) satisfies z.ZodType<{ readonly unit: UnitReport }>;
type Line = z.infer<typeof Line>;

export type ProgressFile = {
  /** Units that were kept of an earlier run. */
  readonly kept: number;
  /** Units that this run has done. */
  readonly done: () => number;
  readonly of: (dataset: string, period: string, registry: number) => Progress;
  /** When all is done. */
  readonly remove: () => void;
};

/** Without `resume` an earlier run is forgotten. */
export function openProgress(path: string, resume: boolean): ProgressFile {
  const lines = resume ? readLines(path) : [];
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, lines.map((line) => `${JSON.stringify(line)}\n`).join(''));
  let done = 0;
  return {
    kept: lines.length,
    done: () => done,
    of: (dataset, period, registry) => ({
      done: new Map(
        lines
          .filter((line) => line.dataset === dataset && line.period === period && line.registry === registry)
          .map(({ unit }) => [unit.unit, unit]),
      ),
      note: async (unit) => {
        done += 1;
        if (unit.differenceCount === 0 && unit.damagedCount === 0)
          appendFileSync(path, `${JSON.stringify({ dataset, period, registry, unit })}\n`);
      },
    }),
    remove: () => rmSync(path, { force: true }),
  };
}

/** A line that a killed process left half written is as good as none. */
function readLines(path: string): Line[] {
  return (textIfThere(path) ?? '').split('\n').flatMap((line) => {
    try {
      return Line.parse(JSON.parse(line));
    } catch {
      return [];
    }
  });
}
