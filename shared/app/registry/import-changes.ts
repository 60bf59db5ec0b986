/** The registry as operators change it (ADR 30): its version is that of its last import, and the note of an import has the change. */
import { Change } from '../../contract/access/change.ts';
import { readRecorded } from '../../contract/recorded.ts';
import type { RegistryDifference } from '../../contract/registry/import.ts';
import { positionOf, versionText } from '../../domain/access/task-version.ts';
import type { RegistryRecord } from '../../domain/registry/records.ts';
import type { RegistryView } from '../../domain/registry/view.ts';
import type { ChangeStore } from '../access/make-change.ts';
import type { ListImportsFrom, ReadRegistry, StandingRegistry } from '../ports/registry.ts';
import { beginImport, type WriteImportPorts, writeImport } from './write-import.ts';

export type ImportChangePorts = WriteImportPorts & {
  readonly readRegistry: ReadRegistry;
  readonly listImportsFrom: ListImportsFrom;
};

/** What ETag says; before the first load 0.0. */
export const versionOfRegistry = ({ version }: Pick<RegistryView, 'version'>): string =>
  versionText({ record: 0, version });

/** The first of them: an answer names no more. */
const MOST_SINCE = 100;

const numberOf = (version: string): number => positionOf(version)?.version ?? 0;

/** Null of an import that no operator called for: of a release before there was a route for it. */
export const changeIn = (note: unknown): Change | null => readRecorded(Change, note);

/** `news` are the records of what was decided last. */
export function registryChanges(
  ports: ImportChangePorts,
  news: () => readonly RegistryRecord[],
): ChangeStore<StandingRegistry, RegistryDifference> {
  return {
    read: async () => {
      const state = await ports.readRegistry();
      return { version: versionOfRegistry(state.view), state };
    },
    since: async (on) => {
      const seen = numberOf(on);
      const changes: Change[] = [];
      let isKnown = seen === 0;
      for await (const { version, note } of ports.listImportsFrom(seen)) {
        if (version === seen) isKnown = true;
        const change = version === seen ? null : changeIn(note);
        if (change !== null) changes.push(change);
        if (!isKnown || changes.length === MOST_SINCE) break;
      }
      return isKnown ? changes : null;
    },
    // Taken anew each time: whatever dies under a number leaves it to nobody.
    next: async ({ state }) => versionOfRegistry({ version: await beginImport(ports, state) }),
    commit: ({ state }, _, change) => writeImport(ports, state, numberOf(change.version), news(), change),
  };
}
