/** A spill in memory. */
import type { Spill } from '../../shared/app/ports/spill.ts';

export function fakeSpill(): Spill {
  const kept = new Map<number, string[]>();
  return {
    append: async (partition, lines) => {
      kept.set(partition, [...(kept.get(partition) ?? []), lines]);
    },
    read: async function* (partition) {
      yield* kept.get(partition) ?? [];
    },
  };
}
