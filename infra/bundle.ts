/**
 * One esbuild call for all functions: functions/<name>.ts → <buildDirectory>/<name>/index.mjs. A bundle that
 * could not load in Lambda stops here, by name, and not at its first request.
 */
import { existsSync, rmSync } from 'node:fs';
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

/** Throws when a file is missing, exports no `handler`, or imports what is neither bundled nor part of Node. */
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
  const { metafile } = buildSync({
    ...settings,
    ...entries(options),
    external: [...(options.external ?? [])],
  });
  const faults = Object.entries(metafile.outputs).flatMap(([file, output]) => faultsOf(file, output));
  if (faults.length > 0) throw new Error(faults.join('\n'));
  return Object.fromEntries(functionNames.map((name) => [name, resolve(buildDirectory, name)])) as Record<
    FunctionName,
    string
  >;
}

const settings = {
  bundle: true,
  format: 'esm',
  platform: 'node',
  target: 'node24',
  minify: true,
  mainFields: ['module', 'main'],
  legalComments: 'none',
  metafile: true,
  logLevel: 'silent',
  outExtension: { '.js': '.mjs' },
  // CommonJS packages inside an ES module call require() for Node's own modules.
  banner: { js: "import{createRequire as __cr}from'node:module';const require=__cr(import.meta.url);" },
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
  if (!output.exports.includes('handler')) {
    const found = output.exports.length > 0 ? output.exports.join(', ') : 'nothing';
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
