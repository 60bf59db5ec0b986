/** The operations in memory, with the versioned put. Bodies are kept as text, so none is shared. */
import type { ListOperations, PutOperation, ReadOperation } from '../../shared/app/ports/operations.ts';

export type OperationsPorts = {
  readonly readOperation: ReadOperation;
  readonly putOperation: PutOperation;
  readonly listOperations: ListOperations;
};

export function fakeOperations(): OperationsPorts {
  const kinds = new Map<string, Map<string, { version: number; text: string }>>();
  const of = (kind: string) => kinds.get(kind) ?? new Map<string, { version: number; text: string }>();
  const recordOf = (id: string, { version, text }: { version: number; text: string }) => ({
    id,
    version,
    body: JSON.parse(text) as unknown,
  });
  return {
    async readOperation(kind, id) {
      const held = of(kind).get(id);
      return held === undefined ? null : recordOf(id, held);
    },
    async putOperation(kind, id, body, expected) {
      if ((of(kind).get(id)?.version ?? null) !== expected) return 'lost the race';
      kinds.set(kind, of(kind).set(id, { version: (expected ?? 0) + 1, text: JSON.stringify(body) }));
      return 'written';
    },
    async *listOperations(kind) {
      for (const [id, held] of [...of(kind)].sort(([a], [b]) => (a < b ? 1 : -1))) yield recordOf(id, held);
    },
  };
}
