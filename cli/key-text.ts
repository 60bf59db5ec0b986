/** Keys, and what became of them, as tables. */
import type { IssuedKey, KeyLife, KeySubmission } from '../shared/contract/access/keys.ts';
import { counted, table } from './table.ts';

const listed = (parts: readonly string[] | null, all: string): string => parts?.join(' ') ?? all;

export function keysText(keys: readonly IssuedKey[]): string {
  const rows = keys
    .toSorted((a, b) => (a.agencies.join() < b.agencies.join() ? -1 : 1))
    .map((key) => [
      key.agencies.join(' '),
      key.keyId,
      key.scopes.join(', '),
      listed(key.systems, 'all'),
      key.validTo.slice(0, 10),
      key.state,
      listed(key.networks, 'anywhere'),
    ]);
  const columns = [
    { head: 'agency', width: 10 },
    { head: 'key' },
    { head: 'scopes', width: 12 },
    { head: 'systems', width: 16 },
    { head: 'valid until' },
    { head: 'state' },
    { head: 'from', width: 14 },
  ];
  return `${table(columns, rows)}\n\n${counted(rows.length, 'key')}`;
}

export function keyLifeText({ key, changes }: KeyLife): string {
  const facts: readonly (readonly [string, string])[] = [
    ['key', key.keyId],
    ['state', key.state],
    ['agencies', key.agencies.join(', ')],
    ['systems', listed(key.systems, 'all of the agencies')],
    ['scopes', key.scopes.join(', ')],
    ['from', listed(key.networks, 'anywhere')],
    ['note', key.note ?? '–'],
    ['valid', `${key.validFrom} to ${key.validTo}`],
    ['revoked', key.revokedAt ?? 'no'],
    ['issued by', key.issuedBy ?? 'not known'],
    ['replaces', key.replaces ?? '–'],
    ['replaced by', key.replacedBy ?? '–'],
  ];
  const life = changes.map(({ at, action, operator }) => `${at}  ${action} by ${operator}`);
  return [...facts.map(([name, value]) => `${name.padEnd(12)} ${value}`), '', ...life].join('\n').trimEnd();
}

export const submissionsText = (submissions: readonly KeySubmission[]): string =>
  table(
    [{ head: 'received' }, { head: 'kind' }, { head: 'submission', width: 40 }, { head: 'now' }],
    submissions.map(({ receivedAt, kind, id, fate }) => [receivedAt.slice(0, 19), kind, id, fate]),
  );
