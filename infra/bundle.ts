/**
 * One esbuild call for all functions: functions/<name>.ts → <buildDirectory>/<name>/index.cjs. A bundle that
 * could not load in Lambda stops here, by name, and not at its first request.
 *
 * CommonJS, as an ES module that imports node:http loads all of undici with it (ADR 15). `.cjs` is that whatever package.json
 * lies above; Lambda finds it by the handler `index.handler` as it finds `.js` and `.mjs`.
 */
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { isBuiltin } from 'node:module';
import { join, resolve } from 'node:path';
import { type BuildOptions, buildSync, type Metafile } from 'esbuild';
import { config, type FunctionName } from '../shared/config.ts';

export const functionNames = Object.keys(config) as FunctionName[];

/** The directory of each function's code, for `Code.fromAsset`. */
export type Bundles = Readonly<Record<FunctionName, string>>;

export type BundleOptions = {
  readonly functionsDirectory: string;
  readonly buildDirectory: string;
  /** Packages to leave out of the bundle. None: Lambda has no node_modules. Here for the test of that fault. */
  readonly external?: readonly string[];
};

/**
 * Throws when a file is missing, exports no `handler`, imports what is neither bundled nor part of Node, or is not to be had as
 * CommonJS (an `await` at the top, `import.meta`).
 */
export function bundleFunctions(options: BundleOptions): Bundles {
  const { functionsDirectory, buildDirectory } = options;
  const missing = functionNames.filter((name) => !existsSync(join(functionsDirectory, `${name}.ts`)));
  if (missing.length > 0) {
    const files = missing.map((name) => join(functionsDirectory, `${name}.ts`)).join(', ');
    throw new Error(
      `No file ${files}. shared/config.ts names a function for each of ${functionNames.join(', ')}: ` +
        'write the file or take the name out of shared/config.ts.',
    );
  }
  rmSync(buildDirectory, { recursive: true, force: true });
  const { metafile, warnings } = buildSync({
    ...bundleSettings,
    ...entries(options),
    external: [...(options.external ?? [])],
  });
  const faults = [
    ...Object.entries(metafile.outputs).flatMap(([file, output]) => faultsOf(file, output)),
    ...warnings.map(({ text, location }) => `${location?.file}:${location?.line}: ${text}`),
  ];
  if (faults.length > 0) throw new Error(faults.join('\n'));
  return Object.fromEntries(functionNames.map((name) => [name, resolve(buildDirectory, name)])) as Record<
    FunctionName,
    string
  >;
}

/** What decides on the contents of a bundle; the bench looks into bundles by it. */
export const bundleSettings = {
  bundle: true,
  format: 'cjs',
  platform: 'node',
  target: 'node24',
  minify: true,
  mainFields: ['module', 'main'],
  legalComments: 'none',
  metafile: true,
  logLevel: 'silent',
  outExtension: { '.js': '.cjs' },
} as const satisfies BuildOptions;

const entries = ({ functionsDirectory, buildDirectory }: BundleOptions) => ({
  entryPoints: Object.fromEntries(
    functionNames.map((name) => [`${name}/index`, join(functionsDirectory, `${name}.ts`)]),
  ),
  outdir: buildDirectory,
});

function faultsOf(file: string, output: Metafile['outputs'][string]): string[] {
  if (!output.entryPoint) return [];
  const faults: string[] = [];
  const exports = exportsOf(file);
  if (!exports.includes('handler')) {
    const found = exports.length > 0 ? exports.join(', ') : 'nothing';
    faults.push(
      `${output.entryPoint} exports ${found}, but Lambda calls index.handler: export a function named handler.`,
    );
  }
  for (const { path, external } of output.imports) {
    if (external && !isBuiltin(path)) {
      faults.push(
        `${file} imports "${path}", a dependency left out of the bundle: Lambda has only node: modules. ` +
          `Remove "${path}" from esbuild's externals in infra/bundle.ts.`,
      );
    }
  }
  return faults;
}

/** The metafile knows the exports of ES modules only; esbuild names those of CommonJS at the end, for Node's `import`. */
const exportsOf = (file: string): string[] =>
  /0&&\(module\.exports=\{([^}]*)\}\);?\s*$/.exec(readFileSync(file, 'utf8'))?.[1]?.split(',') ?? [];
