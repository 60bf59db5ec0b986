/** The hub from the door to the totals, over ports in memory: what the use cases do together. */
import type { SubmissionRequest } from '../../shared/app/submissions/judge-owner.ts';
import {
  getSubmission,
  listSubmissions,
  type SubmissionsQuery,
} from '../../shared/app/submissions/read-submissions.ts';
import { dryRun, submit } from '../../shared/app/submissions/submit.ts';
import { dryRunWithdrawal, type WithdrawRequest, withdraw } from '../../shared/app/submissions/withdraw.ts';
import { aggregateBatch } from '../../shared/app/totals/aggregate-batch.ts';
import { repairTotals } from '../../shared/app/verification/repair-totals.ts';
import { verifyTotals } from '../../shared/app/verification/verify-totals.ts';
import { agencyOfSystem, type RegistrySnapshot, treeAt } from '../../shared/domain/registry/tree.ts';
import { nodeByName } from '../../shared/domain/totals/fold-tree.ts';
import { readPeriod } from '../../shared/domain/values/period.ts';
import { calendar, catalogue, foldOf } from '../fixtures/catalogue.ts';
import { counted } from '../fixtures/numbers.ts';
import { credential, snapshotOf } from '../fixtures/registry.ts';
import { NOW, PERIOD, planFor } from '../fixtures/reports.ts';
import { signerWith } from '../fixtures/signing.ts';
import { fakeJournal } from './journal.ts';
import { fakeLedger } from './ledger.ts';
import { fakeQueue } from './queue.ts';
import { fakeRegistry } from './registry.ts';
import { fakeTotals } from './totals.ts';

const request = (body: unknown, overrides: Partial<SubmissionRequest> = {}): SubmissionRequest => ({
  body,
  bodyLiterals: [],
  bodyFindings: [],
  sha256: 'a'.repeat(64),
  idempotencyKey: null,
  credential: credential(),
  receivedAt: NOW,
  ...overrides,
});

export function fakeHub(snapshot: RegistrySnapshot = snapshotOf(1), now: () => number = () => NOW + 7) {
  const ledger = fakeLedger(now);
  const totals = fakeTotals(now);
  const registry = fakeRegistry(snapshot, catalogue, calendar);
  const queue = fakeQueue();
  const journal = fakeJournal(now);
  const submitPorts = {
    findAgency: registry.findAgency,
    findSystem: registry.findSystem,
    readCatalogue: registry.readCatalogue,
    readCalendar: registry.readCalendar,
    findEntry: ledger.findEntry,
    putEntry: ledger.putEntry,
    readHighest: ledger.readHighest,
    sendEntry: queue.sendEntry,
    readSigner: async () => signerWith(),
    now,
  };
  /** What the consumer asks, each an I/O that can wait or fail. */
  const consumerPorts = {
    readNode: totals.readNode,
    readNodes: totals.readNodes,
    readChildren: totals.readChildren,
    putNode: totals.putNode,
    readReports: ledger.readReports,
    readEvents: ledger.readEvents,
    readSnapshot: registry.readSnapshot,
    readCatalogue: registry.readCatalogue,
    readCalendar: registry.readCalendar,
    writeJournal: journal.writeJournal,
    buryMessage: queue.buryMessage,
  };
  const readPorts = { ...registry, ...ledger, ...totals };
  const verifyPorts = {
    readNode: totals.readNode,
    readChildren: totals.readChildren,
    putNode: totals.putNode,
    readReports: ledger.readReports,
    readEvents: ledger.readEvents,
    readSystemEvents: ledger.readSystemEvents,
    readSnapshot: registry.readSnapshot,
    foldOf,
    pause: async () => {},
  };
  const place = (dataset: string, id: string) => {
    const period = readPeriod(id, calendar);
    if (period === null) throw new Error(`${id} is no period`);
    return { dataset: planFor(dataset).dataset, period };
  };
  const aggregate = (ids?: readonly string[], ports = consumerPorts) => {
    const batch = queue.receive(ids);
    return aggregateBatch(ports, batch).then((outcome) => {
      queue.settle(batch, outcome.failures);
      return outcome;
    });
  };
  return {
    ledger,
    totals,
    registry,
    queue,
    journal,
    submitPorts,
    consumerPorts,
    verifyPorts,
    readPorts,
    aggregate,
    submit: (
      body: unknown,
      overrides: Partial<SubmissionRequest> = {},
      ports: Partial<typeof submitPorts> = {},
    ) => submit({ ...submitPorts, ...ports }, request(body, overrides)),
    dryRun: (body: unknown, overrides: Partial<SubmissionRequest> = {}) =>
      dryRun(submitPorts, request(body, overrides)),
    withdraw: (id: string, overrides: Partial<WithdrawRequest> = {}) =>
      withdraw(
        { ...submitPorts, readRevisions: ledger.readRevisions },
        { id, credential: credential(), receivedAt: NOW + 1000, ...overrides },
      ),
    getSubmission: (id: string, by = credential(), withContent = false) =>
      getSubmission(readPorts, by, { id, withContent }, NOW),
    dryRunWithdrawal: (id: string, overrides: Partial<WithdrawRequest> = {}) =>
      dryRunWithdrawal(readPorts, { id, credential: credential(), receivedAt: NOW + 1000, ...overrides }),
    listSubmissions: (query: SubmissionsQuery, by = credential()) =>
      listSubmissions(readPorts, by, query, NOW),
    /** Redelivers until the queue is empty, as SQS does after a crash. */
    async drain() {
      for (let round = 0; round < 20 && queue.waiting().length > 0; round += 1) await aggregate();
    },
    async verify(datasetId = 'monthly', periodId = PERIOD) {
      const { dataset, period } = place(datasetId, periodId);
      const snapshot = await registry.readSnapshot();
      const report = await verifyTotals(verifyPorts, { dataset, period, snapshot });
      return { ...report, national: counted(report.national) };
    },
    async repair(names: readonly string[], datasetId = 'monthly', periodId = PERIOD) {
      const { dataset, period } = place(datasetId, periodId);
      const wrong = names.map((node) => ({ node }));
      return repairTotals(verifyPorts, { dataset, period, snapshot: await registry.readSnapshot() }, wrong);
    },
    /** The stored total of a node, whatever it is under in the tree of the period; of the country by default. */
    async total(name = 'VN', datasetId = 'monthly', periodId = PERIOD) {
      const { dataset, period } = place(datasetId, periodId);
      const now = await registry.readSnapshot();
      const agencyOf = (system: string) => agencyOfSystem(now, system, period);
      const node = nodeByName(dataset, treeAt(now, period), agencyOf, name);
      if (node === null) return null;
      const key = { dataset: datasetId, period: periodId, parent: node.parent, node: name };
      const stored = await totals.readNode(key);
      return stored && counted(stored.content);
    },
  };
}
export type FakeHub = ReturnType<typeof fakeHub>;
