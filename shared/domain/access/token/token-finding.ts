/** What is wrong with a token: the header `Authorization` is where it stands, and no key of it is the sender's. */
import type { FindingCode } from '../../problems/findings.ts';
import type { FindingValue } from '../../problems/problems.ts';
import { cut } from '../../values/cut.ts';

const LONGEST_SHOWN = 100;

const shown = (value: unknown): string | number =>
  typeof value === 'number'
    ? value
    : cut(typeof value === 'string' ? value : JSON.stringify(value), LONGEST_SHOWN);

/** A detail that is no text is shown as JSON. */
export const tokenFinding = (
  code: FindingCode & `token-${string}`,
  details: Readonly<Record<string, unknown>>,
): FindingValue => ({
  code,
  pointer: null,
  parameter: 'Authorization',
  key: null,
  details: Object.fromEntries(Object.entries(details).map(([name, value]) => [name, shown(value)])),
});
