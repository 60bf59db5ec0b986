/** Documents name files that are there: a path in backticks is a claim like any other. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const root = join(import.meta.dirname, '..');
const folders = ['docs', 'functions', 'seed', 'twin', 'bench', 'infra'];
const documents = [
  'README.md',
  'CONTRIBUTING.md',
  ...folders.flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
      .filter((path) => path.endsWith('.md'))
      .map((path) => `${folder}/${path}`),
  ),
];

/** `a/{b,c}.ts` stands for two paths. */
const expand = (path: string): string[] => {
  const [all, alternatives] = /\{([^{}]*)\}/.exec(path) ?? [];
  return all === undefined || alternatives === undefined
    ? [path]
    : alternatives.split(',').flatMap((one) => expand(path.replace(all, one)));
};

const named = /`((?:shared|test|infra|twin|cli|demo|functions|bench|seed|docs)\/[^`\s*<$#]*)`/g;
const pathsIn = (text: string): string[] =>
  [...text.matchAll(named)].flatMap(([, path = '']) => expand(path));

test.each(documents)('%s', (document) => {
  const paths = pathsIn(readFileSync(join(root, document), 'utf8'));
  expect(paths.filter((path) => !existsSync(join(root, path)))).toEqual([]);
});

test('docs/requirements.md has each requirement once', () => {
  const rows = readFileSync(join(root, 'docs/requirements.md'), 'utf8').matchAll(/^\| (R\d+) \|/gm);
  const ids = [...rows].map(([, id]) => id);
  expect(ids).toEqual(Array.from({ length: 28 }, (_, index) => `R${index + 1}`));
});

test('paths are found, and their alternatives', () => {
  const text = '`shared/app/x.ts`, `test/{a,b}/c.test.ts`, `seed/` and `seed/<year>.csv`';
  expect(pathsIn(text)).toEqual(['shared/app/x.ts', 'test/a/c.test.ts', 'test/b/c.test.ts', 'seed/']);
});
