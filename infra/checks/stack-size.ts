/** CloudFormation takes 500 resources in a stack. Whoever meets that limit has to divide a stack that is in use. */
import type { Check, Finding, Resource } from './assembly.ts';

/** Leaves time to divide a stack before it is full. */
const most = 350;

export const checkStackSizes: Check = (assembly) =>
  [...Map.groupBy(assembly.all(), ({ templatePath }) => templatePath).values()].flatMap(
    (resources): Finding[] => {
      const [first] = resources;
      if (first === undefined || resources.length <= most) return [];
      const stack = /([^/\\]+)\.template\.json$/.exec(first.templatePath)?.[1] ?? first.templatePath;
      return [
        {
          rule: 'stack-size',
          resource: first,
          problem:
            `Stack ${stack} has ${resources.length} resources, most of them ${commonest(resources)}. ` +
            `Allowed: ${most} of the 500 that CloudFormation takes.`,
          fix: 'Move a capability into a stack of its own in infra/build-app.ts; docs/adr/0002-stacks-and-checks.md says where the cuts are.',
        },
      ];
    },
  );

function commonest(resources: readonly Resource[]): string {
  const counts = [...Map.groupBy(resources, ({ type }) => type)].map(
    ([type, { length }]) => [length, type] as const,
  );
  return counts
    .toSorted(([a], [b]) => b - a)
    .slice(0, 3)
    .map(([count, type]) => `${count} ${type}`)
    .join(', ');
}
