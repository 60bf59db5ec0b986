/** A fault in data that the hub was given to know: agencies, systems, the catalogue, the calendar. */
import type { Localized } from '../../contract/text.ts';
import { localized, unworded } from '../language/localized.ts';
import { cut } from '../values/cut.ts';

/** Keys and indices from the root of the checked value, as zod's issues have them. */
export type Path = readonly (string | number)[];

export type Fault = {
  readonly path: Path;
  readonly problem: Localized;
  readonly value: unknown;
  /** What would be right, as a sentence fragment or a list of values. */
  readonly allowed: Localized;
};

export const fault = (path: Path, problem: Localized, value: unknown, allowed: Localized): Fault => ({
  path,
  problem,
  value,
  allowed,
});

/** A fault is one line for people; the value can be a whole file. */
const LONGEST_VALUE = 200;

const valueText = (value: unknown): Localized =>
  value === undefined
    ? localized('nothing', 'không có')
    : unworded(cut(JSON.stringify(value), LONGEST_VALUE));

/** What is wrong, and the bad value. */
export function faultWhat({ problem, value }: Pick<Fault, 'problem' | 'value'>): Localized {
  const shown = valueText(value);
  return localized(`${problem.en}: ${shown.en}`, `${problem.vi}: ${shown.vi}`);
}

/** Faults for ids that stand a second time. */
export function duplicates(ids: readonly string[], at: (index: number) => Path, what: Localized): Fault[] {
  const first = new Map<string, number>();
  return ids.flatMap((id, index) => {
    if (!first.has(id)) {
      first.set(id, index);
      return [];
    }
    const problem = localized(`duplicate ${what.en}`, `trùng ${what.vi}`);
    return [
      fault(at(index), problem, id, localized(`one entry for each ${what.en}`, `mỗi ${what.vi} một mục`)),
    ];
  });
}
