/** The operations in memory, with the versioned put. Bodies are kept as text, so none is shared. */

import type { ListOperations, PutOperation, ReadOperation } from '../../shared/app/ports/operations.ts';
import type { Change } from '../../shared/contract/access/change.ts';

type Held = { readonly version: number; readonly text: string; readonly changes: string | null };

export type OperationsPorts = {
  readonly readOperation: ReadOperation;
  readonly putOperation: PutOperation;
  readonly listOperations: ListOperations;
};

export function fakeOperations(): OperationsPorts {
  const partitions = new Map<string, Map<string, Held>>();
  const of = (kind: string, scope: string | null) =>
    partitions.get(JSON.stringify([kind, scope])) ?? new Map<string, Held>();
  const recordOf = (id: string, { version, text, changes }: Held) => ({
    id,
    version,
    body: JSON.parse(text) as unknown,
    ...(changes !== null && { changes: JSON.parse(changes) as Change[] }),
  });
  return {
    async readOperation(kind, scope, id) {
      const held = of(kind, scope).get(id);
      return held === undefined ? null : recordOf(id, held);
    },
    async putOperation(...[kind, scope, id, body, expected, changes]) {
      const partition = of(kind, scope);
      if ((partition.get(id)?.version ?? null) !== expected) return 'lost the race';
      const held = {
        version: (expected ?? 0) + 1,
        text: JSON.stringify(body),
        changes: changes ? JSON.stringify(changes) : null,
      };
      partitions.set(JSON.stringify([kind, scope]), partition.set(id, held));
      return 'written';
    },
    async *listOperations(kind, scope, { before, most } = {}) {
      const ids = [...of(kind, scope)].filter(([id]) => before === undefined || id < before);
      const newest = ids.sort(([a], [b]) => (a < b ? 1 : -1)).slice(0, most);
      for (const [id, held] of newest) yield recordOf(id, held);
    },
  };
}
