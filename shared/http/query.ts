/** Query parameters against a schema, all findings at once: missing, unknown, repeated, of wrong form. */
import type * as z from 'zod';
import { type FindingValue, problem } from '../domain/problems/problems.ts';
import { fail, ok, type Result } from '../domain/problems/result.ts';
import { calendarRange } from '../domain/values/calendar-range.ts';
import { cut } from '../domain/values/cut.ts';

/** Names and all texts that came under each. */
type Query = Readonly<Record<string, readonly string[]>>;

type Shape = Readonly<Record<string, z.ZodType<unknown, string | undefined>>>;

const shown = (text: string): string => cut(text, 100);

const finding = (
  code: FindingValue['code'],
  parameter: string,
  details: FindingValue['details'],
  allowed?: readonly string[],
): FindingValue => ({ code, pointer: null, parameter, key: null, details, ...(allowed && { allowed }) });

/** The first example of the schema's metadata: a form that needs no translation. */
const exampleOf = (schema: Shape[string], name: string): string => {
  const examples = schema.meta()?.examples;
  return Array.isArray(examples) && examples.length > 0 ? String(examples[0]) : name;
};

/** A time whose offset began with a plus sign: unencoded it is a space (WHATWG URL, application/x-www-form-urlencoded). */
const lostPlus = /^\d{4}-\d\d-\d\dT[\d:.]{4,20} \d\d:\d\d$/;

function readOne(
  schema: Shape[string],
  name: string,
  values: readonly string[],
): Result<unknown, FindingValue> {
  if (values.length > 1) {
    const value = shown(values.map((one) => `${name}=${one}`).join('&'));
    return fail(finding('wrong-form', name, { value, expected: `${name}=…` }));
  }
  const [value] = values;
  const parsed = schema.safeParse(value);
  if (parsed.success && value !== '') return ok(parsed.data);
  if (value === undefined) return fail(finding('missing-parameter', name, { name }));
  const issue = parsed.error?.issues[0];
  const allowed = issue?.code === 'invalid_value' ? issue.values.map(String) : undefined;
  if (lostPlus.test(value)) {
    const details = { value: shown(value), example: value.replace(' ', '%2B') };
    return fail(finding('unencoded-plus', name, details));
  }
  const range = calendarRange(value);
  if (range !== null) return fail(finding('out-of-range', name, { value: shown(value), ...range }));
  const expected = allowed?.join(' | ') ?? exampleOf(schema, name);
  return fail(finding('wrong-form', name, { value: shown(value), expected }, allowed));
}

/** `schema` is an object of parameters, each read from its one text; a parameter that it does not name is refused. */
export function readQuery<S extends Shape>(
  query: Query,
  schema: z.ZodObject<S, z.core.$ZodObjectConfig>,
): Result<z.output<z.ZodObject<S>>> {
  const known = Object.keys(schema.shape);
  const findings: FindingValue[] = [];
  const values: Record<string, unknown> = {};
  for (const [name, parameter] of Object.entries(schema.shape)) {
    const read = readOne(parameter, name, query[name] ?? []);
    if (!read.ok) findings.push(read.problem);
    else if (read.value !== undefined) values[name] = read.value;
  }
  for (const name of Object.keys(query)) {
    if (!known.includes(name))
      findings.push(finding('unknown-parameter', shown(name), { name: shown(name) }, known));
  }
  if (findings.length > 0) return fail(problem('invalid-request', {}, findings));
  return ok(values as z.output<z.ZodObject<S>>);
}

/** Of the parameters under these names those that came once and in the form that the schema gives them; null for one in another. */
export function rightOnes<S extends Shape>(
  query: Query,
  schema: z.ZodObject<S, z.core.$ZodObjectConfig>,
  names: readonly string[],
): Record<string, unknown> {
  const right: Record<string, unknown> = {};
  for (const name of names) {
    const [parameter, values] = [schema.shape[name], query[name]];
    if (parameter === undefined || values === undefined) continue;
    const read = readOne(parameter, name, values);
    right[name] = read.ok ? read.value : null;
  }
  return right;
}
