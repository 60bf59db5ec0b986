/**
 * Operators of the twin: an IAM user for each managed policy that no role has, which is how a template says what people may do. Their
 * access keys are made at the first start, and stay while the state does.
 */
import { randomBytes } from 'node:crypto';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  type CompiledStatement,
  compileStatements,
  type PolicyStatement,
} from './aws/iam/policy-statement.ts';
import { statementsOf } from './policies.ts';
import type { Deployed, World } from './template/world.ts';

type AccessKey = { readonly accessKeyId: string; readonly secretAccessKey: string };

export type Operator = AccessKey & {
  readonly name: string;
  readonly userArn: string;
  readonly document: readonly PolicyStatement[];
  readonly statements: readonly CompiledStatement[];
};

export const operatorsFile = (stateDirectory: string): string => join(stateDirectory, 'operators.json');

function read(file: string): Record<string, AccessKey> {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as Record<string, AccessKey>;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return {};
    throw new Error(`${file} is damaged: remove it, and new keys are made`);
  }
}

const newKey = (): AccessKey => ({
  accessKeyId: `AKIA${randomBytes(10).toString('hex').slice(0, 16).toUpperCase()}`,
  secretAccessKey: randomBytes(30).toString('base64'),
});

const many = (value: unknown): unknown[] => (Array.isArray(value) ? value : []);

const isForPeople = (world: World, policy: Deployed): boolean =>
  many(policy.property('Roles')).length === 0 &&
  !world
    .ofType('AWS::IAM::Role')
    .some((role) => many(role.property('ManagedPolicyArns')).includes(policy.ref()));

/** By access key id. Only the owner may read the file of the keys. */
export function openOperators(world: World, stateDirectory: string): ReadonlyMap<string, Operator> {
  const file = operatorsFile(stateDirectory);
  const known = read(file);
  const policies = world.ofType('AWS::IAM::ManagedPolicy').filter((policy) => isForPeople(world, policy));
  const users = policies.map((policy) => {
    const name = policy.ref().split('/').at(-1) ?? '';
    return { name, policy, key: known[name] ?? newKey() };
  });
  const keys = Object.fromEntries(users.map(({ name, key }) => [name, key]));
  if (JSON.stringify(keys) !== JSON.stringify(known)) {
    rmSync(file, { force: true });
    writeFileSync(file, `${JSON.stringify(keys, null, 2)}\n`, { mode: 0o600 });
  }
  return new Map(
    users.map(({ name, policy, key }) => {
      const document = statementsOf(policy.property('PolicyDocument'));
      const userArn = `arn:aws:iam::${world.accountId}:user/${name}`;
      return [
        key.accessKeyId,
        { ...key, name, userArn, document, statements: compileStatements(policy.label, document) },
      ];
    }),
  );
}
