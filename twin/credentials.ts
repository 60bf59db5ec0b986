/** Access keys of the twin: one per function, so that the endpoint knows who calls, and one for the operator. */
import { createHash } from 'node:crypto';
import type { Principal } from './aws/iam/authorization.ts';
import type { FunctionSpecification } from './functions/specification.ts';
import type { Operator } from './operators.ts';
import type { Role } from './policies.ts';

export type Credentials = {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken: string;
};

/** The same name has the same key after a restart, so that presigned URLs stay good. The secret is checked of presigned URLs only. */
export function credentialsOf(name: string): Credentials {
  const digest = createHash('sha256').update(name).digest('hex');
  return {
    accessKeyId: `ASIA${digest.slice(0, 16).toUpperCase()}`,
    secretAccessKey: `twin/${digest.slice(16, 51)}`,
    sessionToken: `twin-${digest}`,
  };
}

export const OPERATOR = 'operator';

/** A person with administrator's rights: loads the registry, runs `dtm`. */
export const operatorPrincipal = (accountId: string): Principal => ({
  accessKeyId: credentialsOf(OPERATOR).accessKeyId,
  roleArn: `arn:aws:iam::${accountId}:role/${OPERATOR}`,
  sessionName: OPERATOR,
  secretAccessKey: credentialsOf(OPERATOR).secretAccessKey,
  statements: [{ Effect: 'Allow', Action: '*', Resource: '*' }],
});

/** An operator of the hub, who may do with AWS what the same policy says. */
export const personPrincipal = ({ accessKeyId, userArn, name, document }: Operator): Principal => ({
  accessKeyId,
  roleArn: userArn,
  sessionName: name,
  statements: document,
});

export const functionPrincipal = (
  it: FunctionSpecification,
  roles: ReadonlyMap<string, Role>,
): Principal => ({
  accessKeyId: credentialsOf(it.arn).accessKeyId,
  roleArn: it.roleArn,
  sessionName: it.name,
  secretAccessKey: credentialsOf(it.arn).secretAccessKey,
  statements: roles.get(it.roleArn)?.statements ?? [],
});
