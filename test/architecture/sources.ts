/** The project's own source files, and what each imports. */
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, posix, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));
const folders = ['infra', 'functions', 'shared', 'cli', 'twin', 'demo', 'test', 'bench'];

type Import = { readonly to: string; readonly typeOnly: boolean };
export type Source = {
  readonly path: string;
  readonly text: string;
  /** Without comments. */
  readonly code: string;
  readonly imports: readonly Import[];
};

/** Comments and the insides of templates are no imports; strings are left, as the names of modules are such. */
export const withoutComments = (text: string): string =>
  text.replace(/\/\*[\s\S]*?\*\/|(^|[\s;{}(,])\/\/[^\n]*/g, (_, before: string | undefined) => before ?? '');

const statement =
  /^\s*(?:import|export)\b(?<type>\s+type\b)?(?:[^'";()=]*?\bfrom)?\s*['"](?<to>[^'"]+)['"]/gm;
const called = /\b(?:import|require(?:\.resolve)?)\(\s*['"](?<to>[^'"]+)['"]/g;

/** A file with its imports: modules of the project by their path from its root, all others as they are written. */
export function sourceOf(path: string, text: string): Source {
  const code = withoutComments(text);
  const imports = [...code.matchAll(statement), ...code.matchAll(called)].map(({ groups }) => {
    const to = groups?.to ?? '';
    const resolved = to.startsWith('.') ? posix.join(posix.dirname(path), to) : to;
    return { to: resolved, typeOnly: groups?.type !== undefined };
  });
  return { path, text, code, imports };
}

export const sources: readonly Source[] = folders
  .flatMap((folder) => readdirSync(join(root, folder), { recursive: true, withFileTypes: true }))
  .filter((entry) => entry.isFile() && /\.(ts|mts|mjs)$/.test(entry.name))
  .map((entry) => relative(root, join(entry.parentPath, entry.name)).split('\\').join('/'))
  .filter((path) => !path.includes('node_modules/'))
  .map((path) => sourceOf(path, readFileSync(join(root, path), 'utf8')));

/** Files of the project, whatever their kind: packages and Node's own modules are not. */
export const isOurs = (to: string): boolean =>
  /^(infra|functions|shared|cli|twin|demo|test|bench|seed|docs)\//.test(to) || /^[\w.-]+\.json$/.test(to);
