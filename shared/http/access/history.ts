/** The edge of what operators changed. */
import { readHistory, readImportHistory, readQuotaHistory } from '../../app/access/read-history.ts';
import type { ListOperations } from '../../app/ports/operations.ts';
import type { ListQuotas } from '../../app/ports/quotas.ts';
import type { ListImports } from '../../app/ports/registry.ts';
import type { Operation } from '../operation.ts';

export const historyOperation =
  (
    listOperations: ListOperations,
    listImports: ListImports,
    listQuotas: ListQuotas,
  ): Operation<'listChanges'> =>
  async ({ query: { task, after = null } }) => {
    const body =
      task === 'registry'
        ? await readImportHistory(listImports, after)
        : task === 'quotas'
          ? await readQuotaHistory(listQuotas, after)
          : await readHistory(listOperations, task, after);
    return { ok: true, value: { status: 200, body }, audit: { resource: `history~${task}` } };
  };
