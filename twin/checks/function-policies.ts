import { permissionsOf, type Surroundings } from './surroundings.ts';

/** Lambda's limit on the policy of one function. */
const LARGEST_FUNCTION_POLICY = 20_480;

/** The permissions of a function fit into its resource policy. */
export function permissionFaults({ world, functions }: Surroundings): string[] {
  return functions.flatMap((it) => {
    const statements = permissionsOf(world, it).map((permission) => ({
      Sid: `${permission.stack}-${permission.logicalId}-XXXXXXXXXXXX`,
      Effect: 'Allow',
      Principal: { Service: permission.property('Principal') },
      Action: permission.property('Action'),
      Resource: it.arn,
      Condition: { ArnLike: { 'AWS:SourceArn': permission.property('SourceArn') } },
    }));
    const bytes = JSON.stringify({ Version: '2012-10-17', Id: 'default', Statement: statements }).length;
    return bytes <= LARGEST_FUNCTION_POLICY
      ? []
      : [
          `AWS::Lambda::Function ${it.label}: its resource policy has ${bytes} bytes in ${statements.length} permissions, Lambda ` +
            `takes ${LARGEST_FUNCTION_POLICY}. Fix: scopePermissionToMethod: false, one permission per function`,
        ];
  });
}
