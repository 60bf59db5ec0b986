/** The finding of a text in a body that people are to be shown and that is not plain. */
import type { FindingValue } from '../problems/problems.ts';
import { cut } from '../values/cut.ts';
import { plainTextFault } from '../values/plain-text.ts';

const LONGEST_SHOWN = 60;

/** Null: it is plain. */
export function plainFinding(text: string, pointer: string): FindingValue | null {
  const fault = plainTextFault(text);
  if (fault === null) return null;
  const details = { value: cut(text, LONGEST_SHOWN), character: fault.character };
  return { code: 'not-plain', pointer, key: null, details };
}
