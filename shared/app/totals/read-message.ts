/** Messages of the submissions queue as its consumer reads them. */
import { formatIn, newerFormat } from '../../contract/recorded.ts';
import { QueueBody } from '../../contract/submissions/ledger.ts';
import { fail, ok, type Result } from '../../domain/problems/result.ts';

/** Or why it cannot be read: another release may have sent it, and the next one may read it. */
export function readMessage(text: string): Result<QueueBody, string> {
  const value = jsonOf(text);
  const newer = newerFormat(formatIn(value), 'the message');
  if (newer !== null) return fail(newer);
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
