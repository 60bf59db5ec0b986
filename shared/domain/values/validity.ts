/** Stretches of validity: what covers what. Days are text, so that comparing text compares days. */
import { type Fault, fault, type Path } from '../problems/fault.ts';

export type Stretch = { readonly from: string; readonly to: string | null };

const OPEN = '9999-12-31';

const dayAfter = (day: string): string =>
  new Date(Date.parse(`${day}T00:00:00Z`) + 86_400_000).toISOString().slice(0, 10);

export const stretchText = ({ from, to }: Stretch): string => `${from} to ${to ?? 'open'}`;

/** Whether every day of `stretch` lies in one of the stretches of `history`, which are in order of time. */
export function covers(history: readonly Stretch[], stretch: Stretch): boolean {
  const until = stretch.to ?? OPEN;
  let next = stretch.from;
  for (const { from, to } of history) {
    if (next < from) return false;
    if (to === null || to >= until) return true;
    if (to >= next) next = dayAfter(to);
  }
  return false;
}

/** A history is in order of time and without overlap. */
export function historyFaults(history: readonly Stretch[], path: Path): Fault[] {
  return history.flatMap((stretch, index) => {
    const at = (field: string) => [...path, 'history', index, field];
    const before = history[index - 1];
    const faults: Fault[] = [];
    if (stretch.to !== null && stretch.to < stretch.from) {
      faults.push(
        fault(at('to'), 'the last day is before the first', stretch.to, `${stretch.from} or later, or empty`),
      );
    }
    if (before !== undefined && stretch.from === before.from) {
      faults.push(
        fault(
          at('from'),
          'duplicate: the code already has an entry from that day',
          stretch.from,
          'one entry',
        ),
      );
    } else if (before !== undefined && (before.to === null || stretch.from <= before.to)) {
      const allowed = before.to === null ? 'nothing after an open validity' : `after ${before.to}`;
      faults.push(fault(at('from'), `overlaps the validity ${stretchText(before)}`, stretch.from, allowed));
    }
    return faults;
  });
}
