/** CloudFormation's intrinsic functions, one row each. An unknown one stops the start by name. */
import type { Json, JsonObject } from './assembly.ts';

/** What `AWS::NoValue` evaluates to: the property or list item that has it is left out. */
export const NO_VALUE = Symbol('AWS::NoValue');

/** What an intrinsic function can see: its own stack, and the outputs of others. */
export type Scope = {
  readonly stack: string;
  readonly evaluate: (value: Json) => unknown;
  readonly ref: (name: string) => unknown;
  readonly attribute: (logicalId: string, name: string) => unknown;
  readonly condition: (name: string) => boolean;
  readonly mapping: (...path: string[]) => unknown;
  readonly output: (stack: string, name: string) => unknown;
  readonly exported: (name: string) => unknown;
  readonly pseudo: Readonly<Record<string, unknown>>;
};

type Intrinsic = (scope: Scope, argument: Json) => unknown;

const list = (scope: Scope, argument: Json): unknown[] => {
  const items = Array.isArray(argument)
    ? argument.map((item) => scope.evaluate(item))
    : scope.evaluate(argument);
  if (!Array.isArray(items))
    throw new Error(`stack ${scope.stack}: expected a list, found ${JSON.stringify(argument)}`);
  return items;
};

const truth = (scope: Scope, argument: Json): boolean[] => list(scope, argument).map((item) => item === true);

const refer = (scope: Scope, name: string): unknown =>
  name in scope.pseudo ? scope.pseudo[name] : scope.ref(name);

function attribute(scope: Scope, argument: Json): unknown {
  const parts = typeof argument === 'string' ? argument.split('.') : list(scope, argument).map(String);
  const [logicalId = '', ...name] = parts;
  return scope.attribute(logicalId, name.join('.'));
}

function substitute(scope: Scope, argument: Json): string {
  const [text, variables] = Array.isArray(argument)
    ? [String(argument[0]), (argument[1] ?? {}) as JsonObject]
    : [String(argument), {} as JsonObject];
  return text.replace(/\$\{(!?)([^}]+)\}/g, (_, literal: string, name: string) => {
    if (literal) return `\${${name}}`;
    const variable = variables[name];
    if (variable !== undefined) return String(scope.evaluate(variable));
    return String(name.includes('.') ? attribute(scope, name) : refer(scope, name));
  });
}

function stackOutput(scope: Scope, argument: Json): unknown {
  const { StackName, OutputName } = scope.evaluate(argument) as { StackName: string; OutputName: string };
  return scope.output(StackName, OutputName);
}

const intrinsics: Readonly<Record<string, Intrinsic>> = {
  Ref: (scope, argument) => refer(scope, String(argument)),
  Condition: (scope, argument) => scope.condition(String(argument)),
  'Fn::GetAtt': attribute,
  'Fn::Sub': substitute,
  'Fn::GetStackOutput': stackOutput,
  'Fn::ImportValue': (scope, argument) => scope.exported(String(scope.evaluate(argument))),
  'Fn::Join': (scope, argument) => {
    const [separator, items] = list(scope, argument);
    return (items as unknown[]).map(String).join(String(separator));
  },
  'Fn::Select': (scope, argument) => {
    const [index, items] = list(scope, argument);
    return (items as unknown[])[Number(index)];
  },
  'Fn::Split': (scope, argument) => {
    const [separator, text] = list(scope, argument);
    return String(text).split(String(separator));
  },
  'Fn::FindInMap': (scope, argument) => scope.mapping(...list(scope, argument).map(String)),
  'Fn::Base64': (scope, argument) => Buffer.from(String(scope.evaluate(argument))).toString('base64'),
  'Fn::If': (scope, argument) => {
    const [condition, whenTrue = null, whenFalse = null] = argument as readonly Json[];
    return scope.evaluate(scope.condition(String(condition)) ? whenTrue : whenFalse);
  },
  'Fn::Equals': (scope, argument) => {
    const [left, right] = list(scope, argument);
    return String(left) === String(right);
  },
  'Fn::Not': (scope, argument) => !truth(scope, argument)[0],
  'Fn::And': (scope, argument) => truth(scope, argument).every(Boolean),
  'Fn::Or': (scope, argument) => truth(scope, argument).some(Boolean),
};

/**
 * Whether an object is a call of an intrinsic function. `Condition` is one only with a name: policy statements
 * have a key of that name too, holding an object.
 */
export function isIntrinsic(value: Json): boolean {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
  const [[key, argument] = ['', null], ...more] = Object.entries(value);
  if (more.length > 0) return false;
  return key === 'Ref' || key.startsWith('Fn::') || (key === 'Condition' && typeof argument === 'string');
}

export function evaluateFunction(scope: Scope, call: JsonObject): unknown {
  const [[name, argument] = ['', null]] = Object.entries(call);
  const intrinsic = intrinsics[name];
  if (intrinsic !== undefined) return intrinsic(scope, argument);
  const known = Object.keys(intrinsics).join(', ');
  throw new Error(
    `stack ${scope.stack}: the twin does not know ${name}; known: ${known}; add it in twin/template/intrinsics.ts`,
  );
}
