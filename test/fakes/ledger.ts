/** The ledger in memory: one holder per revision, as the conditional put makes it. */
import { deflateRawSync } from 'node:zlib';
import type { ReadReports } from '../../shared/app/fold-node.ts';
import type { ReadRevisions } from '../../shared/app/read-submissions.ts';
import type { FindEntry, PutEntry } from '../../shared/app/submit-report.ts';
import type { LedgerEntry } from '../../shared/contract/ledger.ts';
import { submissionId } from '../../shared/domain/submission-key.ts';

export type LedgerPorts = {
  readonly putEntry: PutEntry;
  readonly findEntry: FindEntry;
  readonly readRevisions: ReadRevisions;
  readonly readReports: ReadReports;
};

/** The bound of an item in DynamoDB. */
const LARGEST = 400 * 1024;

export function fakeLedger() {
  const entries = new Map<string, LedgerEntry>();
  const all = () => [...entries.values()].sort((a, b) => a.revision - b.revision);
  const ports: LedgerPorts = {
    async putEntry(entry) {
      const id = submissionId(entry);
      const standing = entries.get(id);
      if (standing !== undefined) return structuredClone(standing);
      if (deflateRawSync(JSON.stringify(entry.cells)).length > LARGEST) throw new Error('too large an item');
      entries.set(id, structuredClone(entry));
      return 'written';
    },
    async findEntry(key) {
      return structuredClone(entries.get(submissionId(key)) ?? null);
    },
    async readRevisions(system, dataset, period) {
      return structuredClone(
        all().filter((one) => one.system === system && one.dataset === dataset && one.period === period),
      );
    },
    async readReports(dataset, period, _agency, systems) {
      return structuredClone(
        all().filter(
          (one) => one.dataset === dataset && one.period === period && systems.includes(one.system),
        ),
      );
    },
  };
  return { ...ports, entries: all };
}
