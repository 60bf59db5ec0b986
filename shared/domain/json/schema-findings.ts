/** Findings from a schema's issues: where the form of a body is wrong, by field. */
import type * as z from 'zod';
import { MAX_REVISION } from '../../contract/submissions/submission.ts';
import type { Details, FindingValue } from '../problems/problems.ts';
import { calendarRange } from '../values/calendar-range.ts';
import { cut } from '../values/cut.ts';
import { periodExample } from '../values/period.ts';
import { jsonPointer } from './json-pointer.ts';
import { partAt } from './readable.ts';

const pointerOf = (path: readonly PropertyKey[]): string =>
  jsonPointer(path.map((step) => (typeof step === 'number' ? step : String(step))));

type Issue = z.core.$ZodIssue;

const LONGEST_SHOWN = 60;

const shown = (value: unknown): string =>
  cut(typeof value === 'string' ? value : (JSON.stringify(value) ?? String(value)), LONGEST_SHOWN);

const typeName = (value: unknown): string =>
  value === null ? 'null' : Array.isArray(value) ? 'array' : typeof value;

const instants = ['2026-11-05T10:31:00+07:00', '2026-11-05T03:31:00Z'];

/** What a field looks like: the pattern of a schema says little to a reader. */
const looks: ReadonlyMap<string, readonly string[]> = new Map([
  ['system', ['H26.dvc', 'H26.18.motcua']],
  ['dataset', ['etx-monthly']],
  ['period', Object.values(periodExample)],
  ['from', instants],
  ['to', instants],
  ['day', ['2026-09-15']],
  ['reference', ['15/BC-UBND', '128/2026/BB-BKHCN']],
  ['sha256', ['9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08']],
]);

type Said = Omit<FindingValue, 'pointer' | 'key'>;

/** Of a text or a number that has no form but its bounds. */
function boundFinding(issue: Issue, name: string, value: unknown): Said | null {
  if (issue.code !== 'too_small' && issue.code !== 'too_big') return null;
  const isSmall = issue.code === 'too_small';
  const limit = Number(isSmall ? issue.minimum : issue.maximum);
  if (typeof value === 'string')
    return { code: isSmall ? 'too-short' : 'too-long', details: { name, count: value.length, limit } };
  if (typeof value === 'number')
    return { code: isSmall ? 'below-least' : 'above-most', details: { value, limit } };
  return null;
}

function sizeFinding(issue: Issue, name: string, value: unknown): Said | null {
  if (!Array.isArray(value)) return null;
  const details = { name, count: value.length };
  if (issue.code === 'too_small')
    return { code: 'too-few-items', details: { ...details, limit: Number(issue.minimum) } };
  if (issue.code === 'too_big')
    return { code: 'too-many-items', details: { ...details, limit: Number(issue.maximum) } };
  return null;
}

/** Between what a value of the right form has to lie; null where its form is wrong. */
function rangeOf(name: string, value: unknown): Details | null {
  if (typeof value === 'string') return calendarRange(value);
  return name === 'revision' && typeof value === 'number' ? { min: 1, max: MAX_REVISION } : null;
}

function one(issue: Issue, input: unknown): FindingValue[] {
  const pointer = pointerOf(issue.path);
  const value = partAt(input, issue.path);
  // Of an entry of a list the list's name: its number says nothing.
  const name = String(issue.path.findLast((step) => typeof step !== 'number') ?? '');
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => ({
      code: 'unknown-field',
      pointer: pointerOf([...issue.path, key]),
      key: null,
      details: { name: cut(key, LONGEST_SHOWN) },
    }));
  }
  if (value === undefined && issue.path.length > 0) {
    return [{ code: 'missing-field', pointer, key: null, details: { name } }];
  }
  if (issue.code === 'invalid_type' || issue.code === 'invalid_union') {
    const expected = issue.code === 'invalid_type' ? issue.expected : 'number or text';
    // Of a wrong number its digits say what is wrong with it.
    const got = expected === 'int' ? shown(value) : typeName(value);
    return [{ code: 'wrong-type', pointer, key: null, details: { expected, got } }];
  }
  const size = sizeFinding(issue, name, value);
  if (size !== null) return [{ ...size, pointer, key: null }];
  const range = rangeOf(name, value);
  if (range !== null)
    return [{ code: 'out-of-range', pointer, key: null, details: { value: shown(value), ...range } }];
  const allowed = looks.get(name);
  const bound = allowed === undefined ? boundFinding(issue, name, value) : null;
  if (bound !== null) return [{ ...bound, pointer, key: null }];
  const expected = allowed === instants ? 'instant' : name;
  return [
    {
      code: 'wrong-form',
      pointer,
      key: null,
      details: { value: shown(value), expected },
      ...(allowed && { allowed }),
    },
  ];
}

const ofForm: ReadonlySet<string | undefined> = new Set(['too_small', 'too_big', 'invalid_format']);

/** A value beyond two bounds, or too long and of another form too, is wrong once; zod says the wider bound first. */
const isSaidAgain = (issue: Issue, next: Issue | undefined): boolean =>
  next !== undefined &&
  ofForm.has(issue.code) &&
  ofForm.has(next.code) &&
  pointerOf(issue.path) === pointerOf(next.path);

/** All findings of a failed parse; `input` is what was parsed, to say what stood there. */
export const findingsOf = ({ issues }: z.ZodError, input: unknown): FindingValue[] =>
  issues
    .filter((issue, index) => !isSaidAgain(issue, issues[index + 1]))
    .flatMap((issue) => one(issue, input));
