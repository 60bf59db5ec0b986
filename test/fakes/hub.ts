/** The hub from the door to the totals, over ports in memory: what the use cases do together. */
import { aggregateBatch } from '../../shared/app/aggregate-batch.ts';
import type { ReportRequest } from '../../shared/app/judge-report.ts';
import { dryRunReport, submitReport } from '../../shared/app/submit-report.ts';
import { verifyTotals } from '../../shared/app/verify-totals.ts';
import { readPeriod } from '../../shared/domain/period.ts';
import { calendar, catalogue, foldOf } from '../fixtures/catalogue.ts';
import { credential, snapshotOf } from '../fixtures/registry.ts';
import { NOW, PERIOD } from '../fixtures/reports.ts';
import { fakeJournal } from './journal.ts';
import { fakeLedger } from './ledger.ts';
import { fakeQueue } from './queue.ts';
import { fakeRegistry } from './registry.ts';
import { fakeTotals } from './totals.ts';

const request = (body: unknown, overrides: Partial<ReportRequest> = {}): ReportRequest => ({
  body,
  bodyFindings: [],
  sha256: 'a'.repeat(64),
  idempotencyKey: null,
  credential: credential(),
  receivedAt: NOW,
  ...overrides,
});

export function fakeHub() {
  const ledger = fakeLedger();
  const totals = fakeTotals();
  const registry = fakeRegistry(snapshotOf(1), catalogue, calendar);
  const queue = fakeQueue();
  const journal = fakeJournal();
  const submitPorts = {
    findAgency: registry.findAgency,
    findSystem: registry.findSystem,
    readCatalogue: registry.readCatalogue,
    readCalendar: registry.readCalendar,
    findEntry: ledger.findEntry,
    putEntry: ledger.putEntry,
    sendEntry: queue.sendEntry,
    now: () => NOW + 7,
  };
  /** What the consumer asks, each an I/O that can wait or fail. */
  const consumerPorts = {
    readNode: totals.readNode,
    readChildren: totals.readChildren,
    putNode: totals.putNode,
    readReports: ledger.readReports,
    readSnapshot: registry.readSnapshot,
    readCatalogue: registry.readCatalogue,
    readCalendar: registry.readCalendar,
    writeJournal: journal.writeJournal,
  };
  const aggregate = (ids?: readonly string[], ports = consumerPorts) => {
    const batch = queue.receive(ids);
    return aggregateBatch(ports, batch).then((outcome) => {
      queue.settle(batch, outcome.failures);
      return outcome;
    });
  };
  return {
    ...{ ledger, totals, registry, queue, journal, submitPorts, consumerPorts, aggregate },
    submit: (
      body: unknown,
      overrides: Partial<ReportRequest> = {},
      ports: Partial<typeof submitPorts> = {},
    ) => submitReport({ ...submitPorts, ...ports }, request(body, overrides)),
    dryRun: (body: unknown, overrides: Partial<ReportRequest> = {}) =>
      dryRunReport(submitPorts, request(body, overrides)),
    /** Redelivers until the queue is empty, as SQS does after a crash. */
    async drain() {
      for (let round = 0; round < 20 && queue.waiting().length > 0; round += 1) await aggregate();
    },
    async verify(dataset = 'monthly', periodId = PERIOD) {
      const period = readPeriod(periodId, calendar);
      if (period === null) throw new Error(`${periodId} is no period`);
      const { readNode, readChildren, readReports } = consumerPorts;
      const ports = { readNode, readChildren, readReports, foldOf, pause: async () => {} };
      return verifyTotals(ports, await registry.readSnapshot(), dataset, period);
    },
    /** The stored total of a node; of the country by default. */
    async total(node = 'VN', parent: string | null = null) {
      return (await totals.readNode({ dataset: 'monthly', period: PERIOD, parent, node }))?.content ?? null;
    },
  };
}
export type FakeHub = ReturnType<typeof fakeHub>;
