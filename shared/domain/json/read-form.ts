/** Reads a body by its schema: what can be read of it, and everything that is wrong with its form (R25). */
import type * as z from 'zod';
import type { FindingValue } from '../problems/problems.ts';
import { saidKey } from '../submissions/cell-place.ts';
import { partAt, type Readable, unreadable, withParts } from './readable.ts';
import { findingsOf } from './schema-findings.ts';
import type { Literal } from './strict-json.ts';

/** A field that is wrong as a whole, or missing, is left out. */
export type ReadableForm<T> = { readonly [Name in keyof T]?: Readable<T[Name]> };

type Replaced = readonly [readonly PropertyKey[], unknown];

const inCell = /^(?:\/increments\/(\d+))?\/cells\/(\d+)(?=\/|$)/;
const plainDecimal = /^-?\d+(\.\d+)?$/;

/**
 * Where the form is wrong, the right parts are readable all the same. `digits` are the numbers that reading the JSON text
 * found to have too many digits: what is judged of them is the text, which they have to be sent as. Figures of `literals` are
 * read as their text too, so that a number and the same in quotes get one verdict.
 */
export function readForm<T extends object>(
  schema: z.ZodType<T>,
  body: unknown,
  digits: readonly FindingValue[],
  literals: readonly Literal[],
): { readable: ReadableForm<T>; findings: readonly FindingValue[] } {
  const parsed = schema.safeParse(body);
  const written = literals
    .filter(({ path }) => isFigure(path))
    .map(({ path, text }): Replaced => [path, text]);
  if (parsed.success && digits.length === 0 && written.length === 0)
    return { readable: parsed.data as ReadableForm<T>, findings: [] };
  const ofForm = parsed.success ? [] : findingsOf(parsed.error, body);
  const wrong: Replaced[] = (parsed.error?.issues ?? [])
    .filter(({ code }) => code !== 'unrecognized_keys')
    .map(({ path }) => [path, unreadable]);
  return {
    readable: readableForm(body, [...written, ...textsOf(digits, body), ...wrong]) as ReadableForm<T>,
    findings: withKeys(merged(digits, ofForm), body),
  };
}

/** Their text says the value again. */
const namesValue: ReadonlySet<FindingValue['code']> = new Set(['wrong-form', 'out-of-range']);

const figures: ReadonlySet<unknown> = new Set(['value', 'numerator', 'denominator']);

/** `cells`, index and figure, of a report or of an increment. */
function isFigure(path: Literal['path']): boolean {
  const [list, , figure] = path.slice(-3);
  const holder = path.length === 3 || (path.length === 5 && path[0] === 'increments');
  return holder && list === 'cells' && figures.has(figure);
}

function readableForm(body: unknown, replaced: readonly Replaced[]): object {
  if (typeof body !== 'object' || body === null || Array.isArray(body)) return {};
  const fields = Object.entries(withParts(body, replaced) as object);
  return Object.fromEntries(fields.filter(([, field]) => field !== unreadable));
}

const pathOf = (pointer: string): string[] =>
  pointer
    .split('/')
    .slice(1)
    .map((step) => step.replaceAll('~1', '/').replaceAll('~0', '~'));

/** The numbers as they were written; the pointer to a very deep one can have been cut. */
const textsOf = (digits: readonly FindingValue[], body: unknown): Replaced[] =>
  digits.flatMap(({ pointer, details }): Replaced[] => {
    const path = pathOf(pointer ?? '');
    const text = String(details.value);
    return plainDecimal.test(text) && typeof partAt(body, path) === 'number' ? [[path, text]] : [];
  });

/**
 * A number that the form refuses is not to be sent as text either: one finding says what belongs there, and shows the
 * number as it was written.
 */
function merged(digits: readonly FindingValue[], ofForm: readonly FindingValue[]): FindingValue[] {
  const written = new Map(digits.map(({ pointer, details }) => [pointer, String(details.value)]));
  const refused = new Set(ofForm.map(({ pointer }) => pointer));
  const asWritten = (finding: FindingValue): FindingValue => {
    const value = written.get(finding.pointer);
    if (value === undefined || !namesValue.has(finding.code)) return finding;
    return { ...finding, details: { ...finding.details, value } };
  };
  return [...digits.filter(({ pointer }) => !refused.has(pointer)), ...ofForm.map(asWritten)];
}

/** Each with the sender's own key where its place is in a cell. */
function withKeys(findings: readonly FindingValue[], body: unknown): FindingValue[] {
  const keys = new Map<string, string | null>();
  const keyAt = (pointer: string | null): string | null => {
    const [place, increment, cell = ''] = inCell.exec(pointer ?? '') ?? [];
    if (place === undefined) return null;
    let key = keys.get(place);
    if (key === undefined) {
      const at = increment === undefined ? ['cells', cell] : ['increments', increment, 'cells', cell];
      key = saidKey(partAt(body, at));
      keys.set(place, key);
    }
    return key;
  };
  return findings.map((finding) => ({ ...finding, key: keyAt(finding.pointer) }));
}
