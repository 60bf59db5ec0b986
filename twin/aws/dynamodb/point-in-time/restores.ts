/**
 * Restores to a new table: from a live table as it was at a second, or from the system backup of a deleted one. What is
 * under way is recorded, so that a restore goes on after a restart or a kill.
 */
import { randomUUID } from 'node:crypto';
import { isObject, type JsonObject, list, text } from '../../wire.ts';
import { tableName } from '../actions.ts';
import type { BackendAnswer } from '../backend.ts';
import { answer, type Operation, refused, tableNotFound } from './answers.ts';
import { copyItems, itemsOf } from './change-log.ts';
import { type ContinuousBackups, SECOND } from './continuous-backups.ts';
import { type DeletedTables, describeGone, itemsGone } from './deleted-tables.ts';
import type { Jobs } from './jobs.ts';
import { readRecords, statusOf, type TableRecords } from './table-records.ts';

/** `from` is a key prefix; `past` as in `copyItems`; `started` in ms. */
type Order = {
  target: string;
  from: string;
  past?: { tableId: string; time: number };
  started: number;
};
const keyOf = (target: string): string => `pitr-restore~${target}`;

/** What the twin cannot do is refused rather than passed over. */
const OVERRIDES = [
  'BillingModeOverride',
  'GlobalSecondaryIndexOverride',
  'LocalSecondaryIndexOverride',
  'ProvisionedThroughputOverride',
  'OnDemandThroughputOverride',
  'SSESpecificationOverride',
];

/** Of a table's description, what its restored copy has from it. No protection, stream, class or tags. */
const COPIED = [
  'AttributeDefinitions',
  'KeySchema',
  'BillingModeSummary',
  'TableThroughputModeSummary',
  'ProvisionedThroughput',
];

export type Restores = {
  operations: Readonly<Record<string, Operation>>;
  /** Takes up what a stop or a kill interrupted. */
  resume(): Promise<void>;
};

export function restores(
  tables: TableRecords,
  backups: ContinuousBackups,
  deleted: DeletedTables,
  jobs: Jobs,
  options: { now: () => number; restoreSeconds: number },
): Restores {
  const { level } = tables;
  const { now } = options;

  const carryOut = async (order: Order, signal: AbortSignal): Promise<void> => {
    const { target, from, past, started } = order;
    const bytes = await copyItems(level, from, itemsOf(target), signal, past);
    await jobs.pause(started + options.restoreSeconds * SECOND - now());
    const table = tables.find(target);
    if (table === undefined) return;
    const summary = isObject(table.RestoreSummary) ? table.RestoreSummary : {};
    await tables.save(target, {
      ...table,
      TableStatus: 'ACTIVE',
      TableSizeBytes: bytes,
      RestoreSummary: { ...summary, RestoreInProgress: false },
    });
    await level.batch([{ type: 'del', key: keyOf(target) }]);
  };
  const begin = (order: Order): void => {
    const name = `restore of ${order.target}`;
    jobs.run(name, [order.from, itemsOf(order.target)], (signal) => carryOut(order, signal));
  };

  const restore = async (
    input: JsonObject,
    source: JsonObject,
    summary: JsonObject,
    from: Pick<Order, 'from' | 'past'>,
  ): Promise<BackendAnswer> => {
    const target = text(input, 'TargetTableName') ?? '';
    const unknown = OVERRIDES.filter((name) => input[name] !== undefined);
    if (unknown.length > 0)
      return refused('ValidationException', `the twin restores without ${unknown.join(', ')}`);
    if (!/^[a-zA-Z0-9_.-]{3,255}$/.test(target))
      return refused('ValidationException', `Invalid table/index name: TargetTableName "${target}"`);
    if ([...list(source.GlobalSecondaryIndexes), ...list(source.LocalSecondaryIndexes)].length > 0)
      return refused('ValidationException', 'the twin does not restore tables that have indexes');
    const order: Order = { target, started: now(), ...from };
    const table: JsonObject = {
      ...Object.fromEntries(COPIED.map((name) => [name, source[name]])),
      TableName: target,
      TableArn: `${tables.arnPrefix}${target}`,
      TableId: randomUUID(),
      TableStatus: 'CREATING',
      CreationDateTime: now() / SECOND,
      ItemCount: 0,
      TableSizeBytes: 0,
      RestoreSummary: { ...summary, RestoreInProgress: true },
    };
    const there = tables.find(target);
    if (there !== undefined && statusOf(there) !== 'ACTIVE')
      return refused('TableInUseException', `Table is being created or deleted: ${target}`);
    if (!(await tables.create(target, table, keyOf(target), order)))
      return refused('TableAlreadyExistsException', `Table already exists: ${target}`);
    begin(order);
    return answer({ TableDescription: table });
  };

  const restoreTableToPointInTime: Operation = async (input) => {
    const name = tableName(text(input, 'SourceTableName') ?? text(input, 'SourceTableArn') ?? '');
    const table = tables.find(name);
    if (table === undefined || statusOf(table) === 'DELETING') return tableNotFound(name);
    const backup = backups.of(name);
    if (backup === undefined)
      return refused(
        'PointInTimeRecoveryUnavailableException',
        `Point in time recovery is not enabled for table '${name}'`,
      );
    const { earliest, latest } = backups.windowOf(backup);
    const asked = input.RestoreDateTime;
    if ((typeof asked === 'number') === (input.UseLatestRestorableTime === true))
      return refused(
        'ValidationException',
        'One of RestoreDateTime and UseLatestRestorableTime must be given, and only one',
      );
    const second = typeof asked === 'number' ? Math.floor(asked) : latest;
    if (second < earliest || second > latest)
      return refused(
        'InvalidRestoreTimeException',
        `RestoreDateTime must be between EarliestRestorableDateTime ${earliest} and LatestRestorableDateTime ${latest}`,
      );
    return restore(
      input,
      table,
      { SourceTableArn: table.TableArn, RestoreDateTime: second },
      { from: itemsOf(name), past: { tableId: backup.tableId, time: second * SECOND } },
    );
  };
  const restoreTableFromBackup: Operation = async (input) => {
    const arn = text(input, 'BackupArn') ?? '';
    const gone = deleted.find(arn);
    if (gone === undefined) return refused('BackupNotFoundException', `Backup not found: ${arn}`);
    if (!gone.available) return refused('BackupInUseException', `Backup is being created: ${arn}`);
    const summary = {
      SourceBackupArn: arn,
      SourceTableArn: gone.table.TableArn,
      RestoreDateTime: describeGone(gone).BackupCreationDateTime,
    };
    return restore(input, gone.table, summary, { from: itemsGone(gone) });
  };

  return {
    operations: {
      RestoreTableToPointInTime: restoreTableToPointInTime,
      RestoreTableFromBackup: restoreTableFromBackup,
    },
    resume: async () => {
      for (const order of (await readRecords(level, 'pitr-restore~')) as Order[]) {
        const target = tables.find(order.target);
        if (target !== undefined && statusOf(target) === 'CREATING') begin(order);
        else await level.batch([{ type: 'del', key: keyOf(order.target) }]);
      }
    },
  };
}
