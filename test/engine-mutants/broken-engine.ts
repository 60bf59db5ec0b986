/**
 * An engine that is broken on purpose: a copy of `shared/` in a folder of its own, in which a few words were replaced.
 * Production code has no switch for it. A place that is no longer there once is an error: the mutant has to be looked at.
 */
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Engine, engineIn } from '../model/engine.ts';

export type Replacement = { readonly file: string; readonly text: string; readonly by: string };

const root = fileURLToPath(new URL('../../', import.meta.url));

export async function brokenEngine(replacements: readonly Replacement[]): Promise<Engine> {
  const folder = mkdtempSync(join(tmpdir(), 'dtm-broken-engine-'));
  try {
    cpSync(join(root, 'shared'), join(folder, 'shared'), { recursive: true });
    cpSync(join(root, 'package.json'), join(folder, 'package.json'));
    symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'));
    for (const { file, text, by } of replacements) {
      const path = join(folder, 'shared', file);
      const before = readFileSync(path, 'utf8');
      const places = before.split(text).length - 1;
      if (places !== 1)
        throw new Error(`shared/${file} has "${text}" ${places} times, the mutant needs it once`);
      writeFileSync(
        path,
        before.replace(text, () => by),
      );
    }
    return await engineIn(join(folder, 'shared'));
  } finally {
    rmSync(folder, { recursive: true });
  }
}
