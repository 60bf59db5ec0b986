/** Each way to break the engine is found by the model check, which says by the shortest story how it comes to it. */
import { describe, expect, test } from 'vitest';
import { engine } from '../model/engine.ts';
import { searchAll, searchShortest } from '../model/search.ts';
import { brokenEngine } from './broken-engine.ts';
import { mutants } from './mutants.ts';

describe('an engine that is broken on purpose is found out', () => {
  test.each(mutants)('$name', { timeout: 120_000 }, async ({ name, replacements, store, scope, finds }) => {
    const broken = await brokenEngine(replacements);
    const began = performance.now();
    const { violation, states } = await searchShortest(broken, {
      ...scope,
      store: { ...scope.store, ...store },
    });
    const seconds = ((performance.now() - began) / 1000).toFixed(1);
    const story = (violation?.story ?? []).map((step, at) => `    ${at + 1}. ${step}\n`).join('');
    process.stdout.write(
      `mutant "${name}": ${scope.name}; found after ${states} states, ${seconds} s:\n${story}    => ${violation?.what}\n`,
    );
    expect(violation?.what).toMatch(finds);
  });

  test.each(mutants)(
    'and the unbroken engine passes what finds "$name"',
    { timeout: 120_000 },
    async ({ scope }) => {
      const { violation, quiescent } = await searchAll(engine, scope);
      expect(violation).toBeNull();
      expect(quiescent).toBeGreaterThan(0);
    },
  );
});
