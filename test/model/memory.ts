/**
 * What a process that folds still knows of its past: of a fold that ended, how it ended, what it read and what it put; of one
 * that lost a race and begins anew, how often it has. That is how `foldNode` and `aggregateBatch` are written (they keep an outcome and a
 * counter); `model.test.ts` compares a search that relies on it with one that does not.
 */
import type { NodeKey } from '../../shared/app/ports/totals.ts';
import type { Past } from './forks.ts';
import type { Operation } from './operations.ts';
import { numberOf } from './world.ts';

/** The total that a call is made for. */
function nodeOf([name, ...given]: Operation): string {
  if (name === 'read total' || name === 'put total') return (given[0] as NodeKey).node;
  if (name === 'read totals below') return String(given[0]).split('#')[2] ?? '';
  if (name === 'read events') return `${given[0]}@${given[1]}`;
  return name === 'read reports' ? String(given[3]) : name;
}

type Fold = {
  parent: string | null;
  /** How its puts ended and what failed, in all folds of it: a batch of which some were received often folds a total again. */
  ends: string;
  /** When its last call was answered. */
  at: number;
  last: string;
  answer: string;
  /** What it read last of its total, and what it put last: what the total above replaces in itself. */
  read: number;
  put: number;
};
const none = (): Fold => ({ parent: null, ends: '', at: 0, last: '', answer: '', read: -1, put: -1 });

/** Known only while every fold under way is at its beginning: in the middle of one, what it read matters. */
export function memoryOfFolds(past: readonly Past[], pending: readonly Operation[]): string | null {
  if (pending.some(([name]) => name !== 'read total')) return null;
  const folds = new Map<string, Fold>();
  for (const [at, { operation, answer }] of past.entries()) {
    const node = nodeOf(operation);
    const fold = folds.get(node) ?? none();
    folds.set(node, fold);
    const [name, key, given] = operation;
    if (name === 'read total' || name === 'put total') fold.parent = (key as NodeKey).parent;
    if (name === 'read total') fold.read = numberOf(JSON.stringify(answer));
    if (name === 'put total') fold.put = numberOf(JSON.stringify(given));
    fold.at = at;
    fold.last = name;
    const isText = 'value' in answer && typeof answer.value !== 'object';
    fold.answer = 'error' in answer ? 'failed' : isText ? String(answer.value) : '';
    if (fold.answer !== '') fold.ends += `${fold.answer}, `;
  }
  const waiting = pending.map(nodeOf);
  /** A total that was written since has taken what was folded below it. */
  const isTaken = ({ parent, at }: Fold): boolean => {
    const above = folds.get(parent ?? '');
    return above?.answer === 'written' && above.at > at;
  };
  const known = [...folds].map(([node, fold]) =>
    waiting.includes(node)
      ? [node, fold.ends]
      : [node, fold.last, fold.answer, ...(isTaken(fold) ? [] : [fold.read, fold.put])],
  );
  return JSON.stringify([known.sort(), waiting.sort()]);
}
