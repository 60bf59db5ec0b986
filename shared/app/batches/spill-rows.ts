/** Rows of a file by the hash of their submission, so that those of one submission are found together, wherever they stand. */
import { partitionOf, spillLine } from '../../domain/batches/place-row.ts';
import type { PlacedRow } from '../../domain/batches/placed-row.ts';
import type { Spill } from '../ports/spill.ts';

export type SpillSizes = {
  readonly partitions: number;
  /** Whatever the sender cannot know before the file is whole. */
  readonly seed: number;
  /** UTF-16 units of a partition that are held before they are appended. */
  readonly held: number;
};

export type RowSpiller = {
  /** Awaited where it is a promise: most rows only wait to be appended. */
  readonly add: (row: PlacedRow) => Promise<void> | undefined;
  /** Appends what is still held. */
  readonly finish: () => Promise<void>;
};

export function rowSpiller(spill: Spill, { partitions, seed, held }: SpillSizes): RowSpiller {
  const lines: string[] = Array.from({ length: partitions }, () => '');
  // Rows of one submission mostly follow each other.
  let [lastGroup, lastPartition] = ['', partitionOf('', seed, partitions)];
  const append = (partition: number): Promise<void> => {
    const text = lines[partition] ?? '';
    lines[partition] = '';
    return spill.append(partition, text);
  };
  return {
    add: (row) => {
      if (row.group !== lastGroup)
        [lastGroup, lastPartition] = [row.group, partitionOf(row.group, seed, partitions)];
      const text = `${lines[lastPartition]}${spillLine(row)}\n`;
      lines[lastPartition] = text;
      return text.length < held ? undefined : append(lastPartition);
    },
    finish: async () => {
      for (const [partition, text] of lines.entries()) if (text !== '') await append(partition);
    },
  };
}
