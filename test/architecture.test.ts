/** The rules of the layout (DESIGN §6). A failure names the rule, the file and the import. */
import { describe, expect, test } from 'vitest';
import { rules, violations } from './architecture/rules.ts';
import { type Source, sourceOf, sources, withoutComments } from './architecture/sources.ts';

describe('the walls', () => {
  test.each(rules)('$says', (rule) => {
    expect(violations(rule, sources)).toEqual([]);
  });

  test.each(rules)('a planted file is named by: $says', (rule) => {
    expect(violations(rule, [rule.planted])).not.toEqual([]);
  });

  test('the scan sees every floor, and imports of every form', () => {
    for (const floor of [
      'shared/domain/',
      'shared/app/',
      'shared/aws/',
      'shared/http/',
      'functions/',
      'twin/',
      'cli/',
      'demo/',
    ])
      expect(sources.some(({ path, imports }) => path.startsWith(floor) && imports.length > 0)).toBe(true);
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
    expect(sourceOf('shared/app/x.ts', text).imports.map(({ to }) => to)).toEqual([
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
});

const lines = (text: string): number => text.trimEnd().split('\n').length;
const typescript = sources.filter(({ path }) => path.endsWith('.ts'));
const pathsOf = (found: readonly Source[]): string[] =>
  found.map(({ path, text }) => `${path}: ${lines(text)} lines`);

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
    expect(pathsOf(barrels)).toEqual([]);
  });

  test('no folder and no file is named for nothing: utils, helpers, common, misc', () => {
    const nameless = sources.filter(({ path }) => /(^|\/)(utils?|helpers?|common|misc)(\/|\.)/.test(path));
    expect(pathsOf(nameless)).toEqual([]);
  });

  test('a file of functions/ has at most 60 lines: it wires, and nothing else', () => {
    const long = typescript.filter(({ path, text }) => path.startsWith('functions/') && lines(text) > 60);
    expect(pathsOf(long)).toEqual([]);
  });

  test('no file has more than 300 lines', () => {
    expect(pathsOf(sources.filter(({ text }) => lines(text) > 300))).toEqual([]);
  });

  test('nothing mocks a module', () => {
    const mocking = sources.filter(
      ({ path, text }) => !path.startsWith('test/architecture') && /\bvi\.(do)?[mM]ock\(/.test(text),
    );
    expect(pathsOf(mocking)).toEqual([]);
  });
});
