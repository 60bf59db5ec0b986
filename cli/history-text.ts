/** The changes of a task as a table. */
import type { History } from '../shared/contract/access/change.ts';
import { table } from './table.ts';

/** Of an ARN the part that says who: `user/dtm-dev-on-call`. */
const nameIn = (arn: string): string => arn.split(':').slice(5).join(':');

export function historyText({ task, changes, next }: History): string {
  if (changes.length === 0) return `no changes of ${task}`;
  const rows = changes.map(({ at, operator, action, record, version, after }) => [
    `${at.slice(0, 19)}Z`,
    nameIn(operator),
    action,
    record,
    version,
    after.slice(0, 12),
  ]);
  const shown = table(
    [
      { head: 'when' },
      { head: 'operator', width: 40 },
      { head: 'change' },
      { head: 'record' },
      { head: 'version' },
      { head: 'sha256 after' },
    ],
    rows,
  );
  return next === null ? shown : `${shown}\nmore: --after ${next}`;
}
