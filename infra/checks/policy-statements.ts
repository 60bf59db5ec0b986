/** The statements of all policies in the templates: of roles, of resources, and what roles trust. */
import * as z from 'zod';
import { type Assembly, flatten, type Resource } from './assembly.ts';

const strings = z.union([z.array(z.unknown()), z.unknown().transform((one) => [one])]);
const Statement = z.object({
  Sid: z.string().optional(),
  Effect: z.enum(['Allow', 'Deny']),
  Action: strings.optional(),
  Principal: z.union([z.object({ Service: strings.optional() }), z.string()]).optional(),
  Condition: z.record(z.string(), z.record(z.string(), z.unknown())).default({}),
});
export type Statement = z.output<typeof Statement>;

/** Every statement anywhere in the resource's properties. A document that is a text, as of `AWS::Logs::ResourcePolicy`, is read too. */
export function statementsOf(resource: Resource): Statement[] {
  return found(resource.properties);
}

function found(value: unknown): Statement[] {
  const text = flatten(value);
  if (text.startsWith('{') && text.includes('"Statement"')) return found(JSON.parse(text));
  if (typeof value !== 'object' || value === null) return [];
  const statement = 'Effect' in value ? Statement.safeParse(value).data : undefined;
  return statement ? [statement] : Object.values(value).flatMap(found);
}

export const allowedIn = (assembly: Assembly): (readonly [Resource, Statement])[] =>
  assembly.all().flatMap((resource) =>
    statementsOf(resource)
      .filter(({ Effect }) => Effect === 'Allow')
      .map((statement) => [resource, statement] as const),
  );

/** Of AWS services alone: the last part of a regional name is the same. */
export const servicesOf = ({ Principal }: Statement): string[] =>
  typeof Principal === 'object' ? (Principal.Service ?? []).map(flatten) : [];

/** Whether the value can only be of one account: it has an account in it, or is the name of a resource of ours. */
const ofOneAccount = (value: unknown): boolean =>
  typeof value === 'string'
    ? /(^|\D)\d{12}(\D|$)/.test(value)
    : /^\*$|\$\{AWS::AccountId\}/.test(flatten(value));

/**
 * Whether the statement holds only where one of the keys has such a value. A negation, `…IfExists` and `ForAllValues` also hold
 * where the key is absent, and do not count.
 */
export const limitedBy = ({ Condition }: Statement, key: RegExp, fits = ofOneAccount): boolean =>
  Object.entries(Condition).some(
    ([operator, values]) =>
      /^(String|Arn)(Equals|Like)$/.test(operator) &&
      Object.entries(values).some(
        ([name, expected]) => key.test(name) && (Array.isArray(expected) ? expected : [expected]).every(fits),
      ),
  );
