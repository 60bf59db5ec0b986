/** What linters and generators of clients want written out, and zod leaves to be understood. No schema takes more or less by it. */
import { longestMatch } from './longest-match.ts';

type Node = Record<string, unknown>;

const isNode = (value: unknown): value is Node =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const INT32 = 2 ** 31;

/** The smallest format of OpenAPI that a whole number fits into; without a bound it is one that JSON carries exactly, 53 bits. */
function withFormat(schema: Node): void {
  const { minimum = -Infinity, maximum = Infinity } = schema as { minimum?: number; maximum?: number };
  schema.format = minimum >= -INT32 && maximum < INT32 ? 'int32' : 'int64';
}

/** A list of a fixed length has no entry behind its last, which `maxItems` says: `items` may then be any schema, but must be one. */
function withItems(schema: Node): void {
  if (Array.isArray(schema.prefixItems) && schema.prefixItems.length === 0) delete schema.prefixItems;
  if (schema.items === false && schema.maxItems !== undefined) schema.items = {};
}

/** A pattern says how long a text can be; few readers of a document work it out. */
function withLength(schema: Node): void {
  const longest =
    typeof schema.pattern === 'string' ? longestMatch(schema.pattern) : Number.POSITIVE_INFINITY;
  if (Number.isFinite(longest)) schema.maxLength = Math.min(longest, Number(schema.maxLength ?? longest));
}

/** Changes the schemas of a document where they stand. What examples show stays as it is. */
export function tidySchemas(part: unknown): void {
  if (Array.isArray(part)) for (const one of part) tidySchemas(one);
  if (!isNode(part)) return;
  if (part.type === 'integer') withFormat(part);
  if (part.type === 'array') withItems(part);
  if (part.type === 'string') withLength(part);
  for (const [name, value] of Object.entries(part)) if (name !== 'examples') tidySchemas(value);
}
