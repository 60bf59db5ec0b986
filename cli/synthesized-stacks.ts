/** The stacks as the CDK app makes them for these settings, in `build/preflight`: synthesized as `npx cdk synth` does. */
import { join } from 'node:path';
import * as z from 'zod';
import { StackTemplate, type SynthesizedStack } from '../shared/app/oversight/deployment-plan.ts';
import { synthesize } from '../twin/synth.ts';
import { fileOf, textOf } from './files.ts';

const root = join(import.meta.dirname, '..');

const Bootstrap = { requiresBootstrapStackVersion: z.int(), bootstrapStackVersionSsmParameter: z.string() };

/** What an assembly says of its stacks; other artifacts are left out. */
const StackArtifact = z.object({
  type: z.literal('aws:cloudformation:stack'),
  dependencies: z.array(z.string()).default([]),
  environment: z.string(),
  properties: z.object({
    ...Bootstrap,
    templateFile: z.string(),
    stackName: z.string(),
    // `cdk diff` works as it, which is a newer part of the bootstrap.
    lookupRole: z.object(Bootstrap).optional(),
  }),
});
type StackArtifact = z.output<typeof StackArtifact>;

const Manifest = z.object({ artifacts: z.record(z.string(), z.unknown()) });

/** Throws with what the app said where it refuses the settings. */
export async function synthesizedStacks(
  context: Readonly<Record<string, string>>,
): Promise<SynthesizedStack[]> {
  const { assemblyDirectory } = await synthesize({
    projectDirectory: root,
    outputDirectory: 'build/preflight',
    context,
  });
  return stacksOf(assemblyDirectory);
}

/** In the order of their deployment. */
export function stacksOf(assemblyDirectory: string): SynthesizedStack[] {
  const read = (file: string): unknown => JSON.parse(textOf(fileOf(join(assemblyDirectory, file))).content);
  const { artifacts } = Manifest.parse(read('manifest.json'));
  const stacks = new Map(
    Object.entries(artifacts).flatMap(([id, artifact]) => {
      const stack = StackArtifact.safeParse(artifact);
      return stack.success ? [[id, stack.data] as const] : [];
    }),
  );
  return inOrder(stacks).map(([id, { properties, environment }]) => ({
    id,
    name: properties.stackName,
    region: regionOf(environment),
    template: StackTemplate.parse(read(properties.templateFile)),
    bootstrap: {
      parameter: properties.bootstrapStackVersionSsmParameter,
      version: Math.max(
        properties.requiresBootstrapStackVersion,
        properties.lookupRole?.requiresBootstrapStackVersion ?? 0,
      ),
    },
  }));
}

/** Of `aws://account/region`; null where the caller's is taken. */
const regionOf = (environment: string): string | null => {
  const region = environment.split('/').at(-1) ?? '';
  return region === 'unknown-region' ? null : region;
};

/** Each after those that it depends on. */
function inOrder(stacks: ReadonlyMap<string, StackArtifact>): [string, StackArtifact][] {
  const ordered = new Map<string, StackArtifact>();
  const add = (id: string): void => {
    const stack = stacks.get(id);
    if (stack === undefined || ordered.has(id)) return;
    for (const before of stack.dependencies) add(before);
    ordered.set(id, stack);
  };
  for (const id of stacks.keys()) add(id);
  return [...ordered];
}
