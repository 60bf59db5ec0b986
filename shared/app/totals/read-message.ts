/** Messages of the submissions queue as its consumer reads them. */
import { formatIn, newerFormat } from '../../contract/recorded.ts';
import { QueueBody } from '../../contract/submissions/ledger.ts';
import { fail, ok, type Result } from '../../domain/problems/result.ts';

/**
 * Levels of objects and lists in a message. `JSON.parse` reads any number of them and `JSON.stringify` overflows the stack at
 * thousands: one such message would fail its whole batch at the journal. Ours have five.
 */
const DEEPEST = 100;

/** Or why it cannot be read: another release may have sent it, and the next one may read it. */
export function readMessage(text: string): Result<QueueBody, string> {
  const value = jsonOf(text);
  const newer = newerFormat(formatIn(value), 'the message');
  if (newer !== null) return fail(newer);
  if (isDeeper(value, DEEPEST)) return fail(`the message is nested more than ${DEEPEST} levels deep`);
  const read = QueueBody.safeParse(value);
  return read.success ? ok(read.data) : fail('the message is not a ledger entry');
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function isDeeper(value: unknown, levels: number): boolean {
  if (typeof value !== 'object' || value === null) return false;
  return levels === 0 || Object.values(value).some((inner) => isDeeper(inner, levels - 1));
}
