/** Stretches of validity: what covers what. Days are text, so that comparing text compares days. */
import type { Localized } from '../../contract/text.ts';
import { localized } from '../language/localized.ts';
import { type Fault, fault, type Path } from '../problems/fault.ts';

export type Stretch = { readonly from: string; readonly to: string | null };

const OPEN = '9999-12-31';

const dayAfter = (day: string): string =>
  new Date(Date.parse(`${day}T00:00:00Z`) + 86_400_000).toISOString().slice(0, 10);

export const stretchText = ({ from, to }: Stretch): Localized =>
  to === null
    ? localized(`${from} to open`, `từ ${from}, chưa có ngày cuối`)
    : localized(`${from} to ${to}`, `từ ${from} đến ${to}`);

export const stretchesText = (history: readonly Stretch[]): Localized => {
  const texts = history.map(stretchText);
  return localized(texts.map(({ en }) => en).join(', '), texts.map(({ vi }) => vi).join(', '));
};

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
        fault(
          at('to'),
          localized('the last day is before the first', 'ngày cuối trước ngày đầu'),
          stretch.to,
          localized(`${stretch.from} or later, or empty`, `từ ${stretch.from} trở đi, hoặc để trống`),
        ),
      );
    }
    if (before !== undefined && stretch.from === before.from) {
      faults.push(
        fault(
          at('from'),
          localized(
            'duplicate: the code already has an entry from that day',
            'trùng: mã này đã có một mục từ ngày đó',
          ),
          stretch.from,
          localized('one entry', 'một mục'),
        ),
      );
    } else if (before !== undefined && (before.to === null || stretch.from <= before.to)) {
      const allowed =
        before.to === null
          ? localized('nothing after an open validity', 'không có gì sau hiệu lực chưa có ngày cuối')
          : localized(`after ${before.to}`, `sau ${before.to}`);
      const { en, vi } = stretchText(before);
      const problem = localized(`overlaps the validity ${en}`, `chồng lên hiệu lực ${vi}`);
      faults.push(fault(at('from'), problem, stretch.from, allowed));
    }
    return faults;
  });
}
