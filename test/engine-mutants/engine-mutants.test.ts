/** Each way to break the engine is found by the model check, which says by the shortest story how it comes to it. */
import { describe, expect, test } from 'vitest';
import { engine } from '../model/engine.ts';
import { searchAll, searchShortest } from '../model/search.ts';
import { storeInMemory } from '../stories/stores.ts';
import { tell } from '../stories/tell.ts';
import { brokenEngine } from './broken-engine.ts';
import { mutants, ofStories } from './mutants.ts';

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

/** Those that need no more than one race, or none: a story has to come upon it by chance. */
const byChance = [
  'stop propagating on a duplicate',
  'stop on an unchanged fold',
  'let an old revision win',
  'fold a stale read: the children before the version',
  'put the resolved parent into the ledger key',
  'ignore the registry that a total was folded under',
  'do not send again what was recorded before',
];

describe('random stories find the coarser ones too', () => {
  test.each([...mutants.filter(({ name }) => byChance.includes(name)), ...ofStories])(
    '$name',
    { timeout: 120_000 },
    async ({ name, replacements }) => {
      const broken = await brokenEngine(replacements);
      const telling = { open: storeInMemory, commands: 20_000, length: 60, widens: false, seed: 1 };
      const { commands, failure } = await tell({ ...telling, engine: broken });
      process.stdout.write(`mutant "${name}": found by a story within ${commands} commands: ${failure}\n`);
      expect(failure).not.toBeNull();
    },
  );
});
