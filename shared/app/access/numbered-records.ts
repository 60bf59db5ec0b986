/** Tasks whose records have numbers and lie in table Operations: a change makes the next record, or changes the newest. */
import type { Change } from '../../contract/access/change.ts';
import {
  isBehind,
  NOTHING,
  type Position,
  positionOf,
  versionText,
} from '../../domain/access/task-version.ts';
import type { HubKind, ListOperations, OperationRecord, PutOperation } from '../ports/operations.ts';
import type { ChangeStore, Standing } from './make-change.ts';

export type RecordPorts = { readonly listOperations: ListOperations; readonly putOperation: PutOperation };

/** The newest record; null where there is none. */
export type Newest = OperationRecord | null;

/** The digits of an id are its number: `00000003` is 3, `20261120-023000` is 20261120023000. */
const numberOf = (id: string): number => Number(id.replaceAll(/\D/g, ''));

/** As changes and audit lines name a record. */
export const nameOf = (kind: HubKind, id: string): string => `${kind}~${id}`;
const idIn = (name: string): string => name.slice(name.indexOf('~') + 1);

/** Of records that are only counted. */
export const nextName = (kind: HubKind, state: Newest): string =>
  nameOf(kind, String(numberOf(state?.id ?? '0') + 1).padStart(8, '0'));

/** `others`: functions write the records too, so that only a new one is a new version of the task. */
export function numberedRecords<Body>(
  { listOperations, putOperation }: RecordPorts,
  kind: HubKind,
  { others = false } = {},
): ChangeStore<Newest, Body> {
  const placeOf = ({ id, version }: OperationRecord): Position => ({
    record: numberOf(id),
    version: others ? 1 : version,
  });
  const newest = async (): Promise<Newest> => {
    for await (const record of listOperations(kind, null, { most: 1 })) return record;
    return null;
  };
  const heldBy = ({ state }: Standing<Newest>, name: string): Newest =>
    state !== null && name === nameOf(kind, state.id) ? state : null;
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
      for await (const record of listOperations(kind, null)) {
        const place = placeOf(record);
        if (place.record === seen.record && place.version >= seen.version) isKnown = true;
        if (!isBehind(place, seen)) break;
        const later = (record.changes ?? []).filter((change) =>
          isBehind(positionOf(change.version) ?? NOTHING, seen),
        );
        changes.unshift(...later);
      }
      return isKnown ? changes : null;
    },
    next: (standing, { record }) => {
      const held = heldBy(standing, record);
      if (held === null) return versionText({ record: numberOf(idIn(record)), version: 1 });
      const place = placeOf(held);
      return versionText({ ...place, version: place.version + 1 });
    },
    commit: async (standing, { record, after }, change) => {
      const held = heldBy(standing, record);
      if (held === null) return putOperation(kind, null, idIn(record), after, null, [change]);
      return putOperation(kind, null, held.id, after, held.version, [...(held.changes ?? []), change]);
    },
  };
}
