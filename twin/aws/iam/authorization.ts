import type { Service } from '../wire.ts';
import { impliedKmsAccesses } from './kms-implied.ts';
import { type Access, type Decision, evaluate, refusalMessage } from './policy-evaluation.ts';
import {
  accountOf,
  type CompiledStatement,
  compileStatements,
  type PolicyStatement,
} from './policy-statement.ts';

/** Who calls: a role, assumed under a session name (the function's name), known by its access key id. */
export type Principal = {
  accessKeyId: string;
  roleArn: string;
  sessionName: string;
  statements: readonly PolicyStatement[];
  /** Of who signs URLs; without it none of them is good. */
  secretAccessKey?: string;
};

/** ARN of a bucket, queue, table or key → the statements of its own policy. */
export type ResourcePolicies = Readonly<Record<string, readonly PolicyStatement[]>>;

/** A table, queue, bucket or secret; `kmsKeyArn` only where the key is a customer managed one. */
export type EncryptedResource = { arn: string; kmsKeyArn?: string };

/** A refused call: `action` on `resource` is what was missing or denied, `grant` the sentence that says what to add. */
export type Denial = {
  principal: string;
  roleArn: string;
  service: Service;
  operation: string;
  action: string;
  resource: string;
  decision: Decision;
  message: string;
  grant: string;
};

export type AuthorizedCaller = {
  principal: Principal;
  statements: readonly CompiledStatement[];
  context: Record<string, readonly string[]>;
};

export type Authorization = {
  caller(accessKeyId: string): AuthorizedCaller | undefined;
  allows(caller: AuthorizedCaller, access: Access): boolean;
  /** The customer managed key of a table, queue or bucket. */
  keyOf(arn: string): string | undefined;
  /** A restored table is encrypted as its source is. */
  encryptAs(arn: string, sourceArn: string): void;
  /** The first refusal among what the call needs itself and what it needs of KMS; undefined where all is allowed. */
  refusal(
    caller: AuthorizedCaller,
    service: Service,
    operation: string,
    accesses: readonly Access[],
  ): Denial | undefined;
};

function sessionArn({ roleArn, sessionName }: Principal): string {
  return `arn:aws:sts::${accountOf(roleArn)}:assumed-role/${roleArn.split('/').at(-1)}/${sessionName}`;
}

/** The ARN under which an access' resource carries its policy and its key: an object's bucket, the table of an index or backup. */
function ownerOf(resource: string): string {
  if (resource.startsWith('arn:aws:s3:::')) return resource.replace(/\/.*$/s, '');
  return resource.replace(/\/(index|backup)\/.*$/, '');
}

function grantSentence(principal: Principal, access: Access, decision: Decision): string {
  const role = principal.roleArn.split('/').at(-1) ?? principal.roleArn;
  if (decision.startsWith('explicit'))
    return `remove or narrow the ${decision} that matches ${access.action} on ${access.resource} for role ${role}`;
  if (decision === 'no resource-based policy allows')
    return `let the key policy of ${access.resource} delegate to IAM (kms:* for the account's root), then allow role ${role} ${access.action}`;
  return `allow role ${role} ${access.action} on ${access.resource}`;
}

/**
 * Compiles all policies; throws, so that the start stops, on a condition, member or principal it does not know and on
 * an encrypted resource whose key has no policy here.
 */
export function createAuthorization(options: {
  principals: readonly Principal[];
  resourcePolicies: ResourcePolicies;
  resources: readonly EncryptedResource[];
  region: string;
}): Authorization {
  const callers = new Map<string, AuthorizedCaller>();
  for (const principal of options.principals) {
    if (callers.has(principal.accessKeyId))
      throw new Error(`two principals have the access key id ${principal.accessKeyId}; each needs its own`);
    const account = accountOf(principal.roleArn);
    callers.set(principal.accessKeyId, {
      principal,
      statements: compileStatements(`role ${principal.roleArn}`, principal.statements),
      context: {
        'aws:securetransport': ['true'],
        'aws:principalarn': [principal.roleArn],
        'aws:principalaccount': [account],
        'aws:principalisawsservice': ['false'],
        'aws:viaawsservice': ['false'],
        'aws:requestedregion': [options.region],
        'aws:resourceaccount': [account],
        's3:tlsversion': ['1.3'],
        's3:authtype': ['REST-HEADER'],
      },
    });
  }
  const policies = new Map<string, CompiledStatement[]>();
  for (const [arn, statements] of Object.entries(options.resourcePolicies))
    policies.set(arn, compileStatements(`policy of ${arn}`, statements));
  const keys = new Map<string, string>();
  for (const { arn, kmsKeyArn } of options.resources) {
    if (kmsKeyArn === undefined) continue;
    if (!policies.has(kmsKeyArn))
      throw new Error(
        `${arn} is encrypted with ${kmsKeyArn}, but that key's policy is not among resourcePolicies`,
      );
    keys.set(arn, kmsKeyArn);
  }

  const decide = (caller: AuthorizedCaller, access: Access): Decision =>
    evaluate(
      access,
      caller.statements,
      policies.get(ownerOf(access.resource)) ?? [],
      caller.principal.roleArn,
      caller.context,
    );

  return {
    caller: (accessKeyId) => callers.get(accessKeyId),
    keyOf: (arn) => keys.get(arn),
    encryptAs: (arn, sourceArn) => {
      const key = keys.get(ownerOf(sourceArn));
      if (key !== undefined) keys.set(arn, key);
    },
    allows: (caller, access) => decide(caller, access) === 'allowed',
    refusal: (caller, service, operation, accesses) => {
      const { principal } = caller;
      const needed = [...accesses];
      for (const owner of keys.size === 0 ? [] : new Set(accesses.map(({ resource }) => ownerOf(resource)))) {
        const key = keys.get(owner);
        if (key !== undefined) needed.push(...impliedKmsAccesses(service, operation, owner, key));
      }
      for (const access of needed) {
        const decision = decide(caller, access);
        if (decision === 'allowed') continue;
        const { action, resource } = access;
        return {
          principal: principal.sessionName,
          roleArn: principal.roleArn,
          service,
          operation,
          action,
          resource,
          decision,
          message: refusalMessage(sessionArn(principal), action, resource, decision),
          grant: grantSentence(principal, access, decision),
        };
      }
      return undefined;
    },
  };
}
