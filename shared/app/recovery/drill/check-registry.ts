/** The restored registry beside the live one, record by record and version by version, both ways. */
import { hash } from 'node:crypto';
import type { DrillDifference } from '../../../contract/recovery/drill.ts';
import { LAG_MS } from '../../../domain/verification/margins.ts';
import type { RegistryRow } from '../../ports/registry.ts';
import { instantsOf } from './check-ledger.ts';
import type { DrillPiece } from './ports.ts';
import { differing, later } from './state.ts';

type Row = Omit<RegistryRow, 'text'>;
const nameOf = ({ name, version }: Row): string => `${name} version ${version}`;

/** Its versions are its own: each is there by the time of its writing, whatever the registry's version is. */
const isKey = ({ name }: Row): boolean => name.startsWith('credential#');

/**
 * A version of the registry is seen as a whole or not at all, so what the copy's newest version has must all be there,
 * and a live version that was pointed at long before the restore point must be in it; the registry keeps every version, so what the
 * copy has the live one has too. The registry is some ten thousand records:
 * one piece.
 */
export const checkRegistry: DrillPiece = async (ports, before) => {
  const copy = ports.openCopy(before.id);
  const { version } = await copy.readSnapshot();
  const restored = new Map<string, { readonly row: Row; readonly digest: string }>();
  for await (const { text, ...row } of copy.listRegistry())
    restored.set(nameOf(row), { row, digest: hash('sha256', text) });
  const { tooNew } = instantsOf(before);
  const oldEnough = new Date(Date.parse(before.restorePoint ?? '') - LAG_MS).toISOString();
  const found: DrillDifference[] = [];
  let registryRecords = 0;
  let registryChangedAt: string | null = null;
  for await (const row of ports.live.listRegistry()) {
    const isUndetermined = (isKey(row) || row.version > version) && row.at > oldEnough;
    // The totals may have been restored a moment later than the registry, and be of a tree that it does not have.
    const isOfTree = /^(agency|system)#/.test(row.name) && (!isUndetermined || row.at <= tooNew);
    if (isOfTree) registryChangedAt = later(registryChangedAt, row.at);
    const name = nameOf(row);
    if (isUndetermined) {
      if (isKey(row)) restored.delete(name);
      continue;
    }
    registryRecords += 1;
    const there = restored.get(name);
    restored.delete(name);
    if (there === undefined) found.push({ kind: 'record-missing', name, detail: row.at });
    else if (there.digest !== hash('sha256', row.text))
      found.push({ kind: 'record-changed', name, detail: row.at });
  }
  // What a load had written that was not pointed at yet is of no version.
  for (const [name, { row }] of restored)
    if (isKey(row) || row.version <= version) found.push({ kind: 'record-extra', name, detail: row.at });
  const state = { ...before, registryVersion: version, registryRecords, registryChangedAt };
  return { state: differing(state, found), go: 'next' };
};
