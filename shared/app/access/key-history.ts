/** What operators did with keys and clients, newest first: of all of them, as each change lies with its key or client. */
import type { Change, History } from '../../contract/access/change.ts';
import type { Credential } from '../../contract/registry.ts';
import { positionOf, versionText } from '../../domain/access/task-version.ts';
import type { ListKeyVersions } from '../ports/keys.ts';
import { shownClient } from './read-clients.ts';
import { HISTORY_PAGE } from './read-history.ts';
import { shownKey } from './read-keys.ts';

const shownAt = (credential: Credential, at: number) =>
  credential.clientId === undefined ? shownKey(credential, at) : shownClient(credential, at);

const newestFirst = (one: Change, other: Change): number =>
  Date.parse(other.at) - Date.parse(one.at) || (nameOf(one) < nameOf(other) ? -1 : 1);

const nameOf = ({ record, version }: Change): string => `${record} ${version}`;

/**
 * Versions of keys are in no one order, so `after` is a place in time: the millisecond of a change, and how many of that one were
 * said. Reads the table once for each page.
 */
export async function keyHistory(listKeyVersions: ListKeyVersions, after: string | null): Promise<History> {
  const from = after === null ? null : positionOf(after);
  const all: Change[] = [];
  for await (const { credential, change } of listKeyVersions())
    if (change !== null && (from === null || Date.parse(change.at) <= from.record))
      all.push({ ...change, body: shownAt(credential, Date.parse(change.at)) });
  all.sort(newestFirst);
  const said = from === null ? 0 : all.filter(({ at }) => Date.parse(at) === from.record).length;
  const left = all.slice(Math.min(said, from?.version ?? 0));
  const changes = left.slice(0, HISTORY_PAGE);
  return { task: 'keys', changes, next: left.length > changes.length ? placeBehind(changes, from) : null };
}

function placeBehind(changes: readonly Change[], from: ReturnType<typeof positionOf>): string | null {
  const last = changes.at(-1);
  if (last === undefined) return null;
  const record = Date.parse(last.at);
  const before = from?.record === record ? from.version : 0;
  const here = changes.filter(({ at }) => Date.parse(at) === record).length;
  return versionText({ record, version: before + here });
}
