/** The restored registry beside the live one, record by record and version by version, both ways. */
import { hash } from 'node:crypto';
import type { DrillDifference } from '../../../contract/recovery/drill.ts';
import { isOfTheHub, type RecordKind } from '../../../domain/registry/records.ts';
import { LAG_MS } from '../../../domain/verification/margins.ts';
import type { RegistryRow } from '../../ports/registry.ts';
import { instantsOf } from './check-ledger.ts';
import type { DrillPiece } from './ports.ts';
import { differing, later } from './state.ts';

type Row = Omit<RegistryRow, 'text'>;
const isOwn = ({ name }: Row): boolean => isOfTheHub({ kind: name.split('#')[0] as RecordKind });
const nameOf = ({ name, version }: Row): string => `${name} version ${version}`;

/**
 * Both lists have what is seen, and no import that was under way. A version of the registry is seen as a whole or not at all, so what the
 * copy's newest version has must all be there, and a live version that was committed long before the restore point must be in it; a key and
 * the like have versions of their own, and are judged by their time alone. Every version is kept, so what the copy has the live one has too. The registry is some ten thousand records:
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
    const mayBeLater = isOwn(row) ? !restored.has(nameOf(row)) : row.version > version;
    const isUndetermined = mayBeLater && row.at > oldEnough;
    // The totals may have been restored a moment later than the registry, and be of a tree that it does not have.
    const isOfTree = /^(agency|system)#/.test(row.name) && (!isUndetermined || row.at <= tooNew);
    if (isOfTree) registryChangedAt = later(registryChangedAt, row.at);
    if (isUndetermined) continue;
    registryRecords += 1;
    const name = nameOf(row);
    const there = restored.get(name);
    restored.delete(name);
    if (there === undefined) found.push({ kind: 'record-missing', name, detail: row.at });
    else if (there.digest !== hash('sha256', row.text))
      found.push({ kind: 'record-changed', name, detail: row.at });
  }
  for (const [name, { row }] of restored) found.push({ kind: 'record-extra', name, detail: row.at });
  const state = { ...before, registryVersion: version, registryRecords, registryChangedAt };
  return { state: differing(state, found), go: 'next' };
};
