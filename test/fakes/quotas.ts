/** The counts of all containers in memory, with the rule of the table: of a container and hour the highest stands. */
import type { CountCalls, ListQuotas, PutQuotas, QuotasVersion } from '../../shared/app/ports/quotas.ts';

export function fakeCounts() {
  const counted = new Map<string, Map<string, number>>();
  const sum = (day: Map<string, number>, prefix: string): number =>
    [...day].reduce((all, [name, count]) => (name.startsWith(prefix) ? all + count : all), 0);
  return {
    /** As `container` sees the store. Throws where it tells less than before, as the condition does. */
    of:
      (container: string): CountCalls =>
      async ({ of, id }, day, counts, counter) => {
        const place = `${of}#${id} ${day}`;
        const standing = counted.get(place) ?? new Map<string, number>();
        const nameOf = (hour: number): string => `${hour}-${container}.${counter}`;
        if (counts.some(({ hour, count }) => (standing.get(nameOf(hour)) ?? 0) > count))
          throw new Error('it was overtaken');
        for (const { hour, count } of counts) standing.set(nameOf(hour), count);
        counted.set(place, standing);
        return { hour: sum(standing, `${counts[0].hour}-`), day: sum(standing, '') };
      },
  };
}

/** Quotas in memory, each version put once. Bodies are kept as text, so none is shared. */
export function fakeQuotas(): { readonly listQuotas: ListQuotas; readonly putQuotas: PutQuotas } {
  const versions: string[] = [];
  return {
    async *listQuotas() {
      for (const text of versions.toReversed()) yield JSON.parse(text) as QuotasVersion;
    },
    putQuotas: async (version, quotas, change) => {
      if (version !== versions.length + 1) return 'lost the race';
      versions.push(JSON.stringify({ version, quotas, change }));
      return 'written';
    },
  };
}
