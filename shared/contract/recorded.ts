/**
 * What the hub writes for itself, and another release of its code reads: functions of one deployment are updated in no order, and
 * a release may be rolled back (ADR 25). Fields that a reader does not know are kept; a newer format is not guessed at.
 */
import * as z from 'zod';

/**
 * The newest format that this release reads; what names none is of format 1. It is raised by the release that reads a new meaning,
 * and nothing is written in it before the release after that one.
 */
export const READS_UP_TO = 2;

/** Keys that are taken from some networks only: a reader of format 1 would take them from anywhere. */
export const RESTRICTED_KEYS = 2;

/** An outage to whoever meets it: the release that can read this goes on from here, and nothing is decided without it. */
export class NewerFormat extends Error {
  override readonly name = 'NewerFormat';
}

/** Why this cannot be read yet; null where it can. `format` as it was found: undefined, and what is no number, is format 1. */
export const newerFormat = (format: unknown, what: string): string | null =>
  Number(format) > READS_UP_TO
    ? `${what} is of format ${format}, and this release reads up to ${READS_UP_TO}`
    : null;

/** Throws NewerFormat. */
export function checkFormat(format: unknown, what: string): void {
  const fault = newerFormat(format, what);
  if (fault !== null) throw new NewerFormat(fault);
}

/** The format that JSON of the hub's says it is of. */
export const formatIn = (json: unknown): unknown =>
  typeof json === 'object' && json !== null && 'format' in json ? json.format : undefined;

/** Stands in what is written in a later format than 1. */
export const Format = () => z.int().min(1).max(READS_UP_TO).optional();

/** An object that only the hub writes: fields that this release does not know stay in the value, and not in its type. */
export const recorded = <Shape extends z.ZodRawShape>(shape: Shape) =>
  z.looseObject(shape) as unknown as z.ZodObject<Shape, z.core.$strip>;

type Path = readonly PropertyKey[];

const fieldsIn = (value: unknown): Record<PropertyKey, unknown> => value as Record<PropertyKey, unknown>;

/** What holds the field at the end of a path. */
const holderOf = (value: unknown, path: Path): Record<PropertyKey, unknown> =>
  fieldsIn(path.slice(0, -1).reduce<unknown>((at, step) => fieldsIn(at)[step], value));

const lastOf = (path: Path): PropertyKey => path.at(-1) ?? '';

/** The value without the fields that a schema, strict for people, does not know, and where these are. The rest may be wrong still. */
export function knownPart(
  schema: z.ZodType,
  value: unknown,
): { readonly known: unknown; readonly strange: readonly Path[] } {
  const issues = schema.safeParse(value).error?.issues ?? [];
  const strange = issues.flatMap((issue) =>
    issue.code === 'unrecognized_keys' ? issue.keys.map((key) => [...issue.path, key]) : [],
  );
  if (strange.length === 0) return { known: value, strange };
  const known: unknown = structuredClone(value);
  for (const path of strange) delete holderOf(known, path)[lastOf(path)];
  return { known, strange };
}

/**
 * Reads with a schema that is strict for people what the hub has stored by it: fields that this release does not know stay, in the
 * value and not in its type. Throws for everything else, as `parse` does.
 */
export function parseRecorded<T>(schema: z.ZodType<T>, value: unknown): T {
  const { known, strange } = knownPart(schema, value);
  const parsed = schema.parse(known);
  for (const path of strange) holderOf(parsed, path)[lastOf(path)] = holderOf(value, path)[lastOf(path)];
  return parsed;
}

/** The same for an answer or a file of a hub of any release; null where it is something else, or of a newer format. */
export function readRecorded<T>(schema: z.ZodType<T>, value: unknown): T | null {
  if (newerFormat(formatIn(value), '') !== null) return null;
  return schema.safeParse(knownPart(schema, value).known).success ? parseRecorded(schema, value) : null;
}
