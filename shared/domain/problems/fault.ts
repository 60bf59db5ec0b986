/** A fault in data that the hub was given to know: agencies, systems, the catalogue, the calendar. */
import { cut } from '../values/cut.ts';

/** Keys and indices from the root of the checked value, as zod's issues have them. */
export type Path = readonly (string | number)[];

export type Fault = {
  readonly path: Path;
  readonly problem: string;
  readonly value: unknown;
  /** What would be right, as a sentence fragment or a list of values. */
  readonly allowed: string;
};

export const fault = (path: Path, problem: string, value: unknown, allowed: string): Fault => ({
  path,
  problem,
  value,
  allowed,
});

/** A fault is one line for people; the value can be a whole file. */
const LONGEST_VALUE = 200;

function valueText(value: unknown): string {
  if (value === undefined) return 'nothing';
  return cut(JSON.stringify(value), LONGEST_VALUE);
}

/** What is wrong, and the bad value. */
export const faultWhat = ({ problem, value }: Pick<Fault, 'problem' | 'value'>): string =>
  `${problem}: ${valueText(value)}`;

/** Faults for ids that stand a second time. */
export function duplicates(ids: readonly string[], at: (index: number) => Path, what: string): Fault[] {
  const first = new Map<string, number>();
  return ids.flatMap((id, index) => {
    if (!first.has(id)) {
      first.set(id, index);
      return [];
    }
    return [fault(at(index), `duplicate ${what}`, id, `one entry for each ${what}`)];
  });
}
