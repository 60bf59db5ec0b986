/**
 * What to do with each table after a loss (R7), from what is there now. Pure, and asked again before each step: a run that
 * was killed and started anew finds the next step by itself.
 */
import type { RestoredTable, TableState } from '../ports/recovery.ts';

/** Milliseconds since 1970. */
type Time = number;

export type RestoreStep =
  | { readonly do: 'wait'; readonly why: 'busy' | 'recovery trails' }
  | { readonly do: 'restore from backup'; readonly arn: string; readonly takenAt: Time }
  | { readonly do: 'create empty'; readonly why: 'no backup' | 'recomputed' }
  /** Restore a copy of that time beside it, and put back what the table lacks or has otherwise. */
  | { readonly do: 'repair from a copy' }
  | { readonly do: 'keep'; readonly why: 'from backup' | 'out of reach' | 'recovery off' | 'recomputed' }
  | { readonly do: 'refuse'; readonly latest: Time };

/** Point-in-time recovery is about five minutes behind: a time that it reaches soon is worth waiting for. */
const TRAIL = 10 * 60_000;

/** `to` in milliseconds, whole seconds. */
export function nextStep(table: RestoredTable, state: TableState, to: Time): RestoreStep {
  if (state.kind === 'busy') return { do: 'wait', why: 'busy' };
  if (state.kind === 'gone') {
    if (table === 'totals') return { do: 'create empty', why: 'recomputed' };
    if (state.backup === null) return { do: 'create empty', why: 'no backup' };
    return { do: 'restore from backup', ...state.backup };
  }
  if (table === 'totals') return { do: 'keep', why: 'recomputed' };
  const { reach, fromBackup } = state;
  if (reach === null) return { do: 'keep', why: fromBackup ? 'from backup' : 'recovery off' };
  if (to < reach.earliest) return { do: 'keep', why: fromBackup ? 'from backup' : 'out of reach' };
  if (to > reach.latest + TRAIL) return { do: 'refuse', latest: reach.latest };
  if (to > reach.latest) return { do: 'wait', why: 'recovery trails' };
  return { do: 'repair from a copy' };
}

/**
 * Now, by whichever clock is ahead, in milliseconds: a command's own, or that of the tables. Nothing can be restored to a later
 * moment, and with the tables gone the journal would be replayed from there on, which is nothing of it.
 */
export const latestKnown = (states: Iterable<TableState>, now: Time): Time =>
  Math.max(
    now,
    ...[...states].flatMap((state) =>
      state.kind === 'there'
        ? (state.reach?.latest ?? [])
        : state.kind === 'gone'
          ? (state.backup?.takenAt ?? [])
          : [],
    ),
  );

/** The name of the copy says of when it is, so that a second run goes on with it. */
export const copyName = (table: string, to: Time): string =>
  `${table}-restore-${new Date(to).toISOString().replace(/\D/g, '').slice(0, 14)}`;
