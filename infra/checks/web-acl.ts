/** The firewall must let a normal deadline through: bodies up to the hub's own limit, many requests of one address. */
import * as z from 'zod';
import type { Check, Finding } from './assembly.ts';

/** The largest inline body of any call, batches included (DESIGN §10). */
const largestBody = 4 * 1024 * 1024;
/** Half of a large ministry's month in five minutes, from one address. */
const burst = 20_000;

const Managed = z.object({
  Name: z.string(),
  ExcludedRules: z.array(z.object({ Name: z.string() })).default([]),
  RuleActionOverrides: z
    .array(z.object({ Name: z.string(), ActionToUse: z.record(z.string(), z.unknown()) }))
    .default([]),
});
const Acl = z.object({
  Rules: z.array(
    z.object({
      Name: z.string(),
      Action: z.record(z.string(), z.unknown()).optional(),
      OverrideAction: z.record(z.string(), z.unknown()).optional(),
      Statement: z.record(z.string(), z.unknown()),
    }),
  ),
});
const SizeConstraint = z.object({ FieldToMatch: z.record(z.string(), z.unknown()), Size: z.number() });
type Rule = z.output<typeof Acl>['Rules'][number];

const fix = 'Change the rules in infra/constructs/web-acl.ts.';

export const checkWebAcls: Check = (assembly) =>
  assembly.all('AWS::WAFv2::WebACL').flatMap((resource) =>
    Acl.parse(resource.properties)
      .Rules.flatMap((rule) => [bodyRule(rule), sizeLimit(rule), rateLimit(rule)])
      .filter((problem) => problem !== undefined)
      .map((problem): Finding => ({ rule: 'firewall-normal-body', resource, problem, fix })),
  );

function bodyRule({ OverrideAction, Statement }: Rule): string | undefined {
  const managed = Managed.safeParse(Statement.ManagedRuleGroupStatement).data;
  if (managed?.Name !== 'AWSManagedRulesCommonRuleSet' || OverrideAction?.Count) return undefined;
  const override = managed.RuleActionOverrides.find(({ Name }) => Name === 'SizeRestrictions_BODY');
  if (override && 'Count' in override.ActionToUse) return undefined;
  const action = override ? Object.keys(override.ActionToUse).join() : 'Block';
  return `SizeRestrictions_BODY of AWSManagedRulesCommonRuleSet is at ${action}: it refuses every body above 8 KB, and a report of 60 cells is about that. Allowed: Count.`;
}

function sizeLimit({ Name, Action, Statement }: Rule): string | undefined {
  if (!Action || !('Block' in Action)) return undefined;
  const limits = sizeConstraints(Statement)
    .filter(({ FieldToMatch }) => 'Body' in FieldToMatch || 'JsonBody' in FieldToMatch)
    .map(({ Size }) => Size);
  const low = limits.find((limit) => limit < largestBody);
  return low === undefined
    ? undefined
    : `Rule ${Name} blocks bodies from ${low} bytes on, but the hub takes ${largestBody}. Allowed: ${largestBody} or more, or Count.`;
}

/** Size constraints at any depth of and, or, not. */
function sizeConstraints(value: unknown): z.output<typeof SizeConstraint>[] {
  if (typeof value !== 'object' || value === null) return [];
  const found = SizeConstraint.safeParse((value as Record<string, unknown>).SizeConstraintStatement).data;
  return [...(found ? [found] : []), ...Object.values(value).flatMap(sizeConstraints)];
}

function rateLimit({ Name, Statement }: Rule): string | undefined {
  const limit = z.object({ Limit: z.number() }).safeParse(Statement.RateBasedStatement).data?.Limit;
  return limit === undefined || limit >= burst
    ? undefined
    : `Rule ${Name} lets one address send ${limit} requests in its window; a ministry behind one address sends more on a deadline. Allowed: ${burst} or more.`;
}
