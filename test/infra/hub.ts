/** Builds the app on stand-in functions, so that the tests of the stacks do not depend on the code that runs. */
import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { inject } from 'vitest';
import { type AppOptions, buildApp } from '../../infra/build-app.ts';
import { type BundleOptions, bundleFunctions, functionNames } from '../../infra/bundle.ts';
import { Assembly, type Resource } from '../../infra/checks/assembly.ts';
import { HouseChecks } from '../../infra/checks/house-checks.ts';

const scratch = inject('scratch');

/** Directories with one stand-in per function; `sources` replaces some of them. */
export function standInFunctions(sources: Readonly<Record<string, string>> = {}): BundleOptions {
  const root = mkdtempSync(join(scratch, 'code-'));
  const functionsDirectory = join(root, 'functions');
  mkdirSync(functionsDirectory);
  for (const name of functionNames) {
    const source = sources[name] ?? `export const handler = async () => '${name}';\n`;
    writeFileSync(join(functionsDirectory, `${name}.ts`), source);
  }
  return { functionsDirectory, buildDirectory: join(root, 'build') };
}

const bundles = bundleFunctions(standInFunctions());

export type Hub = ReturnType<typeof buildApp>;

/** The app with the house's checks only; the slower packs have a test of their own. */
export const hub = (options: Partial<AppOptions> = {}): Hub =>
  buildApp({
    bundles,
    outdir: mkdtempSync(join(scratch, 'cdk-')),
    plugins: () => [new HouseChecks()],
    validateCloudFormation: false,
    ...options,
  });

/** The synthesized templates. */
export const synthesize = (built: Hub): Assembly =>
  new Assembly(built.app.synth().stacks.map((stack) => stack.templateFullPath));

export const only = (assembly: Assembly, type: string, matches: (r: Resource) => boolean = () => true) => {
  const found = assembly.all(type).filter(matches);
  const [resource] = found;
  if (found.length !== 1 || !resource) throw new Error(`${found.length} resources of ${type}, expected one`);
  return resource;
};

/** The text of the error with which the synth ends after `plant` changed the app. */
export function faultOf(plant: (built: Hub) => void, options: Partial<AppOptions> = {}): string {
  try {
    const built = hub(options);
    plant(built);
    built.app.synth();
  } catch (error) {
    // The report wraps its lines.
    return error instanceof Error ? error.message.replace(/\s+/g, ' ') : String(error);
  }
  return 'the synth passed';
}
