import { isObject, type JsonObject } from '../wire.ts';
import type { BackendAnswer, DynamoDbBackend } from './backend.ts';
import { loadDynalite } from './dynalite.ts';
import type { Operation } from './point-in-time/answers.ts';
import { recordChanges } from './point-in-time/change-log.ts';
import { continuousBackups } from './point-in-time/continuous-backups.ts';
import { deletedTables } from './point-in-time/deleted-tables.ts';
import { createJobs } from './point-in-time/jobs.ts';
import { restores } from './point-in-time/restores.ts';
import { tableRecords } from './point-in-time/table-records.ts';
import { tableSettings } from './table-settings.ts';

export type ItemStoreOptions = {
  path: string;
  accountId: string;
  region: string;
  /** Milliseconds since 1970: the clock of the change log. */
  now: () => number;
  /** How far the latest restorable time is behind the clock; 300 on AWS. */
  trailSeconds: number;
  /** How long a restore takes at least. */
  restoreSeconds: number;
  /** A fault of work that no call waits for. */
  onError: (error: unknown) => void;
};

const COMPACTION_INTERVAL = 10 * 60 * 1000;

/**
 * dynalite in this process, on LevelDB at `path`, with what it lacks: point-in-time recovery, system backups, deletion
 * protection. Each write is in the operating system's hands before its answer. Rejects where another process has `path`.
 */
export async function openDynalite(options: ItemStoreOptions): Promise<DynamoDbBackend> {
  const dynalite = await loadDynalite(options);
  const underway = new Set<Promise<unknown>>();
  const run = (operation: string, input: JsonObject): Promise<BackendAnswer> => {
    const running = dynalite.run(operation, input);
    underway.add(running);
    return running.finally(() => underway.delete(running));
  };
  const tables = tableRecords(dynalite);
  const jobs = createJobs(options.onError);
  const log = recordChanges(dynalite.store, options.now);
  const settings = tableSettings(tables, (input) => run('UpdateTable', input));
  const backups = await continuousBackups(tables, log, options);
  const deleted = deletedTables(tables, backups, log, jobs, {
    now: options.now,
    settled: async () => void (await Promise.all(underway)),
    isProtected: settings.isProtected,
    forgetSettings: settings.forget,
  });
  const restored = restores(tables, backups, deleted, jobs, options);
  const describeTable: Operation = async (input) => {
    const { status, output } = await run('DescribeTable', input);
    return { status, output: isObject(output.Table) ? { Table: settings.complete(output.Table) } : output };
  };
  const own = new Map<string, Operation>(
    Object.entries({
      ...settings.operations,
      ...backups.operations,
      ...deleted.operations,
      ...restored.operations,
      DescribeTable: describeTable,
    }),
  );
  const compact = (): void =>
    jobs.run('compaction', [], async () => {
      await backups.compact();
      await deleted.compact();
    });
  await deleted.resume();
  await restored.resume();
  compact();
  const compaction = setInterval(compact, COMPACTION_INTERVAL).unref();

  return {
    call: (operation, input) => own.get(operation)?.(input) ?? run(operation, input),
    activate: async (name) => {
      const table = tables.find(name);
      const isRestored = isObject(table?.RestoreSummary);
      if (table === undefined || isRestored || table.TableStatus !== 'CREATING') return;
      await tables.save(name, { ...table, TableStatus: 'ACTIVE' });
    },
    close: async () => {
      clearInterval(compaction);
      await jobs.stop();
      await dynalite.close();
    },
  };
}
