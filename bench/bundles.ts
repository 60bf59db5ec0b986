/** Our functions and the floors, bundled by the one set-up of infra/bundle.ts, and what is in each. */
import { statSync } from 'node:fs';
import { join } from 'node:path';
import { buildSync } from 'esbuild';
import { type Bundles, bundleFunctions, bundleSettings, functionNames } from '../infra/bundle.ts';
import type { FunctionName } from '../shared/config.ts';

export const projectDirectory = join(import.meta.dirname, '..');
export const buildDirectory = join(projectDirectory, 'build/bench');

export type Built = { readonly ours: Bundles; readonly floors: Bundles };

export const bundleFile = (bundles: Bundles, name: FunctionName): string => join(bundles[name], 'index.cjs');

/** In a folder of their own, so that a synth beside the run does not take them away. */
export const buildAll = (): Built => ({
  ours: bundleFunctions({
    functionsDirectory: join(projectDirectory, 'functions'),
    buildDirectory: join(buildDirectory, 'functions'),
  }),
  floors: bundleFunctions({
    functionsDirectory: join(projectDirectory, 'bench/floor'),
    buildDirectory: join(buildDirectory, 'floor'),
  }),
});

export const bytesOf = (bundles: Bundles, name: FunctionName): number =>
  statSync(bundleFile(bundles, name)).size;

/** Bytes of the bundle by package; our own folders by name, such as `shared/domain`. The largest first. */
export type Contents = Readonly<Record<string, number>>;

/** `node_modules/a/node_modules/@b/c/…` → `@b/c`; `shared/http/body.ts` → `shared/http`. */
export function packageOf(path: string): string {
  const [, scoped, plain] = /.*node_modules\/(?:(@[^/]+\/[^/]+)|([^/]+))/.exec(path) ?? [];
  return scoped ?? plain ?? path.split('/').slice(0, 2).join('/');
}

/** bundleFunctions keeps its metafile to itself, so this is a second pass by the settings that decide on contents. */
function contentsOf(name: FunctionName): Contents {
  const { metafile } = buildSync({
    absWorkingDir: projectDirectory,
    entryPoints: [`functions/${name}.ts`],
    ...bundleSettings,
    write: false,
    outdir: 'unused',
  });
  const bytes = new Map<string, number>();
  for (const { inputs } of Object.values(metafile.outputs)) {
    for (const [path, { bytesInOutput }] of Object.entries(inputs)) {
      const owner = packageOf(path);
      bytes.set(owner, (bytes.get(owner) ?? 0) + bytesInOutput);
    }
  }
  return Object.fromEntries([...bytes].filter(([, size]) => size > 0).sort(([, a], [, b]) => b - a));
}

export const allContents = (): Record<string, Contents> =>
  Object.fromEntries(functionNames.map((name) => [name, contentsOf(name)]));
