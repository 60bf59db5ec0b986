/** Findings from a schema's issues: where the form of a body or of parameters is wrong, by field. */
import type * as z from 'zod';
import { jsonPointer } from './json-pointer.ts';
import { periodExample } from './period.ts';
import type { FindingValue } from './problems.ts';

const pointerOf = (path: readonly PropertyKey[]): string =>
  jsonPointer(path.map((step) => (typeof step === 'number' ? step : String(step))));

type Issue = z.core.$ZodIssue;

const shown = (value: unknown): string =>
  (typeof value === 'string' ? value : (JSON.stringify(value) ?? String(value))).slice(0, 60);

const typeName = (value: unknown): string =>
  value === null ? 'null' : Array.isArray(value) ? 'array' : typeof value;

function at(value: unknown, path: readonly PropertyKey[]): unknown {
  let here: unknown = value;
  for (const name of path) {
    if (typeof here !== 'object' || here === null) return undefined;
    here = Reflect.get(here, name);
  }
  return here;
}

/** What a field looks like, for those whose pattern says little to a reader. */
const examples: Readonly<Record<string, readonly string[]>> = {
  period: Object.values(periodExample),
  system: ['H26.dvc', 'H26.18.motcua'],
  day: ['2026-09-15'],
  reference: ['15/BC-UBND', '128/2026/BB-BKHCN'],
};

function bound(issue: Issue): string {
  if (issue.code === 'too_small') return `≥ ${issue.minimum}`;
  if (issue.code === 'too_big') return `≤ ${issue.maximum}`;
  if (issue.code === 'invalid_format' && 'pattern' in issue && issue.pattern) return issue.pattern;
  return issue.message;
}

function one(issue: Issue, input: unknown): FindingValue[] {
  const pointer = pointerOf(issue.path);
  const value = at(input, issue.path);
  const name = String(issue.path.at(-1) ?? '');
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => ({
      code: 'unknown-field',
      pointer: pointerOf([...issue.path, key]),
      key: null,
      details: { name: key.slice(0, 60) },
    }));
  }
  if (value === undefined && issue.path.length > 0) {
    return [{ code: 'missing-field', pointer, key: null, details: { name } }];
  }
  if (issue.code === 'invalid_type' || issue.code === 'invalid_union') {
    const expected = issue.code === 'invalid_type' ? issue.expected : 'number or string';
    return [
      {
        code: 'wrong-type',
        pointer,
        key: null,
        details: { expected, got: typeof value === 'number' ? shown(value) : typeName(value) },
      },
    ];
  }
  const allowed =
    issue.code === 'invalid_value' ? issue.values.map(String) : (examples[name] ?? [bound(issue)]);
  return [
    {
      code: 'wrong-form',
      pointer,
      key: null,
      details: { value: shown(value), expected: name || 'body' },
      allowed,
    },
  ];
}

/** All findings of a failed parse; `input` is what was parsed, to say what stood there. */
export const findingsOf = (error: z.ZodError, input: unknown): FindingValue[] =>
  error.issues.flatMap((issue) => one(issue, input));
