/**
 * What a process that folds still knows of its past: of a fold that ended, how it ended; of one that lost a race and
 * begins anew, how often it has. That is how `foldNode` and `aggregateBatch` are written (they keep an outcome and a
 * counter); `model.test.ts` compares a search that relies on it with one that does not.
 */
import type { NodeKey } from '../../shared/app/ports/totals.ts';
import type { Past } from './forks.ts';
import type { Operation } from './operations.ts';

/** The total that a call is made for. */
function nodeOf([name, ...given]: Operation): string {
  if (name === 'read total' || name === 'put total') return (given[0] as NodeKey).node;
  if (name === 'read totals below') return String(given[0]).split('#')[2] ?? '';
  if (name === 'read events') return `${given[0]}@${given[1]}`;
  return name === 'read reports' ? String(given[3]) : name;
}

type Fold = { attempts: number; last: string; answer: string };

/** Known only while every fold under way is at its beginning: in the middle of one, what it read matters. */
export function memoryOfFolds(past: readonly Past[], pending: readonly Operation[]): string | null {
  if (pending.some(([name]) => name !== 'read total')) return null;
  const folds = new Map<string, Fold>();
  for (const { operation, answer } of past) {
    const node = nodeOf(operation);
    const fold = folds.get(node) ?? { attempts: 0, last: '', answer: '' };
    folds.set(node, fold);
    if (operation[0] === 'read total') fold.attempts += 1;
    fold.last = operation[0];
    const isText = 'value' in answer && typeof answer.value !== 'object';
    fold.answer = 'error' in answer ? 'failed' : isText ? String(answer.value) : '';
  }
  const waiting = pending.map(nodeOf);
  const known = [...folds].map(([node, { attempts, last, answer }]) =>
    waiting.includes(node) ? [node, attempts] : [node, last, answer],
  );
  return JSON.stringify([known.sort(), waiting.sort()]);
}
