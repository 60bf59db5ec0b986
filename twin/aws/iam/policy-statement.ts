import { type ConditionContext, type Conditions, compileConditions } from './policy-conditions.ts';
import { wildcard } from './wildcard.ts';

type OneOrMore = string | readonly string[];

/** A statement as CloudFormation has it, all intrinsic functions resolved. */
export type PolicyStatement = {
  Sid?: string;
  Effect: 'Allow' | 'Deny';
  Action?: OneOrMore;
  NotAction?: OneOrMore;
  Resource?: OneOrMore;
  NotResource?: OneOrMore;
  /** Resource policies only. */
  Principal?: '*' | { AWS?: OneOrMore; Service?: OneOrMore; Federated?: OneOrMore };
  Condition?: Conditions;
};

/** How a resource policy names the caller: itself (or everyone), or only the account, which delegates to IAM. */
type PrincipalMatch = 'direct' | 'account' | 'none';

export type CompiledStatement = {
  effect: 'Allow' | 'Deny';
  matchesAction(action: string): boolean;
  matchesResource(resource: string): boolean;
  matchesPrincipal(roleArn: string): PrincipalMatch;
  conditionsHold(context: ConditionContext): boolean;
};

const KNOWN_MEMBERS = new Set(
  'Sid Effect Action NotAction Resource NotResource Principal Condition'.split(' '),
);

function many(value: OneOrMore | undefined): readonly string[] {
  return value === undefined ? [] : typeof value === 'string' ? [value] : value;
}

function anyOf(patterns: readonly string[], flags: string): (value: string) => boolean {
  if (patterns.includes('*')) return () => true;
  const compiled = patterns.map((pattern) => wildcard(pattern, flags));
  return (value) => compiled.some((pattern) => pattern.test(value));
}

function eitherOf(
  where: string,
  name: 'Action' | 'Resource',
  statement: PolicyStatement,
  flags: string,
): (value: string) => boolean {
  const is = statement[name];
  const isNot = statement[`Not${name}`];
  if (is !== undefined && isNot !== undefined)
    throw new Error(`${where} has both ${name} and Not${name}; IAM takes one of them`);
  for (const pattern of [...many(is), ...many(isNot)]) {
    if (typeof pattern !== 'string')
      throw new Error(`${where}: ${name} ${JSON.stringify(pattern)} is not resolved to a string`);
    if (pattern.includes('${'))
      throw new Error(`${where}: ${name} "${pattern}" uses a policy variable, which the twin does not know`);
  }
  if (isNot !== undefined) {
    const matches = anyOf(many(isNot), flags);
    return (value) => !matches(value);
  }
  return anyOf(many(is), flags);
}

function principalMatcher(
  where: string,
  principal: PolicyStatement['Principal'],
): CompiledStatement['matchesPrincipal'] {
  if (principal === undefined) return () => 'direct';
  if (principal === '*') return () => 'direct';
  for (const kind of Object.keys(principal))
    if (!['AWS', 'Service', 'Federated'].includes(kind))
      throw new Error(`${where}: principal kind "${kind}" is unknown; known are AWS, Service, Federated`);
  const named = many(principal.AWS);
  if (named.includes('*')) return () => 'direct';
  const roles = new Set(named.filter((arn) => arn.includes(':role/')));
  const accounts = new Set(named.filter((arn) => !arn.includes(':role/')).map(accountOf));
  return (roleArn) => {
    if (roles.has(roleArn)) return 'direct';
    return accounts.has(accountOf(roleArn)) ? 'account' : 'none';
  };
}

/** The account of an ARN, or the account id that stands alone in a policy. */
export function accountOf(arn: string): string {
  return arn.startsWith('arn:') ? (arn.split(':')[4] ?? '') : arn;
}

/**
 * Compiles statements once, and refuses, naming the place, whatever this evaluator does not know: what it does not know
 * it must neither allow nor deny in silence.
 */
export function compileStatements(
  where: string,
  statements: readonly PolicyStatement[],
): CompiledStatement[] {
  return statements.map((statement, index) => {
    const place = `${where}, statement ${statement.Sid ?? index + 1}`;
    for (const member of Object.keys(statement))
      if (!KNOWN_MEMBERS.has(member))
        throw new Error(
          `${place}: member "${member}" is unknown; known are ${[...KNOWN_MEMBERS].join(', ')}`,
        );
    if (statement.Effect !== 'Allow' && statement.Effect !== 'Deny')
      throw new Error(`${place}: Effect is ${JSON.stringify(statement.Effect)}; allowed are Allow and Deny`);
    return {
      effect: statement.Effect,
      matchesAction: eitherOf(place, 'Action', statement, 'i'),
      matchesResource: eitherOf(place, 'Resource', statement, ''),
      matchesPrincipal: principalMatcher(place, statement.Principal),
      conditionsHold: compileConditions(place, statement.Condition),
    };
  });
}
