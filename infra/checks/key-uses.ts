/** A role uses the key through the stores that it protects (kms:ViaService), so that what leaks of a role decrypts nothing by itself. */
import type { Check, Finding } from './assembly.ts';
import { allowedIn, limitedBy } from './policy-statements.ts';

const identityPolicies = ['AWS::IAM::Policy', 'AWS::IAM::ManagedPolicy', 'AWS::IAM::Role'];

export const checkKeyUses: Check = (assembly) =>
  allowedIn(assembly)
    .filter(([{ type }]) => identityPolicies.includes(type))
    .flatMap(([resource, statement]): Finding[] => {
      const actions = (statement.Action ?? []).filter((action) => /^kms:|^\*$/.test(String(action)));
      if (actions.length === 0 || limitedBy(statement, /^kms:ViaService$/i, () => true)) return [];
      return [
        {
          rule: 'key-via-service',
          resource,
          problem: `${resource.type} ${resource.logicalId} allows ${actions.join(', ')} without kms:ViaService: whoever has the role's credentials could call KMS itself.`,
          fix: 'Use readsEncrypted or writesEncrypted of infra/constructs/access.ts, or name the service in a condition kms:ViaService.',
        },
      ];
    });
