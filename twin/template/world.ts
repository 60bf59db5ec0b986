/**
 * The templates as deployed: conditions and intrinsic functions evaluated lazily, per property, because a name
 * may be needed while the rest of the resource still refers to something that is not there yet.
 */
import type { Json, JsonObject, Resource, Stack } from './assembly.ts';
import { evaluateFunction, isIntrinsic, NO_VALUE, type Scope } from './intrinsics.ts';
import { type Identity, type ResourceKind, resourceKinds } from './resources.ts';

/** A resource whose condition holds. `property` evaluates one property, `properties` all of them. */
export type Deployed = Identity & {
  readonly type: string;
  readonly kind: ResourceKind;
  /** `'LogicalId' in stack S`, for messages. */
  readonly label: string;
  readonly ref: () => string;
  readonly attribute: (name: string) => string;
  readonly properties: () => Record<string, unknown>;
  /** The asset on disk of an object key in the bootstrap bucket. */
  readonly asset: (objectKey: string) => string | undefined;
};

export type World = {
  readonly accountId: string;
  readonly region: string;
  readonly all: () => readonly Deployed[];
  readonly ofType: (type: string) => readonly Deployed[];
  /** Outputs by stack, then by name. */
  readonly outputs: () => Record<string, Record<string, unknown>>;
};

export type WorldOptions = {
  readonly accountId: string;
  readonly region: string;
  readonly awsUrl: () => string;
};

export function createWorld(stacks: readonly Stack[], options: WorldOptions): World {
  const { accountId, region } = options;
  const byName = new Map(stacks.map((stack) => [stack.name, stack]));
  const deployed = new Map<string, Deployed>();
  const underway = new Set<string>();

  const guarded = <T>(what: string, evaluate: () => T): T => {
    if (underway.has(what)) throw new Error(`circular reference at ${what}`);
    underway.add(what);
    try {
      return evaluate();
    } finally {
      underway.delete(what);
    }
  };

  const find = (stack: string, logicalId: string): Deployed => {
    const found = deployed.get(`${stack}/${logicalId}`);
    if (found === undefined)
      throw new Error(`'${logicalId}' in stack ${stack}: no such resource, or its condition is false`);
    return found;
  };

  const output = (stackName: string, name: string): unknown => {
    const declared = byName.get(stackName)?.template.Outputs?.[name];
    if (declared === undefined) throw new Error(`stack ${stackName} has no output '${name}'`);
    return evaluate(stackName, declared.Value);
  };

  const exported = (name: string): unknown => {
    for (const stack of stacks) {
      for (const { Value, Export } of Object.values(stack.template.Outputs ?? {})) {
        if (Export !== undefined && evaluate(stack.name, Export.Name) === name)
          return evaluate(stack.name, Value);
      }
    }
    throw new Error(`no stack exports '${name}'`);
  };

  const regionOf = (stack: Stack): string => stack.region ?? region;
  const scopeOf = (stack: Stack): Scope => ({
    stack: stack.name,
    evaluate: (value) => evaluate(stack.name, value),
    ref: (name) => {
      const parameter = stack.template.Parameters?.[name];
      if (parameter === undefined) return find(stack.name, name).ref();
      if (parameter.Default === undefined)
        throw new Error(`parameter '${name}' of stack ${stack.name} has no default`);
      return parameter.Default;
    },
    attribute: (logicalId, name) => find(stack.name, logicalId).attribute(name),
    condition: (name) => {
      const declared = stack.template.Conditions?.[name];
      if (declared === undefined) throw new Error(`stack ${stack.name} has no condition '${name}'`);
      return guarded(
        `condition ${name} of stack ${stack.name}`,
        () => evaluate(stack.name, declared) === true,
      );
    },
    mapping: (...path) => {
      let value: Json | undefined = stack.template.Mappings;
      for (const key of path) value = (value as JsonObject | undefined)?.[key];
      if (value === undefined) throw new Error(`stack ${stack.name} has no mapping ${path.join('.')}`);
      return value;
    },
    output,
    exported,
    pseudo: {
      'AWS::AccountId': accountId,
      'AWS::Region': regionOf(stack),
      'AWS::Partition': 'aws',
      'AWS::URLSuffix': 'amazonaws.com',
      'AWS::StackName': stack.name,
      'AWS::StackId': `arn:aws:cloudformation:${regionOf(stack)}:${accountId}:stack/${stack.name}/twin`,
      'AWS::NotificationARNs': [],
      'AWS::NoValue': NO_VALUE,
    },
  });
  const scopes = new Map(stacks.map((stack) => [stack.name, scopeOf(stack)]));

  function evaluate(stackName: string, value: Json): unknown {
    const scope = scopes.get(stackName);
    if (scope === undefined) throw new Error(`no stack ${stackName}`);
    if (Array.isArray(value)) {
      return value.map((item) => evaluate(stackName, item)).filter((item) => item !== NO_VALUE);
    }
    if (typeof value !== 'object' || value === null) return value;
    if (isIntrinsic(value)) return evaluateFunction(scope, value as JsonObject);
    const entries = Object.entries(value).map(([key, item]): [string, unknown] => [
      key,
      evaluate(stackName, item),
    ]);
    return Object.fromEntries(entries.filter(([, item]) => item !== NO_VALUE));
  }

  function deploy(stack: Stack, logicalId: string, resource: Resource): Deployed {
    const label = `'${logicalId}' in stack ${stack.name}`;
    const kind = resourceKinds[resource.Type];
    if (kind === undefined) {
      const known = Object.keys(resourceKinds).join(', ');
      throw new Error(
        `${resource.Type} ${label}: the twin does not know this resource type; known: ${known}; ` +
          'add it in twin/template/resources.ts',
      );
    }
    const property = (name: string): unknown => {
      const value = resource.Properties?.[name];
      if (value === undefined) return undefined;
      const evaluated = guarded(`${name} of ${label}`, () => evaluate(stack.name, value));
      return evaluated === NO_VALUE ? undefined : evaluated;
    };
    const it: Identity = {
      stack: stack.name,
      logicalId,
      accountId,
      region: regionOf(stack),
      awsUrl: options.awsUrl,
      property,
    };
    return {
      ...it,
      type: resource.Type,
      kind,
      label,
      ref: () => kind.ref(it),
      attribute: (name) => {
        const read = kind.attributes[name];
        if (read !== undefined) return read(it);
        const known = Object.keys(kind.attributes).join(', ') || 'none';
        throw new Error(
          `Fn::GetAtt ${name} of ${resource.Type} ${label}: the twin knows ${known}; add it in twin/template/resources.ts`,
        );
      },
      properties: () =>
        Object.fromEntries(Object.keys(resource.Properties ?? {}).map((name) => [name, property(name)])),
      asset: (objectKey) => stack.assets.get(objectKey),
    };
  }

  for (const stack of stacks) {
    if (stack.account !== undefined && stack.account !== accountId)
      throw new Error(
        `stack ${stack.name} is of account ${stack.account}: the twin is account ${accountId} alone; leave replicaAccount out here`,
      );
    for (const [logicalId, resource] of Object.entries(stack.template.Resources)) {
      const holds = resource.Condition === undefined || scopes.get(stack.name)?.condition(resource.Condition);
      if (holds) deployed.set(`${stack.name}/${logicalId}`, deploy(stack, logicalId, resource));
    }
  }

  return {
    accountId,
    region,
    all: () => [...deployed.values()],
    ofType: (type) => [...deployed.values()].filter((resource) => resource.type === type),
    outputs: () =>
      Object.fromEntries(
        stacks.map(({ name, template }) => {
          const holding = Object.entries(template.Outputs ?? {}).filter(
            ([, { Condition }]) => Condition === undefined || scopes.get(name)?.condition(Condition),
          );
          return [name, Object.fromEntries(holding.map(([key]) => [key, output(name, key)]))];
        }),
      ),
  };
}
