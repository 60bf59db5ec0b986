/** The drill's way to its copies: choose the restore point, restore, wait, and in the end delete. */
import { drilledTables } from '../../ports/recovery.ts';
import type { DrillPiece, DrillPorts } from './ports.ts';
import { differing } from './state.ts';

const iso = (instant: number): string => new Date(instant).toISOString();

/**
 * The newest whole second to which every table can be restored: what a real loss at this moment would go back to. Where
 * recovery is not on there is nothing to restore, and the drill fails at once.
 */
export const choose: DrillPiece = async (ports, state) => {
  const windows = await Promise.all(
    drilledTables.map(async (table) => ({ table, window: await ports.readWindow(table) })),
  );
  const without = windows.flatMap(({ table, window }) => (window === null ? table : []));
  const latest = Math.min(...windows.map(({ window }) => window?.latest ?? Number.NEGATIVE_INFINITY));
  const earliest = Math.max(...windows.map(({ window }) => window?.earliest ?? Number.NEGATIVE_INFINITY));
  const point = Math.floor(Math.min(latest, Date.parse(state.startedAt)) / 1000) * 1000;
  if (without.length > 0 || point < earliest) {
    const detail =
      without.length > 0
        ? `point-in-time recovery is off: ${without.join(', ')}`
        : `the tables have no instant in common to which they can be restored (${iso(earliest)} to ${iso(latest)})`;
    const failed = differing(state, [{ kind: 'not-finished', name: 'choose', detail }]);
    return { state: { ...failed, step: 'report' }, go: 'again' };
  }
  return { state: { ...state, restorePoint: iso(point) }, go: 'next' };
};

/** A copy that is already there is this drill's own: its name has the drill's id. */
export const restore: DrillPiece = async (ports, state) => {
  for (const table of drilledTables)
    await ports.restoreTable(table, state.id, Date.parse(state.restorePoint ?? ''));
  return { state, go: 'next' };
};

export const waitForCopies: DrillPiece = async (ports, state) => {
  const copies = await Promise.all(
    drilledTables.map(async (table) => ({ table, copy: await ports.readCopy(table, state.id) })),
  );
  const gone = copies.find(({ copy }) => copy === null || copy.status === 'deleting');
  if (gone !== undefined) {
    const name = ports.copyName(gone.table, state.id);
    const detail = 'the copy is gone before it was checked';
    return {
      state: { ...differing(state, [{ kind: 'not-finished', name, detail }]), step: 'report' },
      go: 'again',
    };
  }
  if (copies.some(({ copy }) => copy?.status !== 'active')) return { state, go: 'wait' };
  const wrong = copies.flatMap(({ table, copy }) => {
    const restoredTo = copy?.restoredTo ?? null;
    return restoredTo === null || iso(restoredTo) === state.restorePoint
      ? []
      : {
          kind: 'older-point' as const,
          name: ports.copyName(table, state.id),
          detail: `${iso(restoredTo)} ≠ ${state.restorePoint}`,
        };
  });
  return { state: differing(state, wrong), go: 'next' };
};

/** Deletes every copy there is: this drill's, and leftovers of dead ones. Done when none is left. */
export const clean: DrillPiece = async (ports, state) =>
  (await deleteCopies(ports)) === 0 ? { state, go: 'next' } : { state, go: 'wait' };

/** Only to be called while no drill needs its copies. Answers how many were still there. */
export async function deleteCopies(ports: Pick<DrillPorts, 'listCopies' | 'deleteCopy'>): Promise<number> {
  const names = await ports.listCopies();
  for (const name of names) await ports.deleteCopy(name);
  return names.length;
}
