/** AWS_IAM as API Gateway asks it: who signed, and whether a policy of theirs allows the method. */
import { evaluate, refusalMessage } from '../aws/iam/policy-evaluation.ts';
import type { Operator } from '../operators.ts';
import type { OwnAnswerType } from './own-answers.ts';
import { type Scope, type SignedCall, verifySignature } from './signature.ts';

export type Authorized =
  | { readonly operator: Operator }
  | { readonly own: OwnAnswerType; readonly message?: string; readonly operator?: Operator };

/** `resource` is the ARN of the method. */
export function authorize(
  call: SignedCall,
  resource: string,
  operators: ReadonlyMap<string, Operator>,
  region: string,
  now: number,
): Authorized {
  const scope: Scope = { region, service: 'execute-api' };
  const verdict = verifySignature(call, scope, (id) => operators.get(id)?.secretAccessKey, now);
  switch (verdict.kind) {
    case 'missing':
      return { own: 'MISSING_AUTHENTICATION_TOKEN' };
    case 'incomplete':
      return { own: 'DEFAULT_4XX', message: verdict.message };
    case 'unknown key':
      // "How do I troubleshoot HTTP 403 errors from API Gateway": a key that is not valid is AccessDeniedException.
      return { own: 'ACCESS_DENIED', message: verdict.message };
    case 'invalid':
      return { own: 'INVALID_SIGNATURE', message: verdict.message };
    case 'signed':
      break;
  }
  const operator = operators.get(verdict.accessKeyId);
  if (operator === undefined) return { own: 'ACCESS_DENIED' };
  const access = { action: 'execute-api:Invoke', resource, context: {} };
  const decision = evaluate(access, operator.statements, [], operator.userArn, {});
  if (decision === 'allowed') return { operator };
  const message = refusalMessage(operator.userArn, access.action, resource, decision);
  return { own: 'ACCESS_DENIED', message, operator };
}
