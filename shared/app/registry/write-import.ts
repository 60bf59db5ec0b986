/**
 * The writing of an import (ADR 33): what is left of imports that died is cleared, the records are staged under a number of their own, where
 * nobody sees them, then one put shows all of them. Wherever it dies, everybody sees all of it or nothing, and the next one works.
 */
import { isOfTheHub, type RegistryRecord } from '../../domain/registry/records.ts';
import { areWritersDead, viewAfter } from '../../domain/registry/view.ts';
import type {
  CommitVersion,
  DropRows,
  NoteImport,
  StageRecords,
  StandingRegistry,
  TakeNumber,
  WriteRecords,
} from '../ports/registry.ts';

export type WriteImportPorts = {
  readonly takeNumber: TakeNumber;
  readonly stageRecords: StageRecords;
  readonly noteImport: NoteImport;
  readonly commitVersion: CommitVersion;
  readonly dropRows: DropRows;
  readonly writeRecords: WriteRecords;
  /** In milliseconds. */
  readonly now: () => number;
};

/** A number under which records can be staged on what stands there. */
export async function beginImport(
  { takeNumber, dropRows, now }: WriteImportPorts,
  { view, orphans }: StandingRegistry,
): Promise<number> {
  if (orphans.length > 0 && areWritersDead(view, now())) await dropRows(orphans);
  return takeNumber();
}

/**
 * `note` is kept with the import. The time of the change is that of the commit, not of the staging: totals are known as of any instant.
 * Records of the hub come after the commit, each by itself: one that a crash leaves out is news to the next import.
 */
export async function writeImport(
  ports: WriteImportPorts,
  { view, orphans }: StandingRegistry,
  number: number,
  news: readonly RegistryRecord[],
  note: unknown,
): Promise<'written' | 'lost the race'> {
  const ofTree = news.filter((record) => !isOfTheHub(record));
  await ports.stageRecords(ofTree, number, timeOf(ports));
  const at = timeOf(ports);
  await ports.noteImport(number, at, note);
  const written = new Set(orphans.map(({ version }) => version));
  const committed = await ports.commitVersion(view, viewAfter(view, number, { at, written }));
  const ofHub = news.filter(isOfTheHub);
  if (committed === 'written' && ofHub.length > 0) await ports.writeRecords(ofHub);
  return committed;
}

const timeOf = ({ now }: Pick<WriteImportPorts, 'now'>): string => new Date(now()).toISOString();
