/**
 * What can be read of a value whose form is wrong somewhere. One wrong part does not hide the others: each is judged all
 * the same (R25).
 */

/** Stands in the place of a part whose form was refused, or that is missing: that is said already, and nothing more of it is. */
export const unreadable: unique symbol = Symbol('unreadable');
export type Unreadable = typeof unreadable;

/** `T` with `unreadable` in the place of any of its parts; every `T` is one itself. */
export type Readable<T> = T extends readonly (infer Item)[]
  ? readonly (Readable<Item> | Unreadable)[]
  : T extends object
    ? { readonly [Name in keyof T]?: Readable<T[Name]> | Unreadable }
    : T;

type Path = readonly PropertyKey[];

/** What stands at a path; undefined where nothing does. */
export function partAt(value: unknown, path: Path): unknown {
  let here = value;
  for (const name of path) {
    if (typeof here !== 'object' || here === null) return undefined;
    here = Reflect.get(here, name);
  }
  return here;
}

/** A copy of a JSON value with other parts at some paths; a path that leads through no object changes nothing. */
export function withParts(value: unknown, parts: readonly (readonly [Path, unknown])[]): unknown {
  const copy: unknown = structuredClone(value);
  for (const [path, part] of parts) {
    const holder = partAt(copy, path.slice(0, -1));
    const name = path.at(-1);
    if (name !== undefined && typeof holder === 'object' && holder !== null) Reflect.set(holder, name, part);
  }
  return copy;
}
