/** Agencies by what people know of them: words of a name, or the beginning of a code. */
import { foldName } from './folded-name.ts';
import type { Places } from './places.ts';
import type { RegistrySnapshot } from './tree.ts';

type Foldable = { readonly code: string; readonly names: readonly [vi: string, en: string] };

/** Folded once for a day; the places of a day are kept no longer than that day's. */
const known = new WeakMap<Places, readonly Foldable[]>();

function foldedNames(places: Places): readonly Foldable[] {
  const kept = known.get(places);
  if (kept !== undefined) return kept;
  const folded = [...places.agencies].map(
    ([code, { names }]): Foldable => ({ code, names: [foldName(names.vi), foldName(names.en)] }),
  );
  known.set(places, folded);
  return folded;
}

/**
 * The codes of all agencies of which one name, as it was on the day, has for every word of the text one that begins so, in any order, whose code of either scheme begins with it, or whose administrative code it is. In order.
 */
export function findAgencies(snapshot: RegistrySnapshot, places: Places, text: string): string[] {
  const words = foldName(text).split(' ');
  const beginning = text.trim().toUpperCase();
  return foldedNames(places)
    .filter(
      ({ code, names }) =>
        names.some((name) => words.every((word) => ` ${name}`.includes(` ${word}`))) ||
        code.startsWith(beginning) ||
        snapshot.agencies.get(code)?.legacyCode.startsWith(beginning) ||
        snapshot.agencies.get(code)?.administrativeCode === beginning,
    )
    .map(({ code }) => code)
    .sort();
}
