/** Statements of rules that the template writes itself. One that is unknown here stops the start. */
import { decoded, type SeenRequest } from './request.ts';

/** Whether a request matches; `labels` are those of rules before. */
export type Matches = (seen: SeenRequest, labels: ReadonlySet<string>) => boolean;

type Json = Readonly<Record<string, unknown>>;
type Compile = (where: string, statement: Json) => Matches;

const fieldOf = (where: string, field: Json): ((seen: SeenRequest) => string | undefined) => {
  const [kind = '', value] = Object.entries(field)[0] ?? [];
  switch (kind) {
    case 'UriPath':
      return (seen) => seen.path;
    case 'QueryString':
      return (seen) => seen.query;
    case 'Method':
      return (seen) => seen.method;
    case 'SingleHeader':
      return (seen) => seen.header(String((value as Json).Name));
    default:
      throw new Error(`${where}: the twin's firewall does not look at ${kind}`);
  }
};

const transformations: Readonly<Record<string, (text: string) => string>> = {
  NONE: (text) => text,
  LOWERCASE: (text) => text.toLowerCase(),
  URL_DECODE: decoded,
};

/** The transformed text of the statement's field; nothing matches where the request has no such field. */
function textOf(where: string, { FieldToMatch, TextTransformations }: Json) {
  const field = fieldOf(where, FieldToMatch as Json);
  const steps = (TextTransformations as readonly { readonly Type: string }[]).map(({ Type }) => {
    const step = transformations[Type];
    if (step === undefined)
      throw new Error(`${where}: the twin's firewall does not know the transformation ${Type}`);
    return step;
  });
  return (seen: SeenRequest) => {
    const text = field(seen);
    return text === undefined ? undefined : steps.reduce((so, step) => step(so), text);
  };
}

const positions: Readonly<Record<string, (text: string, part: string) => boolean>> = {
  EXACTLY: (text, part) => text === part,
  STARTS_WITH: (text, part) => text.startsWith(part),
  ENDS_WITH: (text, part) => text.endsWith(part),
  CONTAINS: (text, part) => text.includes(part),
};

const comparisons: Readonly<Record<string, (bytes: number, size: number) => boolean>> = {
  EQ: (bytes, size) => bytes === size,
  NE: (bytes, size) => bytes !== size,
  LE: (bytes, size) => bytes <= size,
  LT: (bytes, size) => bytes < size,
  GE: (bytes, size) => bytes >= size,
  GT: (bytes, size) => bytes > size,
};

const several = (where: string, { Statements }: Json): Matches[] =>
  (Statements as readonly Json[]).map((one) => compileStatement(where, one));

const kinds: Readonly<Record<string, Compile>> = {
  AndStatement: (where, it) => {
    const parts = several(where, it);
    return (seen, labels) => parts.every((part) => part(seen, labels));
  },
  OrStatement: (where, it) => {
    const parts = several(where, it);
    return (seen, labels) => parts.some((part) => part(seen, labels));
  },
  NotStatement: (where, it) => {
    const part = compileStatement(where, it.Statement as Json);
    return (seen, labels) => !part(seen, labels);
  },
  ByteMatchStatement: (where, it) => {
    const text = textOf(where, it);
    const compare = positions[String(it.PositionalConstraint)];
    if (compare === undefined)
      throw new Error(`${where}: the twin's firewall does not know ${it.PositionalConstraint}`);
    return (seen) => {
      const value = text(seen);
      return value !== undefined && compare(value, String(it.SearchString));
    };
  },
  SizeConstraintStatement: (where, it) => {
    const text = textOf(where, it);
    const compare = comparisons[String(it.ComparisonOperator)];
    if (compare === undefined)
      throw new Error(`${where}: the twin's firewall does not know ${it.ComparisonOperator}`);
    return (seen) => {
      const value = text(seen);
      return value !== undefined && compare(Buffer.byteLength(value), Number(it.Size));
    };
  },
  LabelMatchStatement: (_, { Scope, Key }) => {
    const key = String(Key);
    return (_seen, labels) =>
      Scope === 'NAMESPACE' ? [...labels].some((label) => label.startsWith(key)) : labels.has(key);
  },
  // All callers of the twin have one address, and its simulations more calls than the rule lets through.
  RateBasedStatement: () => () => false,
};

export function compileStatement(where: string, statement: Json): Matches {
  const [[kind = '', content] = [], ...more] = Object.entries(statement);
  const compile = kinds[kind];
  if (compile === undefined || more.length > 0)
    throw new Error(
      `${where}: the twin's firewall does not know ${Object.keys(statement).join(', ')}; known: ${Object.keys(kinds).join(', ')}, ManagedRuleGroupStatement`,
    );
  return compile(where, content as Json);
}
