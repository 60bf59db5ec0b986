/** The synthesized templates as the checks see them: resources of all stacks, and references followed across. */
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import * as z from 'zod';

const Template = z.object({
  Resources: z
    .record(
      z.string(),
      z.object({
        Type: z.string(),
        Properties: z.record(z.string(), z.unknown()).default({}),
        DependsOn: z.union([z.array(z.string()), z.string().transform((one) => [one])]).default([]),
      }),
    )
    .default({}),
  Outputs: z.record(z.string(), z.object({ Value: z.unknown() })).default({}),
});

const Manifest = z.object({
  artifacts: z.record(
    z.string(),
    z.object({
      properties: z.object({ templateFile: z.string().optional() }).optional(),
      dependencies: z.array(z.string()).default([]),
    }),
  ),
});

export type Resource = {
  readonly logicalId: string;
  readonly templatePath: string;
  readonly type: string;
  readonly properties: Readonly<Record<string, unknown>>;
  /** Logical ids in the same template. */
  readonly dependsOn: readonly string[];
};

/** What is wrong (with the value), and what to change. */
export type Finding = {
  readonly rule: string;
  readonly resource: Resource;
  readonly problem: string;
  readonly fix: string;
};

export type Check = (assembly: Assembly) => Finding[];

const Reference = z.union([
  z.object({ Ref: z.string() }).transform(({ Ref }) => ({ id: Ref })),
  z
    .object({ 'Fn::GetAtt': z.tuple([z.string(), z.string()]) })
    .transform((ref) => ({ id: ref['Fn::GetAtt'][0] })),
  z
    .object({ 'Fn::GetStackOutput': z.object({ OutputName: z.string() }) })
    .transform((ref) => ({ output: ref['Fn::GetStackOutput'].OutputName })),
]);

export class Assembly {
  readonly #templates: readonly (readonly [string, z.output<typeof Template>])[];
  readonly #before = new Map<string, ReadonlySet<string>>();

  constructor(templatePaths: readonly string[]) {
    this.#templates = templatePaths.map((path) => [
      path,
      Template.parse(JSON.parse(readFileSync(path, 'utf8'))),
    ]);
  }

  all(...types: readonly string[]): Resource[] {
    return this.#templates.flatMap(([templatePath, { Resources }]) =>
      Object.entries(Resources)
        .filter(([, { Type }]) => types.length === 0 || types.includes(Type))
        .map(([logicalId, { Type, Properties, DependsOn }]) => ({
          logicalId,
          templatePath,
          type: Type,
          properties: Properties,
          dependsOn: DependsOn,
        })),
    );
  }

  /** The resource that a Ref, GetAtt or output of another stack means, in the template of `from`; else nothing. */
  follow(value: unknown, from: Resource): Resource | undefined {
    return this.#follow(value, from.templatePath);
  }

  /** Every resource that a reference anywhere in the value means, as `follow` does. */
  mentioned(value: unknown, from: Resource): Resource[] {
    const resource = this.follow(value, from);
    if (resource) return [resource];
    if (typeof value !== 'object' || value === null) return [];
    return Object.values(value).flatMap((part) => this.mentioned(part, from));
  }

  /** Whether CloudFormation has made one resource when it comes to another: by `DependsOn` or a reference, or by the order of stacks. */
  isMadeBefore(first: Resource, then: Resource): boolean {
    if (first.templatePath !== then.templatePath)
      return this.#stacksBefore(then.templatePath).has(first.templatePath);
    return (
      then.dependsOn.includes(first.logicalId) ||
      this.mentioned(then.properties, then).some(({ logicalId }) => logicalId === first.logicalId)
    );
  }

  #stacksBefore(templatePath: string): ReadonlySet<string> {
    const known = this.#before.get(templatePath) ?? stacksBefore(templatePath);
    this.#before.set(templatePath, known);
    return known;
  }

  #follow(value: unknown, templatePath: string): Resource | undefined {
    const reference = Reference.safeParse(value).data;
    if (!reference) return undefined;
    if ('id' in reference) {
      return this.all().find((r) => r.logicalId === reference.id && r.templatePath === templatePath);
    }
    for (const [path, { Outputs }] of this.#templates) {
      const output = Outputs[reference.output];
      if (output) return this.#follow(output.Value, path);
    }
    return undefined;
  }
}

/** The templates of the stacks that are deployed before that of a template, whatever else is. */
function stacksBefore(templatePath: string): ReadonlySet<string> {
  const directory = dirname(templatePath);
  const { artifacts } = Manifest.parse(JSON.parse(readFileSync(join(directory, 'manifest.json'), 'utf8')));
  const pathOf = (id: string): string | null => {
    const file = artifacts[id]?.properties?.templateFile;
    return file === undefined ? null : join(directory, file);
  };
  const found = new Set<string>();
  const visit = (id: string): void => {
    for (const before of artifacts[id]?.dependencies ?? []) {
      const path = pathOf(before);
      if (path === null || found.has(path)) continue;
      found.add(path);
      visit(before);
    }
  };
  for (const id of Object.keys(artifacts)) if (pathOf(id) === templatePath) visit(id);
  return found;
}

/** A text with its pseudo parameters as `${AWS::Region}`; what is no text (a reference) becomes `*`. */
export function flatten(value: unknown): string {
  if (typeof value === 'string') return value;
  const { Ref, 'Fn::Join': join, 'Fn::Sub': sub } = (value ?? {}) as Record<string, unknown>;
  if (typeof Ref === 'string') return Ref.startsWith('AWS::') ? `\${${Ref}}` : '*';
  if (typeof sub === 'string') return sub;
  if (Array.isArray(join)) {
    const [separator, parts] = join as [string, unknown[]];
    return parts.map(flatten).join(separator);
  }
  return '*';
}
