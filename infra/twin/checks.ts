/**
 * What AWS would refuse when it deploys the template, or what would fail in silence later. All faults are found
 * before anything runs, each naming resource and fix.
 */
import { compileConditions } from './aws/policy-conditions.ts';
import { evaluate } from './aws/policy-evaluation.ts';
import { compileStatements, type PolicyStatement } from './aws/policy-statement.ts';
import { wildcard } from './aws/wildcard.ts';
import type { QueueMapping } from './events/mapping.ts';
import type { ScheduleSpecification } from './events/schedules.ts';
import type { FunctionSpecification } from './functions/specification.ts';
import type { GatewayConfiguration, RouteNode, RouteTarget } from './gateway/configuration.ts';
import { type Role, servicesOf } from './policies.ts';
import type { Deployed, World } from './template/world.ts';

export type Surroundings = {
  readonly world: World;
  readonly roles: ReadonlyMap<string, Role>;
  readonly policies: Readonly<Record<string, readonly PolicyStatement[]>>;
  readonly functions: readonly FunctionSpecification[];
  readonly mappings: readonly QueueMapping[];
  readonly schedules: readonly ScheduleSpecification[];
  readonly gateway: GatewayConfiguration | undefined;
};

/** Lambda's limit on the policy of one function. */
const LARGEST_FUNCTION_POLICY = 20_480;

const allows = (around: Surroundings, roleArn: string, action: string, resource: string): boolean => {
  const role = around.roles.get(roleArn);
  if (role === undefined) return true;
  const identity = compileStatements(`role ${role.label}`, role.statements);
  const own = compileStatements(`policy of ${resource}`, around.policies[resource] ?? []);
  return evaluate({ action, resource, context: {} }, identity, own, roleArn, {}) === 'allowed';
};

function roleFaults(around: Surroundings): string[] {
  return around.functions.flatMap((it) => {
    const role = around.roles.get(it.roleArn);
    const name = `AWS::Lambda::Function ${it.label}`;
    if (role === undefined) return [`${name}: its role ${it.roleArn} is not in the template`];
    const faults = role.trusts.includes('lambda.amazonaws.com')
      ? []
      : [`${name}: role ${role.label} does not let lambda.amazonaws.com assume it`];
    const logs = `arn:aws:logs:${around.world.region}:${around.world.accountId}:log-group:${it.logGroup}:log-stream:x`;
    return allows(around, it.roleArn, 'logs:PutLogEvents', logs)
      ? faults
      : [
          ...faults,
          `${name}: its role may not write ${it.logGroup}; in the cloud its log would stay empty. Fix: allow logs:PutLogEvents`,
        ];
  });
}

function mappingFaults(around: Surroundings): string[] {
  return around.mappings.flatMap((it) => {
    const lambda = around.functions.find(({ arn }) => arn === it.functionArn);
    if (lambda === undefined) return [];
    const name = `AWS::Lambda::EventSourceMapping ${it.label}`;
    const faults: string[] = [];
    const visibility = Number(it.queue.property('VisibilityTimeout') ?? 30);
    if (visibility < lambda.timeoutSeconds) {
      faults.push(
        `${name}: visibility timeout of queue ${it.queue.label} is ${visibility} s, below the timeout of function ` +
          `${lambda.name}, ${lambda.timeoutSeconds} s: AWS refuses that. Fix: at least six times the function's timeout`,
      );
    }
    if (it.queue.property('RedrivePolicy') === undefined) {
      faults.push(
        `${name}: queue ${it.queue.label} has no dead-letter queue: a poison message would come back for ever. Fix: set deadLetterQueue`,
      );
    }
    if (!it.reportsFailures) {
      faults.push(
        `${name}: partial-batch answers are not switched on: the function's batchItemFailures would be ignored and ` +
          'failed messages deleted. Fix: reportBatchItemFailures: true',
      );
    }
    for (const action of ['sqs:ReceiveMessage', 'sqs:DeleteMessage', 'sqs:GetQueueAttributes']) {
      if (!allows(around, lambda.roleArn, action, it.queueArn)) {
        faults.push(
          `${name}: role of function ${lambda.name} lacks ${action} on ${it.queueArn}: AWS refuses the mapping`,
        );
      }
    }
    const key = keyOf(around.world, it.queue.property('KmsMasterKeyId'));
    if (key !== undefined && !allows(around, lambda.roleArn, 'kms:Decrypt', key.attribute('Arn'))) {
      faults.push(
        `${name}: role of function ${lambda.name} lacks kms:Decrypt on the key of queue ${it.queue.label}: it could receive nothing`,
      );
    }
    return faults;
  });
}

function keyOf(world: World, reference: unknown): Deployed | undefined {
  const text = String(reference);
  return world.ofType('AWS::KMS::Key').find((key) => key.ref() === text || key.attribute('Arn') === text);
}

/** Services that use a customer-managed key in their own name: no role's policy shows that they cannot. */
function keyFaults({ world, policies }: Surroundings): string[] {
  const uses: readonly (readonly [Deployed, unknown, string, string])[] = [
    ...world
      .ofType('AWS::Logs::LogGroup')
      .map(
        (it) =>
          [
            it,
            it.property('KmsKeyId'),
            `logs.${world.region}.amazonaws.com`,
            it.attribute('Arn').replace(/:\*$/, ''),
          ] as const,
      ),
    ...world
      .ofType('AWS::SNS::Topic')
      .filter((topic) =>
        world
          .ofType('AWS::CloudWatch::Alarm')
          .some((alarm) => JSON.stringify(alarm.property('AlarmActions') ?? []).includes(topic.ref())),
      )
      .map((it) => [it, it.property('KmsMasterKeyId'), 'cloudwatch.amazonaws.com', it.ref()] as const),
  ];
  return uses.flatMap(([resource, reference, service, arn]) => {
    const key = reference === undefined ? undefined : keyOf(world, reference);
    if (key === undefined) return [];
    const permits = (policies[key.attribute('Arn')] ?? []).some((statement) => {
      if (statement.Effect !== 'Allow' || !servicesOf(statement).includes(service)) return false;
      const context = {
        'kms:encryptioncontext:aws:logs:arn': [arn],
        'aws:sourceaccount': [world.accountId],
        'aws:sourcearn': [arn],
      };
      return compileConditions(`policy of key ${key.label}`, statement.Condition)(context);
    });
    return permits
      ? []
      : [
          `${resource.type} ${resource.label}: the policy of key ${key.label} does not let ${service} use it. Fix: add the service to the key's policy`,
        ];
  });
}

function scheduleFaults(around: Surroundings): string[] {
  return around.schedules.flatMap((it) => {
    const target = around.functions.find(({ arn }) => arn === it.functionArn);
    if (target === undefined)
      return [`schedule ${it.label}: its target ${it.functionArn} is no function of the template`];
    if (it.service === 'events.amazonaws.com') {
      return permitted(around, target, it.service, it.arn)
        ? []
        : [`AWS::Events::Rule ${it.label}: function ${target.name} has no permission for ${it.service}`];
    }
    const name = `AWS::Scheduler::Schedule ${it.label}`;
    if (it.roleArn === undefined || it.roleArn === '')
      return [`${name}: a schedule without a role cannot invoke anything. Fix: Target.RoleArn`];
    const role = around.roles.get(it.roleArn);
    if (role === undefined) return [`${name}: its role ${it.roleArn} is not in the template`];
    if (!role.trusts.includes(it.service))
      return [`${name}: role ${role.label} does not let ${it.service} assume it`];
    return allows(around, it.roleArn, 'lambda:InvokeFunction', it.functionArn)
      ? []
      : [`${name}: role ${role.label} lacks lambda:InvokeFunction on ${it.functionArn}`];
  });
}

const permissionsOf = (world: World, it: FunctionSpecification): Deployed[] =>
  world
    .ofType('AWS::Lambda::Permission')
    .filter((one) => [it.name, it.arn].includes(String(one.property('FunctionName'))));

function permitted(
  { world }: Surroundings,
  it: FunctionSpecification,
  service: string,
  sourceArn: string,
): boolean {
  return permissionsOf(world, it).some((permission) => {
    const pattern = permission.property('SourceArn');
    return (
      permission.property('Principal') === service &&
      (pattern === undefined || wildcard(String(pattern), '').test(sourceArn))
    );
  });
}

function targetsOf(node: RouteNode): (readonly [string, RouteTarget])[] {
  return [...node.targets, ...[...node.children.values()].flatMap(targetsOf)];
}

function routeFaults(around: Surroundings): string[] {
  const { gateway, world, functions } = around;
  if (gateway === undefined) return [];
  return targetsOf(gateway.root).flatMap(([method, { resource, functionArn }]) => {
    const target = functions.find(({ arn }) => arn === functionArn);
    if (target === undefined)
      return [`route ${method} ${resource}: route without a function, ${functionArn} is not in the template`];
    const source = `arn:aws:execute-api:${world.region}:${world.accountId}:${gateway.apiId}/${gateway.stage}/${method}${resource}`;
    return permitted(around, target, 'apigateway.amazonaws.com', source)
      ? []
      : [
          `route ${method} ${resource}: function ${target.name} has no permission for apigateway.amazonaws.com from it: the caller would get a 500`,
        ];
  });
}

function permissionFaults({ world, functions }: Surroundings): string[] {
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
function firewallFaults({ world }: Surroundings): string[] {
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

/** Every fault of the template that can be seen without running it. */
export const templateFaults = (around: Surroundings): string[] => [
  ...roleFaults(around),
  ...mappingFaults(around),
  ...scheduleFaults(around),
  ...routeFaults(around),
  ...permissionFaults(around),
  ...keyFaults(around),
  ...firewallFaults(around),
];
