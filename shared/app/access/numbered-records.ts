/** Tasks whose records are numbered and lie in table Operations: a change makes the next record, or changes the newest. */
import type { Change } from '../../contract/access/change.ts';
import {
  isBehind,
  NOTHING,
  type Position,
  positionOf,
  versionText,
} from '../../domain/access/task-version.ts';
import type { ListOperations, OperationKind, OperationRecord, PutOperation } from '../ports/operations.ts';
import type { ChangeStore, Decision, Standing } from './make-change.ts';

export type RecordPorts = { readonly listOperations: ListOperations; readonly putOperation: PutOperation };

/** Digits of a number as an id: ids are in the order of text. */
const numberedId = (number: number): string => String(number).padStart(8, '0');

const placeOf = ({ id, version }: OperationRecord): Position => ({ record: Number(id), version });

/** The newest record; null where there is none. */
export type Newest = OperationRecord | null;

export function numberedRecords<Body>(
  { listOperations, putOperation }: RecordPorts,
  kind: OperationKind,
): ChangeStore<Newest, Body> {
  const newest = async (): Promise<Newest> => {
    for await (const record of listOperations(kind)) return record;
    return null;
  };
  const isNew = ({ state }: Standing<Newest>, { record }: Decision<Body>): boolean =>
    state === null || record !== nameOf(kind, state.id);
  return {
    read: async () => {
      const state = await newest();
      return { version: versionText(state === null ? NOTHING : placeOf(state)), state };
    },
    since: async (version) => {
      const seen = positionOf(version);
      if (seen === null) return null;
      const changes: Change[] = [];
      let isKnown = seen.record === 0 && seen.version === 0;
      for await (const record of listOperations(kind)) {
        if (record.id === numberedId(seen.record) && record.version >= seen.version) isKnown = true;
        if (!isBehind(placeOf(record), seen)) break;
        const later = (record.changes ?? []).filter((change) =>
          isBehind(positionOf(change.version) ?? NOTHING, seen),
        );
        changes.unshift(...later);
      }
      return isKnown ? changes : null;
    },
    next: (standing, decision) => {
      const { record, version } = standing.state === null ? NOTHING : placeOf(standing.state);
      return isNew(standing, decision)
        ? versionText({ record: record + 1, version: 1 })
        : versionText({ record, version: version + 1 });
    },
    commit: async (standing, decision, change) => {
      const { state } = standing;
      if (state === null || isNew(standing, decision)) {
        const id = numberedId(Number(state?.id ?? 0) + 1);
        return putOperation(kind, id, decision.after, null, [change]);
      }
      const changes = [...(state.changes ?? []), change];
      return putOperation(kind, state.id, decision.after, state.version, changes);
    },
  };
}

/** As changes and audit lines name a record. */
export const nameOf = (kind: OperationKind, id: string): string => `${kind}~${id}`;
export const nextName = (kind: OperationKind, state: Newest): string =>
  nameOf(kind, numberedId(Number(state?.id ?? 0) + 1));
