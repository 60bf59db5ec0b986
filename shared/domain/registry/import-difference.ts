/** What an import changes, in a form that can be answered and kept: counts are of all, names and places of the first. */

import type { RegistryDifference } from '../../contract/registry/import.ts';
import { MOST_LISTED } from '../../contract/registry/import-limits.ts';
import { recordDigest } from '../access/record-digest.ts';
import { isOfTheHub, type RegistryRecord, recordName } from './records.ts';

type Planned = {
  readonly added: readonly RegistryRecord[];
  readonly changed: readonly RegistryRecord[];
  readonly unchanged: number;
  readonly beyond: readonly RegistryRecord[];
  readonly moved: readonly { readonly dataset: string; readonly period: string; readonly systems: number }[];
  readonly refolds: readonly unknown[];
};

const names = (records: readonly RegistryRecord[]) => ({
  count: records.length,
  names: records.slice(0, MOST_LISTED).map(recordName),
});

/** Of the tree alone: keys have digests of their own. Null where there is nothing of it. */
function treeDigest(records: Iterable<RegistryRecord>): string | null {
  const named = [...records]
    .filter((record) => !isOfTheHub(record))
    .map((record) => [recordName(record), record.body] as const)
    .sort(([a], [b]) => (a < b ? -1 : 1));
  return named.length === 0 ? null : recordDigest(named);
}

export function differenceOf(standing: readonly RegistryRecord[], planned: Planned): RegistryDifference {
  const { added, changed, unchanged, beyond, moved, refolds } = planned;
  const before = treeDigest(standing);
  const news = [...added, ...changed];
  const after = news.every(isOfTheHub)
    ? before
    : treeDigest(new Map([...standing, ...news].map((record) => [recordName(record), record])).values());
  if (after === null) throw new Error('an import leaves no registry');
  return {
    added: names(added),
    changed: names(changed),
    unchanged,
    beyond: names(beyond),
    moved: { count: moved.length, places: moved.slice(0, MOST_LISTED) },
    refolds: refolds.length,
    before,
    after,
  };
}
