/** A directory for what tests write and share; gone when the run is over. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';

declare module 'vitest' {
  interface ProvidedContext {
    scratch: string;
  }
}

export default function setUp({ provide }: TestProject): () => void {
  const directory = mkdtempSync(join(tmpdir(), 'dtm-tests-'));
  provide('scratch', directory);
  return () => rmSync(directory, { recursive: true, force: true });
}
