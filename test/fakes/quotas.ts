/** The counts of all containers in memory, with the rule of the table: of a container and hour the highest stands. */
import type { CountCalls } from '../../shared/app/ports/quotas.ts';

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
