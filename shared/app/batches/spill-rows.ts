/** Rows of a file by the hash of their submission, so that those of one submission are found together, wherever they stand. */
import { partitionOf } from '../../domain/batches/place-row.ts';
import type { RowRun } from '../../domain/batches/row-runs.ts';
import type { Spill } from '../ports/spill.ts';
import { heldText } from './held-text.ts';

export type SpillSizes = {
  readonly partitions: number;
  /** Whatever the sender cannot know before the file is whole. */
  readonly seed: number;
  /** Bytes of a partition that are held before they are appended. */
  readonly held: number;
};

export type RowSpiller = {
  /** Awaited where it is a promise: most rows only wait to be appended. */
  readonly add: (run: RowRun) => Promise<void> | undefined;
  /** Appends what is still held. */
  readonly finish: () => Promise<void>;
};

export function rowSpiller(spill: Spill, { partitions, seed, held }: SpillSizes): RowSpiller {
  const texts = Array.from({ length: partitions }, heldText);
  return {
    add: ({ group, text }) => {
      const partition = partitionOf(group, seed, partitions);
      const own = texts[partition];
      own?.add(text);
      return own === undefined || own.size() < held
        ? undefined
        : spill.append(partition, own.take().toString());
    },
    finish: async () => {
      for (const [partition, text] of texts.entries())
        if (text.size() > 0) await spill.append(partition, text.take().toString());
    },
  };
}
