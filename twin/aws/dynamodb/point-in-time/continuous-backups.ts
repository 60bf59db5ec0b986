/** Which tables are backed up continuously, and from when to when each can be restored. */
import { isObject, type JsonObject, text } from '../../wire.ts';
import { tableName } from '../actions.ts';
import { answer, type Operation, refused, tableNotFound } from './answers.ts';
import type { ChangeLog } from './change-log.ts';
import { idOf, nameOf, readRecords, statusOf, type TableRecords } from './table-records.ts';

export const SECOND = 1000;
export const DAY = 86_400 * SECOND;
export const LONGEST_WINDOW_DAYS = 35;

/** `enabledAt` in ms. */
type Backup = { table: string; tableId: string; enabledAt: number; windowDays: number };

const keyOf = (table: string): string => `pitr-table~${table}`;

/** Whole seconds since 1970, as AWS reports and restores. */
type Window = { earliest: number; latest: number };

export type ContinuousBackups = {
  operations: Readonly<Record<string, Operation>>;
  of(table: string): Backup | undefined;
  windowOf(backup: Backup): Window;
  /** The table is gone or going; what was recorded stays until it is cut. */
  forget(table: string): Promise<void>;
  /** Cuts off what no restore may ask for any more. */
  compact(): Promise<void>;
};

export async function continuousBackups(
  tables: TableRecords,
  log: ChangeLog,
  options: { now: () => number; trailSeconds: number },
): Promise<ContinuousBackups> {
  const { level } = tables;
  const { now } = options;
  const backups = new Map<string, Backup>();
  for (const record of (await readRecords(level, 'pitr-table~')) as Backup[]) {
    backups.set(record.table, record);
    await log.record(record.table, record.tableId);
  }

  const windowOf = ({ enabledAt, windowDays }: Backup): Window => {
    const begin = Math.max(enabledAt, now() - windowDays * DAY);
    const earliest = Math.floor(begin / SECOND);
    return { earliest, latest: Math.max(earliest, Math.floor(now() / SECOND) - options.trailSeconds) };
  };
  const describe = (table: string): JsonObject => {
    const backup = backups.get(table);
    const window = backup === undefined ? undefined : windowOf(backup);
    return {
      ContinuousBackupsDescription: {
        ContinuousBackupsStatus: 'ENABLED',
        PointInTimeRecoveryDescription:
          backup === undefined || window === undefined
            ? { PointInTimeRecoveryStatus: 'DISABLED' }
            : {
                PointInTimeRecoveryStatus: 'ENABLED',
                RecoveryPeriodInDays: backup.windowDays,
                EarliestRestorableDateTime: window.earliest,
                LatestRestorableDateTime: window.latest,
              },
      },
    };
  };
  const enable = async (table: JsonObject, windowDays: number): Promise<void> => {
    const [name, tableId] = [nameOf(table), idOf(table)];
    const enabledAt = backups.get(name)?.enabledAt ?? now();
    const backup = { table: name, tableId, enabledAt, windowDays };
    await level.batch([{ type: 'put', key: keyOf(name), value: backup }]);
    if (!backups.has(name)) await log.record(name, tableId);
    backups.set(name, backup);
  };
  const forget = async (table: string): Promise<void> => {
    log.stop(table);
    backups.delete(table);
    await level.batch([{ type: 'del', key: keyOf(table) }]);
  };

  const describeContinuousBackups: Operation = async (input) => {
    const name = tableName(text(input, 'TableName') ?? '');
    return tables.find(name) === undefined ? tableNotFound(name) : answer(describe(name));
  };
  const updateContinuousBackups: Operation = async (input) => {
    const name = tableName(text(input, 'TableName') ?? '');
    const table = tables.find(name);
    if (table === undefined) return tableNotFound(name);
    if (statusOf(table) !== 'ACTIVE')
      return refused(
        'ContinuousBackupsUnavailableException',
        `Backups are being enabled for the table: ${name}. Please retry later`,
      );
    const wanted = isObject(input.PointInTimeRecoverySpecification)
      ? input.PointInTimeRecoverySpecification
      : {};
    const days = wanted.RecoveryPeriodInDays ?? LONGEST_WINDOW_DAYS;
    if (typeof wanted.PointInTimeRecoveryEnabled !== 'boolean')
      return refused('ValidationException', 'PointInTimeRecoveryEnabled must be true or false');
    if (typeof days !== 'number' || days < 1 || days > LONGEST_WINDOW_DAYS)
      return refused('ValidationException', 'RecoveryPeriodInDays must be between 1 and 35');
    if (wanted.PointInTimeRecoveryEnabled) await enable(table, days);
    else if (backups.has(name)) {
      await forget(name);
      await log.cut(idOf(table));
    }
    return answer(describe(name));
  };

  return {
    operations: {
      DescribeContinuousBackups: describeContinuousBackups,
      UpdateContinuousBackups: updateContinuousBackups,
    },
    of: (table) => backups.get(table),
    windowOf,
    forget,
    compact: async () => {
      // A day more than the window: a restore that was accepted at its edge may still be copying.
      for (const { tableId, windowDays } of backups.values())
        await log.cut(tableId, now() - (windowDays + 1) * DAY);
    },
  };
}
