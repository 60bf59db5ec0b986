import { wildcard } from './wildcard.ts';

type Scalar = string | boolean | number;
export type Conditions = Readonly<Record<string, Readonly<Record<string, Scalar | readonly Scalar[]>>>>;

/** What is known of a request; keys in lower case (IAM compares condition keys without regard to case). */
export type ConditionContext = Readonly<Record<string, readonly string[] | undefined>>;

/** Keys whose value the endpoint supplies, or of which it knows that they are absent on a call by a role. */
const KNOWN_KEYS = new Set(
  [
    'aws:SecureTransport aws:PrincipalArn aws:PrincipalAccount aws:PrincipalIsAWSService aws:PrincipalOrgID',
    'aws:RequestedRegion aws:ResourceAccount aws:ViaAWSService aws:CalledVia',
    'aws:SourceArn aws:SourceAccount aws:SourceOrgID',
    'kms:ViaService kms:CallerAccount kms:GrantIsForAWSResource',
    's3:TlsVersion s3:prefix s3:delimiter s3:x-amz-server-side-encryption s3:x-amz-acl s3:signatureAge s3:authType',
    's3:x-amz-server-side-encryption-aws-kms-key-id dynamodb:LeadingKeys dynamodb:Select',
  ]
    .join(' ')
    .toLowerCase()
    .split(' '),
);
const KNOWN_KEY_PREFIXES = ['kms:encryptioncontext:'];

type Compare = (expected: string) => (actual: string) => boolean;

const equals: Compare = (expected) => (actual) => actual === expected;
const equalsIgnoringCase: Compare = (expected) => {
  const lower = expected.toLowerCase();
  return (actual) => actual.toLowerCase() === lower;
};
const like: Compare = (expected) => {
  const pattern = wildcard(expected);
  return (actual) => pattern.test(actual);
};
const numeric =
  (compare: (actual: number, expected: number) => boolean): Compare =>
  (expected) =>
  (actual) =>
    compare(Number(actual), Number(expected));

const OPERATORS: Readonly<Record<string, Compare>> = {
  StringEquals: equals,
  StringEqualsIgnoreCase: equalsIgnoringCase,
  StringLike: like,
  ArnEquals: like,
  ArnLike: like,
  Bool: equalsIgnoringCase,
  NumericEquals: numeric((a, b) => a === b),
  NumericLessThan: numeric((a, b) => a < b),
  NumericLessThanEquals: numeric((a, b) => a <= b),
  NumericGreaterThan: numeric((a, b) => a > b),
  NumericGreaterThanEquals: numeric((a, b) => a >= b),
};

/** Negated form → the operator it negates. */
const NEGATED: Readonly<Record<string, string>> = {
  StringNotEquals: 'StringEquals',
  StringNotEqualsIgnoreCase: 'StringEqualsIgnoreCase',
  StringNotLike: 'StringLike',
  ArnNotEquals: 'ArnEquals',
  ArnNotLike: 'ArnLike',
  NumericNotEquals: 'NumericEquals',
};

type Test = (values: readonly string[] | undefined) => boolean;

function compileTest(where: string, written: string, expected: readonly string[]): Test {
  const parts = /^(?:(ForAllValues|ForAnyValue):)?(\w+?)(IfExists)?$/.exec(written);
  const [, quantifier, operator = '', ifExists] = parts ?? [];
  if (operator === 'Null' && quantifier === undefined && ifExists === undefined) {
    const wantsAbsent = expected.includes('true');
    return (values) => (values === undefined) === wantsAbsent;
  }
  const positive = NEGATED[operator];
  const compare = OPERATORS[positive ?? operator];
  if (compare === undefined) {
    const known = [...Object.keys(OPERATORS), ...Object.keys(NEGATED), 'Null'].join(', ');
    throw new Error(`${where}: condition operator "${written}" is unknown to the twin; known are ${known}`);
  }
  const tests = expected.map(compare);
  const one = (value: string): boolean => tests.some((test) => test(value)) !== (positive !== undefined);
  return (values) => {
    if (values === undefined) {
      if (ifExists !== undefined || quantifier === 'ForAllValues') return true;
      return positive !== undefined && quantifier === undefined;
    }
    // A negated operator holds only if no value matches; a positive one if any does.
    if (quantifier === 'ForAllValues') return values.every(one);
    if (quantifier === 'ForAnyValue') return values.some(one);
    return positive === undefined ? values.some(one) : values.every(one);
  };
}

function isKnown(key: string): boolean {
  return KNOWN_KEYS.has(key) || KNOWN_KEY_PREFIXES.some((prefix) => key.startsWith(prefix));
}

/** All operators and all keys of a statement's Condition must hold (AND); the values of one key are alternatives (OR). */
export function compileConditions(
  where: string,
  conditions: Conditions | undefined,
): (context: ConditionContext) => boolean {
  const tests: { key: string; test: Test }[] = [];
  for (const [operator, byKey] of Object.entries(conditions ?? {})) {
    for (const [written, expected] of Object.entries(byKey)) {
      const key = written.toLowerCase();
      if (!isKnown(key))
        throw new Error(
          `${where}: condition key "${written}" is unknown to the twin; teach it in twin/aws/iam/policy-conditions.ts`,
        );
      const values = (Array.isArray(expected) ? expected : [expected]).map(String);
      tests.push({ key, test: compileTest(where, operator, values) });
    }
  }
  if (tests.length === 0) return () => true;
  return (context) => tests.every(({ key, test }) => test(context[key]));
}
