/**
 * Which records of the registry are seen (ADR 33). Each import writes its records under a number of its own, and one put makes that the
 * version: it is all seen from then on, and nothing of it before. A number that was passed over was taken by an import that died, or
 * lost: whatever is written under it, however late, is never seen.
 */
import { HOUR } from '../values/duration.ts';

export type RegistryView = {
  /** The newest number that was committed; 0 before the first load. */
  readonly version: number;
  /** Numbers below it that were not. */
  readonly abandoned: readonly number[];
  /** When it was committed; empty before the first load. */
  readonly at: string;
};

export const emptyView: RegistryView = { version: 0, abandoned: [], at: '' };

export const sees = ({ version, abandoned }: RegistryView, number: number): boolean =>
  number <= version && !abandoned.includes(number);

/** No function lives a quarter as long: who took a number so long ago writes nothing any more. */
const ABANDONED_MS = HOUR;

/** Whose number was passed over by the commit that made the view, or before it, is dead for sure. */
export const areWritersDead = ({ at }: RegistryView, now: number): boolean =>
  at !== '' && now - Date.parse(at) >= ABANDONED_MS;

/**
 * The view that a commit makes. `written` are abandoned numbers under which there are records still: the others are forgotten as soon as
 * nobody can write under them any more, so that the list stays short.
 */
export function viewAfter(
  base: RegistryView,
  number: number,
  { at, written }: { readonly at: string; readonly written: ReadonlySet<number> },
): RegistryView {
  const isOver = areWritersDead(base, Date.parse(at));
  const kept = base.abandoned.filter((one) => !isOver || written.has(one));
  const passed = Array.from({ length: number - base.version - 1 }, (_, index) => base.version + 1 + index);
  return { version: number, abandoned: [...kept, ...passed], at };
}
