/** The changes of a task, newest first, page by page. */
import type { Change, History } from '../../contract/access/change.ts';
import type { HistoryTask } from '../../contract/parameters.ts';
import { isBehind, NOTHING, positionOf } from '../../domain/access/task-version.ts';
import type { HubKind, ListOperations } from '../ports/operations.ts';
import type { ListQuotas } from '../ports/quotas.ts';
import type { ListImports } from '../ports/registry.ts';
import { changeIn } from '../registry/import-changes.ts';
import { quotaChanges } from './change-quotas.ts';

/** Changes in one answer. */
export const HISTORY_PAGE = 50;

/** The records of each task; those of the registry and of quotas lie in table Registry. */
const kindOf = {
  maintenance: 'maintenance',
  drills: 'drill',
  'dead-letters': 'dead-letters',
  'receipt-keys': 'receipt-keys',
  verification: 'verification',
} as const satisfies Record<Exclude<HistoryTask, 'registry' | 'quotas'>, HubKind>;

/** Newest first. Records from before there were changes have none. */
async function* changesOf(listOperations: ListOperations, kind: HubKind): AsyncGenerator<Change> {
  for await (const { changes = [] } of listOperations(kind, null)) yield* changes.toReversed();
}

async function* importsOf(listImports: ListImports, after: string | null): AsyncGenerator<Change> {
  const from = after === null ? null : positionOf(after);
  for await (const { note } of listImports(from?.record === 0 ? from.version : undefined)) {
    const change = changeIn(note);
    if (change !== null) yield change;
  }
}

async function pageOf(task: HistoryTask, all: AsyncIterable<Change>, after: string | null): Promise<History> {
  const from = after === null ? null : positionOf(after);
  const changes: Change[] = [];
  for await (const change of all) {
    if (from !== null && !isBehind(from, positionOf(change.version) ?? NOTHING)) continue;
    if (changes.length === HISTORY_PAGE) return { task, changes, next: changes.at(-1)?.version ?? null };
    changes.push(change);
  }
  return { task, changes, next: null };
}

/** `after` is the last change of the page before; null for the newest. */
export const readHistory = (
  listOperations: ListOperations,
  task: keyof typeof kindOf,
  after: string | null,
): Promise<History> => pageOf(task, changesOf(listOperations, kindOf[task]), after);

/** Of the registry, whose changes lie with its versions; `after` likewise. */
export const readImportHistory = (listImports: ListImports, after: string | null): Promise<History> =>
  pageOf('registry', importsOf(listImports, after), after);

/** Likewise. */
export const readQuotaHistory = (listQuotas: ListQuotas, after: string | null): Promise<History> =>
  pageOf('quotas', quotaChanges(listQuotas), after);
