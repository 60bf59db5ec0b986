/** The edge of what operators changed. */
import { readHistory } from '../../app/access/read-history.ts';
import type { ListOperations } from '../../app/ports/operations.ts';
import type { Operation } from '../operation.ts';

export const historyOperation =
  (listOperations: ListOperations): Operation<'listChanges'> =>
  async ({ query: { task, after = null } }) => {
    const body = await readHistory(listOperations, task, after);
    return { ok: true, value: { status: 200, body }, audit: { resource: `history~${task}` } };
  };
