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
  const kinds = new Map<string, Map<string, Held>>();
  const of = (kind: string) => kinds.get(kind) ?? new Map<string, Held>();
  const recordOf = (id: string, { version, text, changes }: Held) => ({
    id,
    version,
    body: JSON.parse(text) as unknown,
    ...(changes !== null && { changes: JSON.parse(changes) as Change[] }),
  });
  return {
    async readOperation(kind, id) {
      const held = of(kind).get(id);
      return held === undefined ? null : recordOf(id, held);
    },
    async putOperation(kind, id, body, expected, changes) {
      if ((of(kind).get(id)?.version ?? null) !== expected) return 'lost the race';
      const held = {
        version: (expected ?? 0) + 1,
        text: JSON.stringify(body),
        changes: changes ? JSON.stringify(changes) : null,
      };
      kinds.set(kind, of(kind).set(id, held));
      return 'written';
    },
    async *listOperations(kind) {
      for (const [id, held] of [...of(kind)].sort(([a], [b]) => (a < b ? 1 : -1))) yield recordOf(id, held);
    },
  };
}
