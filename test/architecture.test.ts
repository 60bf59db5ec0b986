/** The rules of the layout (DESIGN §6). A failure names the rule, the file and the import. */
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, posix, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const folders = ['infra', 'functions', 'shared', 'cli', 'test', 'bench', 'examples'];

type Import = { readonly to: string; readonly typeOnly: boolean };
type Source = { readonly path: string; readonly text: string; readonly imports: readonly Import[] };

/** Comments and the insides of templates are no imports; strings are left, as the names of modules are such. */
const withoutComments = (text: string): string =>
  text.replace(/\/\*[\s\S]*?\*\/|(^|[\s;{}(,])\/\/[^\n]*/g, (_, before: string | undefined) => before ?? '');

const statement =
  /^\s*(?:import|export)\b(?<type>\s+type\b)?(?:[^'";()=]*?\bfrom)?\s*['"](?<to>[^'"]+)['"]/gm;
const called = /\b(?:import|require(?:\.resolve)?)\(\s*['"](?<to>[^'"]+)['"]/g;

/** Modules of the project by their path from its root; all others as they are written. */
function importsOf(path: string, text: string): Import[] {
  const code = withoutComments(text);
  return [...code.matchAll(statement), ...code.matchAll(called)].map(({ groups }) => {
    const to = groups?.to ?? '';
    const resolved = to.startsWith('.') ? posix.join(posix.dirname(path), to) : to;
    return { to: resolved, typeOnly: groups?.type !== undefined };
  });
}

const sources: readonly Source[] = folders
  .flatMap((folder) => {
    try {
      return readdirSync(join(root, folder), { recursive: true, withFileTypes: true });
    } catch {
      return [];
    }
  })
  .filter((entry) => entry.isFile() && /\.(ts|mts|mjs)$/.test(entry.name))
  .map((entry) => relative(root, join(entry.parentPath, entry.name)).split('\\').join('/'))
  .filter((path) => !path.includes('node_modules/'))
  .map((path) => {
    const text = readFileSync(join(root, path), 'utf8');
    return { path, text, imports: importsOf(path, text) };
  });

const isOurs = (to: string): boolean =>
  folders.some((folder) => to.startsWith(`${folder}/`)) || !/^[@\w]/.test(to);

/** Which layers each layer may import, beside itself. */
const layers: Record<string, readonly string[]> = {
  'shared/contract/': ['shared/config.ts'],
  'shared/config.ts': [],
  'shared/domain/': ['shared/contract/'],
  'shared/app/': ['shared/domain/', 'shared/contract/'],
  'shared/aws/': ['shared/app/', 'shared/domain/', 'shared/contract/', 'shared/config.ts'],
  'shared/http/': ['shared/app/', 'shared/domain/', 'shared/contract/', 'shared/config.ts'],
  'functions/': ['shared/', 'docs/openapi.json'],
  'infra/': ['shared/config.ts', 'shared/contract/', 'shared/domain/problems/problems.ts'],
};

/** Entries that wire what their layer may not import. */
const entries: Record<string, string> = {
  'demo/main.ts': '`npm start`: starts the twin, then loads and plays the sample by means of the cli',
};

type Rule = {
  readonly says: string;
  readonly broken: (source: Source, to: Import) => boolean;
};

const rules: Rule[] = [
  ...Object.entries(layers).map(
    ([layer, allowed]): Rule => ({
      says: `${layer} imports of ours only ${[layer, ...allowed].join(', ')}`,
      broken: ({ path }, { to }) =>
        path.startsWith(layer) &&
        !(path in entries) &&
        isOurs(to) &&
        ![layer, ...allowed].some((prefix) => to.startsWith(prefix)),
    }),
  ),
  {
    says: 'what the contract imports of the configuration is types only',
    broken: ({ path }, { to, typeOnly }) =>
      path.startsWith('shared/contract/') && to === 'shared/config.ts' && !typeOnly,
  },
  {
    says: 'only shared/aws, cli, twin, bench and test import @aws-sdk',
    broken: ({ path }, { to }) =>
      to.startsWith('@aws-sdk/') && !/^(shared\/aws|cli|infra\/twin|bench|test)\//.test(path),
  },
  {
    says: 'production code never imports test, bench or vitest',
    broken: ({ path }, { to }) =>
      !/^(test|bench)\//.test(path) && /^(test\/|bench\/|vitest$|fast-check$)/.test(to),
  },
  {
    says: 'the pure core does no I/O: of node it imports only crypto',
    broken: ({ path }, { to }) =>
      /^shared\/(contract|domain)\//.test(path) && to.startsWith('node:') && to !== 'node:crypto',
  },
  {
    says: 'nothing imports a file of ours without its ending',
    broken: (_, { to }) => isOurs(to) && !/\.(ts|mts|mjs|js|json)$/.test(to),
  },
];

const violations = ({ says, broken }: Rule): string[] =>
  sources.flatMap((source) =>
    source.imports
      .filter((one) => broken(source, one))
      .map(({ to }) => `${source.path} imports ${to}, but ${says}`),
  );

describe('imports point one way', () => {
  test.each(rules)('$says', (rule) => {
    expect(violations(rule)).toEqual([]);
  });

  test('the scan sees the project: its layers, and imports of every form', () => {
    for (const layer of Object.keys(layers)) {
      expect(sources.some(({ path, imports }) => path.startsWith(layer) && imports.length > 0)).toBe(true);
    }
    const text = [
      "import a from './a.ts';",
      "import type { B } from '../b.ts';",
      "import {\n  c,\n  type D,\n} from '../../c.ts';",
      "import './d.ts';",
      "export { e } from './e.ts';",
      "export * from './f.ts';",
      "const g = await import('./g.ts');",
      "const h = require('h');",
      "import i, * as j from '@aws-sdk/i';",
      "import data from './k.json' with { type: 'json' };",
      "// import no from './no.ts';",
      "/* import no from './no.ts'; */",
    ].join('\n');
    expect(importsOf('shared/app/x.ts', text).map(({ to }) => to)).toEqual([
      'shared/app/a.ts',
      'shared/b.ts',
      'c.ts',
      'shared/app/d.ts',
      'shared/app/e.ts',
      'shared/app/f.ts',
      '@aws-sdk/i',
      'shared/app/k.json',
      'shared/app/g.ts',
      'h',
    ]);
  });

  test('a file that breaks a rule is named with the rule and the import', () => {
    const path = 'shared/domain/bad.ts';
    const source = { path, text: '', imports: importsOf(path, "import { x } from '../aws/clients.ts';") };
    const broken = rules.filter((rule) => source.imports.some((one) => rule.broken(source, one)));
    expect(broken.map(({ says }) => says)).toEqual([
      'shared/domain/ imports of ours only shared/domain/, shared/contract/',
    ]);
  });
});

const lines = (text: string): number => text.trimEnd().split('\n').length;
const typescript = sources.filter(({ path }) => path.endsWith('.ts'));

describe('files', () => {
  test('no file is a barrel: an index.ts, or one that only passes on what others export', () => {
    const barrels = typescript.filter(({ path, text }) => {
      const code = withoutComments(text).trim();
      const rest = code.replace(
        /export\s+(?:type\s+)?(?:\*(?:\s+as\s+\w+)?|\{[^}]*\})\s+from\s+['"][^'"]+['"];?/g,
        '',
      );
      // A bench's floor is the very handler that it names, so it may pass it on.
      const passesOn = code !== '' && rest.trim() === '' && !path.startsWith('bench/');
      return path.endsWith('/index.ts') || passesOn;
    });
    expect(barrels.map(({ path }) => path)).toEqual([]);
  });

  test('no folder and no file is named for nothing: utils, helpers, common, misc', () => {
    const nameless = sources.filter(({ path }) => /(^|\/)(utils?|helpers?|common|misc)(\/|\.)/.test(path));
    expect(nameless.map(({ path }) => path)).toEqual([]);
  });

  test('a file of functions/ has at most 60 lines: it wires, and nothing else', () => {
    const long = typescript.filter(({ path, text }) => path.startsWith('functions/') && lines(text) > 60);
    expect(long.map(({ path, text }) => `${path}: ${lines(text)} lines`)).toEqual([]);
  });

  test('no file has more than 300 lines', () => {
    const long = sources.filter(({ text }) => lines(text) > 300);
    expect(long.map(({ path, text }) => `${path}: ${lines(text)} lines`)).toEqual([]);
  });

  test('nothing mocks a module', () => {
    const mocking = sources.filter(
      ({ path, text }) => path !== 'test/architecture.test.ts' && /\bvi\.(do)?[mM]ock\(/.test(text),
    );
    expect(mocking.map(({ path }) => path)).toEqual([]);
  });
});
