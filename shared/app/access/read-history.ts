/** The changes of a task, newest first, page by page. */
import type { Change, History } from '../../contract/access/change.ts';
import type { HistoryTask } from '../../contract/parameters.ts';
import { isBehind, NOTHING, positionOf } from '../../domain/access/task-version.ts';
import type { ListOperations, OperationKind } from '../ports/operations.ts';

const PAGE = 50;

/** The records of each task. */
const kindOf = {
  maintenance: 'maintenance',
  drills: 'drill',
  'dead-letters': 'dead-letters',
  'receipt-keys': 'receipt-keys',
  verification: 'verification',
} as const satisfies Record<HistoryTask, OperationKind>;

/** `after` is the last change of the page before; null for the newest. Records from before there were changes have none. */
export async function readHistory(
  listOperations: ListOperations,
  task: HistoryTask,
  after: string | null,
): Promise<History> {
  const from = after === null ? null : positionOf(after);
  const changes: Change[] = [];
  for await (const record of listOperations(kindOf[task])) {
    for (const change of (record.changes ?? []).toReversed()) {
      if (from !== null && !isBehind(from, positionOf(change.version) ?? NOTHING)) continue;
      if (changes.length === PAGE) return { task, changes, next: changes.at(-1)?.version ?? null };
      changes.push(change);
    }
  }
  return { task, changes, next: null };
}
