/**
 * Point-in-time recovery in memory, with a clock of its own: copies are made from the log of changes, the newest five minutes
 * cannot be restored yet, and a restore takes its time.
 */
import type { DrillCopy, DrilledTable, TableCopies } from '../../shared/app/ports/recovery.ts';
import type { StoredNode } from '../../shared/app/ports/totals.ts';
import { MINUTE } from '../../shared/domain/values/duration.ts';
import { calendar, catalogue } from '../fixtures/catalogue.ts';
import { snapshotOf } from '../fixtures/registry.ts';
import type { FakeHub } from './hub.ts';
import { fakeLedger } from './ledger.ts';
import { fakeRegistry } from './registry.ts';
import { fakeTotals } from './totals.ts';

type Copy = {
  readonly readyAt: number;
  /** As it is told. */
  readonly restoredTo: number;
  deletedAt: number | null;
};

type RestoreManners = {
  /** By how much what can be restored is behind. */
  lag: number;
  /** How long a restore takes. */
  takes: number;
  /** By how much each table is restored to another instant than asked; whether that is said. */
  shift: Readonly<Record<DrilledTable, number>>;
  tellsShift: boolean;
};

/** All tables alike. */
export const shiftedBy = (milliseconds: number): RestoreManners['shift'] => ({
  registry: milliseconds,
  submissions: milliseconds,
  totals: milliseconds,
});

export type CopiedTables = {
  readonly ledger: ReturnType<typeof fakeLedger>;
  readonly totals: ReturnType<typeof fakeTotals>;
  readonly registry: ReturnType<typeof fakeRegistry>;
};

export function fakeRestores(hub: FakeHub, now: () => number) {
  const manners: RestoreManners = {
    lag: 5 * MINUTE,
    takes: 25 * MINUTE,
    shift: shiftedBy(0),
    tellsShift: false,
  };
  const began = now();
  const copies = new Map<string, Copy>();
  const tables = new Map<string, CopiedTables>();
  let plant: (copied: CopiedTables) => void = () => undefined;
  const copyName = (table: DrilledTable, drill: string) => `dtm-dev-${table}-drill-${drill}`;
  const open = (drill: string): CopiedTables => {
    const found = tables.get(drill);
    if (found === undefined) throw new Error(`nothing was restored for ${drill}`);
    return found;
  };
  const settle = (): void => {
    for (const [name, { deletedAt }] of copies)
      if (deletedAt !== null && deletedAt <= now() - MINUTE) copies.delete(name);
  };

  async function restoreAll(asked: number): Promise<CopiedTables> {
    const at = (table: DrilledTable): number => asked + manners.shift[table];
    const ledger = fakeLedger();
    for (const change of hub.ledger.log())
      if (change.at <= at('submissions')) await ledger.putEntry(change.entry);
    const totals = fakeTotals();
    for (const { at: when, key, text } of hub.totals.log())
      if (when <= at('totals')) totals.tamper(key, JSON.parse(text) as StoredNode);
    const registry = fakeRegistry(snapshotOf(1), catalogue, calendar);
    for (const change of hub.registry.log())
      if (Date.parse(change.at) <= at('registry')) await registry.writeRecords(change.records, change.at);
    return { ledger, totals, registry };
  }

  const ports: TableCopies = {
    copyName,
    readWindow: async () => ({ earliest: began, latest: now() - manners.lag }),
    async restoreTable(table, drill, at) {
      settle();
      const name = copyName(table, drill);
      if (copies.has(name)) return 'already there';
      if (at > now() - manners.lag || at < began) throw new Error('InvalidRestoreTimeException');
      copies.set(name, {
        readyAt: now() + manners.takes,
        restoredTo: at + (manners.tellsShift ? manners.shift[table] : 0),
        deletedAt: null,
      });
      if (!tables.has(drill)) {
        const copied = await restoreAll(at);
        plant(copied);
        tables.set(drill, copied);
      }
      return 'begun';
    },
    async readCopy(table, drill) {
      settle();
      const copy = copies.get(copyName(table, drill));
      if (copy === undefined) return null;
      const status = copy.deletedAt !== null ? 'deleting' : copy.readyAt <= now() ? 'active' : 'creating';
      return { status, restoredTo: copy.restoredTo };
    },
    async listCopies() {
      settle();
      return [...copies.keys()];
    },
    async deleteCopy(name) {
      const copy = copies.get(name);
      if (copy === undefined || copy.deletedAt !== null || copy.readyAt > now()) return 'not now';
      copy.deletedAt = now();
      return 'begun';
    },
  };
  const openCopy = (drill: string): DrillCopy => {
    const { ledger, totals, registry } = open(drill);
    return { ...registry, ...totals, ...ledger };
  };
  return {
    ports,
    openCopy,
    manners,
    /** Does something to what is restored from now on. */
    plant: (fault: (copied: CopiedTables) => void): void => {
      plant = fault;
    },
    /** Names of the copies that there are. */
    copies: (): string[] => [...copies.keys()],
    /** A copy that a dead drill left behind. */
    leave: (name: string): void => {
      copies.set(name, { readyAt: now(), restoredTo: now(), deletedAt: null });
    },
  };
}
