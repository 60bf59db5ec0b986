/**
 * The firewall must let a normal deadline through: whatever a valid request may hold, bodies up to the hub's own limit, many requests of
 * one address. What it blocks or counts must be in its log.
 */
import * as z from 'zod';
import type { Check, Finding } from './assembly.ts';

/** The largest inline body of any call, batches included (DESIGN §10). */
const largestBody = 4 * 1024 * 1024;
/** Half of a large ministry's month in five minutes, from one address. */
const burst = 20_000;

const body = 'a body is data, and may hold any text';
const id = "an id is made of the senders' names, and may hold that";
const client = 'a client of a sender may have any User-Agent, or none';
const address = 'a ministry behind a listed address would lose its reports';

/** Rules of AWS's groups that a valid request may match, and how (docs/adr/0023-firewall.md has each by its words). */
const mayMatch: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  AWSManagedRulesCommonRuleSet: {
    SizeRestrictions_BODY: 'it refuses every body above 8 KB, and a report of 60 cells is about that',
    NoUserAgent_HEADER: client,
    UserAgent_BadBots_HEADER: client,
    CrossSiteScripting_BODY: body,
    EC2MetaDataSSRF_BODY: body,
    GenericLFI_BODY: body,
    GenericRFI_BODY: body,
    EC2MetaDataSSRF_QUERYARGUMENTS: id,
    EC2MetaDataSSRF_URIPATH: id,
    GenericLFI_QUERYARGUMENTS: 'period=2026-01..2026-06 holds two dots, and so may an id',
    GenericLFI_URIPATH: id,
    RestrictedExtensions_QUERYARGUMENTS: id,
    RestrictedExtensions_URIPATH: id,
  },
  AWSManagedRulesKnownBadInputsRuleSet: {
    ExploitablePaths_URIPATH: id,
    JavaDeserializationRCE_BODY: body,
    Log4JRCE_BODY: body,
    ReactJSRCE_BODY: body,
  },
  AWSManagedRulesAmazonIpReputationList: {
    AWSManagedIPDDoSList: address,
    AWSManagedIPReputationList: address,
    AWSManagedReconnaissanceList: address,
  },
};

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

export const checkWebAcls: Check = (assembly) => [
  ...assembly.all('AWS::WAFv2::WebACL').flatMap((resource) =>
    Acl.parse(resource.properties)
      .Rules.flatMap((rule) => [...managedRules(rule), sizeLimit(rule), rateLimit(rule)])
      .filter((problem) => problem !== undefined)
      .map((problem): Finding => ({ rule: 'firewall-normal-request', resource, problem, fix })),
  ),
  ...assembly.all('AWS::WAFv2::LoggingConfiguration').flatMap((resource): Finding[] => {
    const filter = JSON.stringify(resource.properties.LoggingFilter ?? { DefaultBehavior: 'KEEP' });
    const missing = filter.includes('"DefaultBehavior":"KEEP"')
      ? []
      : loggedActions.filter((action) => !filter.includes(`"Action":"${action}"`));
    if (missing.length === 0) return [];
    const problem = `The log of the firewall drops what is at ${missing.join(', ')}: nobody would see what it matched.`;
    return [{ rule: 'firewall-log', resource, problem, fix }];
  }),
];

/** EXCLUDED_AS_COUNT: rules of a group that are set to Count ("ActionCondition", AWS WAF API Reference). */
const loggedActions = ['BLOCK', 'COUNT', 'EXCLUDED_AS_COUNT'];

function managedRules({ OverrideAction, Statement }: Rule): string[] {
  const managed = Managed.safeParse(Statement.ManagedRuleGroupStatement).data;
  if (!managed || OverrideAction?.Count) return [];
  const counts = (rule: string): boolean =>
    managed.ExcludedRules.some(({ Name }) => Name === rule) ||
    managed.RuleActionOverrides.some(({ Name, ActionToUse }) => Name === rule && 'Count' in ActionToUse);
  return Object.entries(mayMatch[managed.Name] ?? {})
    .filter(([rule]) => !counts(rule))
    .map(([rule, why]) => `${rule} of ${managed.Name} is not set to Count: ${why}.`);
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
