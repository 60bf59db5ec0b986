import type { Surroundings } from './surroundings.ts';

type WebRule = {
  readonly Name?: string;
  readonly OverrideAction?: { readonly Count?: object };
  readonly Statement?: {
    readonly ManagedRuleGroupStatement?: {
      readonly Name?: string;
      readonly RuleActionOverrides?: readonly {
        readonly Name?: string;
        readonly ActionToUse?: { readonly Block?: object };
      }[];
      readonly ExcludedRules?: readonly { readonly Name?: string }[];
    };
  };
};

/** AWS's core rule set blocks every body above 8 KB, which a report of 60 cells reaches. */
export function firewallFaults({ world }: Surroundings): string[] {
  return world.ofType('AWS::WAFv2::WebACL').flatMap((acl) =>
    ((acl.property('Rules') ?? []) as WebRule[]).flatMap(({ Name, OverrideAction, Statement }) => {
      const group = Statement?.ManagedRuleGroupStatement;
      if (group?.Name !== 'AWSManagedRulesCommonRuleSet' || OverrideAction?.Count !== undefined) return [];
      const relaxed =
        group.RuleActionOverrides?.some(
          (one) => one.Name === 'SizeRestrictions_BODY' && one.ActionToUse?.Block === undefined,
        ) || group.ExcludedRules?.some((one) => one.Name === 'SizeRestrictions_BODY');
      return relaxed
        ? []
        : [
            `AWS::WAFv2::WebACL ${acl.label}: rule ${Name} blocks every body above 8 KB. Fix: SizeRestrictions_BODY to Count`,
          ];
    }),
  );
}
