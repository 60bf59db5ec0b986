import type { LambdaFunction } from './function.ts';

/** Functions whose code loads at the same time: as many as a small machine has processors. */
const AT_ONCE = 3;

/** Loads every function once and gives the milliseconds by name. Throws one error with every fault found. */
export async function loadFunctions(functions: readonly LambdaFunction[]): Promise<Record<string, number>> {
  const waiting = [...functions];
  const faults: string[] = [];
  const milliseconds: Record<string, number> = {};
  const loadNext = async (): Promise<void> => {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
      try {
        milliseconds[next.specification.name] = (await next.load()).milliseconds;
      } catch (fault) {
        faults.push(fault instanceof Error ? fault.message : String(fault));
      }
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, loadNext));
  if (faults.length > 0) throw new Error(faults.join('\n'));
  return milliseconds;
}
