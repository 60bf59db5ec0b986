import type { ConditionContext } from './policy-conditions.ts';
import type { CompiledStatement } from './policy-statement.ts';

/** One thing that a call needs: an action on a resource. */
export type Access = { action: string; resource: string; context: ConditionContext };

export type Decision =
  | 'allowed'
  | 'explicit deny in an identity-based policy'
  | 'explicit deny in a resource-based policy'
  | 'no identity-based policy allows'
  | 'no resource-based policy allows';

type Effects = { denied: boolean; allowed: boolean; delegated: boolean };

function effects(
  statements: readonly CompiledStatement[],
  access: Access,
  roleArn: string,
  context: ConditionContext,
): Effects {
  const found: Effects = { denied: false, allowed: false, delegated: false };
  for (const statement of statements) {
    if (!statement.matchesAction(access.action) || !statement.matchesResource(access.resource)) continue;
    const match = statement.matchesPrincipal(roleArn);
    if (match === 'none' || !statement.conditionsHold(context)) continue;
    if (statement.effect === 'Deny') found.denied = true;
    else if (match === 'direct') found.allowed = true;
    else found.delegated = true;
  }
  return found;
}

/**
 * The order of "Policy evaluation logic" (IAM User Guide) within one account: an explicit Deny anywhere wins; else an
 * Allow in the identity's policies or, naming the role itself or everyone, in the resource's is enough.
 *
 * A KMS key is the exception ("Key policies in AWS KMS"): the identity's policies count only where the key's policy
 * allows the account, that is, delegates to IAM.
 */
export function evaluate(
  access: Access,
  identity: readonly CompiledStatement[],
  resource: readonly CompiledStatement[],
  roleArn: string,
  callerContext: ConditionContext,
): Decision {
  const context = { ...callerContext, ...access.context };
  const byIdentity = effects(identity, access, roleArn, context);
  if (byIdentity.denied) return 'explicit deny in an identity-based policy';
  const byResource = effects(resource, access, roleArn, context);
  if (byResource.denied) return 'explicit deny in a resource-based policy';
  if (byResource.allowed) return 'allowed';
  if (access.action.startsWith('kms:') && !byResource.delegated) return 'no resource-based policy allows';
  return byIdentity.allowed ? 'allowed' : 'no identity-based policy allows';
}

/** AWS's sentence. SQS writes its actions in lower case and S3 puts the resource in quotes. */
export function refusalMessage(
  sessionArn: string,
  action: string,
  resource: string,
  decision: Decision,
): string {
  const written = action.startsWith('sqs:') ? action.toLowerCase() : action;
  const on = action.startsWith('s3:') ? `"${resource}"` : resource;
  const why = decision.startsWith('explicit')
    ? `with an ${decision}`
    : `because ${decision} the ${written} action`;
  return `User: ${sessionArn} is not authorized to perform: ${written} on resource: ${on} ${why}`;
}
