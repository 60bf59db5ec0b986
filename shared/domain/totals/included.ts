/**
 * Which version of each child a total includes, as text: what lets a fold replace one child without its siblings. A list of
 * children, which the tree gives, has a fingerprint and the versions in the order of its names, as another tree may have
 * another list; of children that are whatever is stored, the names too.
 */
import { hash } from 'node:crypto';
import type { FoldNode } from './fold-tree.ts';

/** By name; a child that is not there is not included. */
export type Versions = ReadonlyMap<string, number>;

type Children = Pick<FoldNode, 'name' | 'children'>;

const ordered = new WeakMap<
  readonly string[],
  { readonly names: readonly string[]; readonly mark: string }
>();
function inOrder(children: readonly string[]) {
  const known = ordered.get(children);
  if (known !== undefined) return known;
  const names = [...children].sort();
  const made = { names, mark: hash('sha256', names.join(' '), 'base64url').slice(0, 8) };
  ordered.set(children, made);
  return made;
}

const DIGITS = 36;
/** The names of time buckets begin with their system's. */
const startOf = (name: string): string => `${name.split('@')[0] ?? ''}@`;

export function includedText({ name, children }: Children, versions: Versions): string {
  if (children === 'any') {
    const start = startOf(name);
    return [...versions]
      .map(([child, version]) => `${child.replace(start, '')}=${version.toString(DIGITS)}`)
      .join(' ');
  }
  const { names, mark } = inOrder(children);
  return [mark, ...names.map((child) => versions.get(child)?.toString(DIGITS) ?? '')].join(' ');
}

/** Null where it was not kept, or is of another list of children. */
export function readIncluded(
  { name, children }: Children,
  text: string | undefined,
): Map<string, number> | null {
  if (text === undefined) return null;
  const versions = new Map<string, number>();
  if (children === 'any') {
    const start = startOf(name);
    for (const one of text === '' ? [] : text.split(' ')) {
      const [child = '', version = ''] = one.split('=');
      versions.set(start + child, Number.parseInt(version, DIGITS));
    }
    return versions;
  }
  const { names, mark } = inOrder(children);
  const [found, ...given] = text.split(' ');
  if (found !== mark || given.length !== names.length) return null;
  for (const [at, child] of names.entries())
    if (given[at] !== '') versions.set(child, Number.parseInt(given[at] ?? '', DIGITS));
  return versions;
}
