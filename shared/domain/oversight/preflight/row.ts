/** One finding of a preflight. */
import type { Reading, Unread } from './readings.ts';

export type Verdict =
  | 'ready'
  /** The deployment would fail, or the hub would not bear what it is made for. */
  | 'missing'
  /** Could be better; nothing fails. */
  | 'advice'
  | 'unread';

export type Row = {
  readonly what: string;
  readonly found: string;
  readonly needed: string;
  readonly verdict: Verdict;
  /** Sentences, and commands to be pasted, which begin with `$ `. */
  readonly todo: readonly string[];
};

export const ready = (what: string, found: string, needed: string): Row => ({
  what,
  found,
  needed,
  verdict: 'ready',
  todo: [],
});

export const command = (text: string): string => `$ ${text}`;

/** The row of a reading: its own where it was read, else one that says why not. */
export const rowOf = <T>(
  what: string,
  needed: string,
  reading: Reading<T>,
  judged: (value: T) => Row | readonly Row[],
): Row[] => (reading.ok ? [judged(reading.value)].flat() : [unreadRow(what, needed, reading.problem)]);

function unreadRow(what: string, needed: string, unread: Unread): Row {
  const { action } = unread;
  const row = { what, needed, verdict: 'unread' } as const;
  switch (unread.kind) {
    case 'refused':
      return {
        ...row,
        found: `not read: ${action} is refused`,
        todo: [`Whoever runs this needs the right ${action}; or ask an administrator.`],
      };
    case 'silent':
      return {
        ...row,
        found: `not read: no answer to ${action}`,
        todo: ['Is the network between here and AWS open? Run it again.'],
      };
    case 'failed':
      return { ...row, found: 'not read', todo: [`${action}: ${unread.message}`] };
  }
}
