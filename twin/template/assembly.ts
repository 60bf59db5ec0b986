/** Reads the cloud assembly that `cdk synth` wrote: the stacks in the order of deployment, and their assets. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };
export type JsonObject = { readonly [key: string]: Json };

export type Resource = {
  readonly Type: string;
  readonly Properties?: JsonObject;
  readonly Condition?: string;
};

export type Template = {
  readonly Parameters?: Record<string, { readonly Type: string; readonly Default?: Json }>;
  readonly Mappings?: JsonObject;
  readonly Conditions?: JsonObject;
  readonly Resources: Record<string, Resource>;
  readonly Outputs?: Record<
    string,
    { readonly Value: Json; readonly Export?: { readonly Name: Json }; readonly Condition?: string }
  >;
};

export type Stack = {
  readonly name: string;
  /** Where it is deployed; absent: where its deployer is. */
  readonly region?: string;
  readonly account?: string;
  readonly template: Template;
  /** Object key in the bootstrap bucket → the asset's place on disk. */
  readonly assets: ReadonlyMap<string, string>;
};

export type StackOnDisk = Stack & { readonly templateFile: string };

type Artifact = {
  readonly type: string;
  readonly displayName?: string;
  readonly environment?: string;
  readonly dependencies?: readonly string[];
  readonly properties?: {
    readonly templateFile?: string;
    readonly stackName?: string;
    readonly file?: string;
    readonly directoryName?: string;
  };
};

type AssetManifest = {
  readonly files?: Record<
    string,
    {
      readonly source: { readonly path?: string };
      readonly destinations: Record<string, { objectKey: string }>;
    }
  >;
};

/** `aws://unknown-account/ap-southeast-3`: what is unknown is the deployer's. */
function placeOf({ environment = '' }: Artifact): Pick<Stack, 'account' | 'region'> {
  const [, account = '', region = ''] = /^aws:\/\/([^/]+)\/(.+)$/.exec(environment) ?? [];
  return {
    ...(/^\d/.test(account) ? { account } : {}),
    ...(region === '' || region.startsWith('unknown') ? {} : { region }),
  };
}

const readJson = <T>(path: string): T => JSON.parse(readFileSync(path, 'utf8')) as T;

function readAssets(directory: string, manifestFile: string): [string, string][] {
  const { files = {} } = readJson<AssetManifest>(join(directory, manifestFile));
  return Object.values(files).flatMap(({ source, destinations }) => {
    const { path } = source;
    if (path === undefined) return [];
    return Object.values(destinations).map(({ objectKey }): [string, string] => [
      objectKey,
      join(directory, path),
    ]);
  });
}

/** Stacks of the assembly and of its stages, each after the stacks that it depends on. */
export function readAssembly(directory: string): StackOnDisk[] {
  const manifest = join(directory, 'manifest.json');
  if (!existsSync(manifest))
    throw new Error(`no cloud assembly in ${directory}: synthesize the app first (npm run synth)`);
  const { artifacts } = readJson<{ artifacts: Record<string, Artifact> }>(manifest);
  const stacks: StackOnDisk[] = [];
  const visited = new Set<string>();
  const visit = (id: string): void => {
    const artifact = artifacts[id];
    if (artifact === undefined || visited.has(id)) return;
    visited.add(id);
    for (const dependency of artifact.dependencies ?? []) visit(dependency);
    const { templateFile, stackName, directoryName } = artifact.properties ?? {};
    if (artifact.type === 'cdk:cloud-assembly' && directoryName !== undefined) {
      stacks.push(...readAssembly(join(directory, directoryName)));
    }
    if (artifact.type !== 'aws:cloudformation:stack' || templateFile === undefined) return;
    const assets = (artifact.dependencies ?? []).flatMap((dependency) => {
      const { type, properties } = artifacts[dependency] ?? {};
      const file = type === 'cdk:asset-manifest' ? properties?.file : undefined;
      return file === undefined ? [] : readAssets(directory, file);
    });
    const file = join(directory, templateFile);
    stacks.push({
      name: stackName ?? id,
      templateFile: file,
      ...placeOf(artifact),
      template: readJson<Template>(file),
      assets: new Map(assets),
    });
  };
  for (const id of Object.keys(artifacts)) visit(id);
  if (stacks.length === 0) throw new Error(`the cloud assembly in ${directory} has no stack`);
  return stacks;
}
