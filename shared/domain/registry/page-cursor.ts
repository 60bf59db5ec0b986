/**
 * Cursors of lists that are in the order of their codes: what is behind a code stays behind it whatever comes and goes, so that
 * everything that is there all the while comes once. A cursor has the question with it, and the day, on which the pages after it go on.
 */

import { Day } from '../../contract/text.ts';

/** The day, and what else was asked. */
export type Asked = readonly [day: string, ...question: readonly string[]];

export const cursorOf = (asked: Asked, last: string): string =>
  Buffer.from(JSON.stringify([...asked, last])).toString('base64url');

/**
 * The day and the code to go on behind; null where it is no cursor, or one of another question. `day`: as the caller says it, null
 * where it does not.
 */
export function readCursor(
  cursor: string,
  day: string | null,
  question: readonly string[],
): { readonly day: string; readonly after: string } | null {
  const read = partsOf(cursor);
  if (read?.length !== question.length + 2) return null;
  const [from = '', ...rest] = read;
  const after = rest.pop() ?? '';
  if (!Day.safeParse(from).success || (day !== null && day !== from)) return null;
  return rest.every((part, index) => part === question[index]) ? { day: from, after } : null;
}

function partsOf(cursor: string): string[] | null {
  try {
    const read: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString());
    return Array.isArray(read) && read.every((part) => typeof part === 'string') ? read : null;
  } catch {
    return null;
  }
}
