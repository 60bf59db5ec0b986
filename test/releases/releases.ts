/** The releases that are kept in `releases/`: what each has written, and how the last one reads. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { Sample } from './samples.ts';

export const projectDirectory = join(import.meta.dirname, '../..');
export const releasesDirectory = join(projectDirectory, 'releases');

/** A record, and what the release that wrote it made of it. */
export type Recorded = Sample & { readonly read: unknown };
export type Read = (kind: string, text: string) => unknown;

const byVersion = new Intl.Collator('en', { numeric: true }).compare;

/** Oldest first. */
export const releases = (): string[] => readdirSync(releasesDirectory).sort(byVersion);

export const recordsOf = (version: string): readonly Recorded[] =>
  JSON.parse(readFileSync(join(releasesDirectory, version, 'records.json'), 'utf8')) as Recorded[];

export const readersFile = (version: string): string => join(releasesDirectory, version, 'readers.cjs');

/** The readers of the last release; those of the releases before it are not kept. */
export function lastReaders(): { readonly version: string; readonly read: Read } {
  const version = releases().findLast((each) => existsSync(readersFile(each)));
  if (version === undefined) throw new Error('no release has readers: npm run release');
  const { read } = createRequire(import.meta.url)(readersFile(version)) as { read: Read };
  return { version, read };
}
