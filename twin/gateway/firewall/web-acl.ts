/** The firewall of the template: what it blocks, what it only counts, and its answer. */
import { type ManagedGroup, managedGroups } from './managed-rules.ts';
import type { SeenRequest } from './request.ts';
import { compileStatement, type Matches } from './statements.ts';

type CustomResponse = {
  readonly ResponseCode: number;
  readonly CustomResponseBodyKey?: string;
  readonly ResponseHeaders?: readonly { readonly Name: string; readonly Value: string }[];
};
type Action = {
  readonly Block?: { readonly CustomResponse?: CustomResponse };
  readonly Count?: object;
  readonly Allow?: object;
};
type Override = { readonly Name: string; readonly ActionToUse: Action };
type Group = {
  readonly Name: string;
  readonly RuleActionOverrides?: readonly Override[];
  readonly ExcludedRules?: readonly { readonly Name: string }[];
};
type Rule = {
  readonly Name: string;
  readonly Priority: number;
  readonly Action?: Action;
  readonly OverrideAction?: { readonly Count?: object };
  readonly Statement: Readonly<Record<string, unknown>>;
};
export type WebAcl = {
  readonly Rules?: readonly Rule[];
  readonly CustomResponseBodies?: Readonly<Record<string, { readonly Content: string }>>;
};

/** Answered by the firewall itself; without it API Gateway answers (`WAF_FILTERED`). */
type CustomAnswer = {
  readonly status: number;
  readonly headers: readonly (readonly [string, string])[];
  readonly body: string;
};
export type Verdict = {
  /** `<rule>` or `<rule of a group>`, each that matched and did not end it. */
  readonly counted: readonly string[];
  readonly blocked?: { readonly by: string; readonly answer?: CustomAnswer };
};
export type Firewall = {
  readonly judge: (seen: SeenRequest) => Verdict;
  /** Whether a rule that blocks looks at the body: else nobody waits for it. */
  readonly needsBody: boolean;
};

type Step = {
  readonly name: string;
  readonly label?: string;
  readonly matches: Matches;
  readonly effect: 'block' | 'count' | 'allow';
  readonly answer?: CustomAnswer;
};

function stepsOfGroup(rule: Rule, group: Group): Step[] {
  const known: ManagedGroup | undefined = managedGroups[group.Name];
  if (known === undefined)
    throw new Error(
      `rule ${rule.Name}: the twin does not know the group ${group.Name}; add what AWS documents of it to twin/gateway/firewall/managed-rules.ts`,
    );
  return Object.entries(known.rules).flatMap(([name, { action, label, matches }]): Step[] => {
    const override = group.RuleActionOverrides?.find((one) => one.Name === name);
    const excluded = group.ExcludedRules?.some((one) => one.Name === name) === true;
    const own = override === undefined ? action : Object.keys(override.ActionToUse)[0];
    const counts = own === 'Count' || excluded || rule.OverrideAction?.Count !== undefined;
    const effect = counts ? 'count' : own === 'Allow' ? 'allow' : 'block';
    return matches === undefined ? [] : [{ name, label: `${known.labels}${label}`, matches, effect }];
  });
}

function stepsOf(rule: Rule, bodies: WebAcl['CustomResponseBodies']): Step[] {
  const { Name: name, Action = {}, Statement } = rule;
  const group = Statement.ManagedRuleGroupStatement as Group | undefined;
  if (group !== undefined) return stepsOfGroup(rule, group);
  const custom = Action.Block?.CustomResponse;
  const matches = compileStatement(`rule ${name}`, Statement);
  if (!Action.Block) return [{ name, matches, effect: Action.Allow ? 'allow' : 'count' }];
  if (custom === undefined) return [{ name, matches, effect: 'block' }];
  const body = bodies?.[custom.CustomResponseBodyKey ?? '']?.Content ?? '';
  const own = (custom.ResponseHeaders ?? []).map(({ Name, Value }) => [Name, Value] as const);
  const headers = [['Content-Type', 'application/json'] as const, ...own];
  return [{ name, matches, effect: 'block', answer: { status: custom.ResponseCode, headers, body } }];
}

/** Throws on a statement or group that it does not know. Rules are tried by their priority; the first that blocks or allows ends it. */
export function compileWebAcl({ Rules = [], CustomResponseBodies }: WebAcl): Firewall {
  const steps = Rules.toSorted((a, b) => a.Priority - b.Priority).flatMap((rule) =>
    stepsOf(rule, CustomResponseBodies),
  );
  const needsBody = steps.some(({ name, effect }) => effect === 'block' && name.endsWith('_BODY'));
  const judge = (seen: SeenRequest): Verdict => {
    const labels = new Set<string>();
    const counted: string[] = [];
    for (const { name, label, matches, effect, answer } of steps) {
      if (!matches(seen, labels)) continue;
      if (label !== undefined) labels.add(label);
      if (effect === 'allow') break;
      if (effect === 'block') return { counted, blocked: { by: name, ...(answer && { answer }) } };
      counted.push(name);
    }
    return { counted };
  };
  return { judge, needsBody };
}
