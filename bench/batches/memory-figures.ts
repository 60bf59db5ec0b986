/** The memory of cutting and of judging by size and kind of file. */
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Figure } from '../figures.ts';
import { reportsOf, writeFile } from './file.ts';
import { type FileMemory, gzipped, memoryOfFiles } from './memory.ts';

const MOST = 256;
const brief = (value: number): string => String(Number(value.toPrecision(3)));

type Measured = { readonly name: string; readonly memory: FileMemory };

/** `sizes`: in cells, each a row of the long layout. */
export async function memoryFigures(
  directory: string,
  sizes: readonly number[],
): Promise<{ readonly figures: readonly Figure[]; readonly details: readonly Measured[] }> {
  const memoryOf = memoryOfFiles();
  const plain = { mediaType: 'text/csv', encoding: 'identity' } as const;
  const measured: Measured[] = [];
  const measure = async (shape: 'long' | 'wide', reports: number, isZipped = false): Promise<void> => {
    const path = join(directory, 'memory.csv');
    const rows = writeFile(path, { shape, reports, back: 1 });
    const zipped = isZipped ? await gzipped(path) : path;
    const memory = await memoryOf(zipped, isZipped ? { ...plain, encoding: 'gzip' } : plain);
    measured.push({
      name: `${shape}${isZipped ? ', gzip' : ''}, ${rows.toLocaleString('en-US')} rows`,
      memory,
    });
    rmSync(zipped);
  };
  for (const size of sizes) await measure('long', reportsOf(size));
  const largest = sizes.at(-1) ?? 0;
  await measure('long', reportsOf(largest), true);
  for (const size of sizes) await measure('wide', size / 10);
  const figureOf = (step: 'cut' | 'judge', title: string): Figure => ({
    id: `batches.memory-${step}`,
    title: `memory of ${title}, at the most`,
    value: Math.max(...measured.map(({ memory }) => memory[step].peak)),
    unit: 'MB',
    target: { atMost: MOST },
    detail: measured
      .map(({ name, memory }) => `${name}: ${brief(memory[step].peak)} (heap ${brief(memory[step].heap)})`)
      .join('; '),
  });
  return {
    figures: [figureOf('cut', 'cutting a file'), figureOf('judge', 'judging its pieces')],
    details: measured,
  };
}
