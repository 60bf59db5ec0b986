/**
 * Deletion of tables. As on AWS, point-in-time recovery does not reach a deleted table: one that had it leaves a system
 * backup of its last state, `<table>$DeletedTableBackup`, which is kept for 35 days.
 */
import { randomBytes } from 'node:crypto';
import { isObject, type JsonObject, text } from '../../wire.ts';
import { tableName } from '../actions.ts';
import { under } from '../dynalite.ts';
import { answer, type Operation, refused, resourceNotFound } from './answers.ts';
import { type ChangeLog, copyItems, itemsOf } from './change-log.ts';
import { type ContinuousBackups, DAY, LONGEST_WINDOW_DAYS, SECOND } from './continuous-backups.ts';
import type { Jobs } from './jobs.ts';
import { idOf, nameOf, readRecord, readRecords, statusOf, type TableRecords } from './table-records.ts';

/** `deletedAt` in ms; `available` once all items are copied. */
type Gone = { arn: string; table: JsonObject; deletedAt: number; available: boolean; bytes: number };

const keyOf = (arn: string): string => `pitr-backup~${arn}`;
export const itemsGone = ({ table }: Gone): string => `pitr-gone~${idOf(table)}~`;
const expiry = ({ deletedAt }: Gone): number => deletedAt + LONGEST_WINDOW_DAYS * DAY;

export const describeGone = (gone: Gone): JsonObject => ({
  BackupArn: gone.arn,
  BackupName: `${nameOf(gone.table)}$DeletedTableBackup`,
  BackupStatus: gone.available ? 'AVAILABLE' : 'CREATING',
  BackupType: 'SYSTEM',
  BackupCreationDateTime: gone.deletedAt / SECOND,
  BackupExpiryDateTime: expiry(gone) / SECOND,
  BackupSizeBytes: gone.bytes,
});

const isGone = (record: unknown): record is Gone => isObject((record as Partial<Gone>).table);

export type DeletedTables = {
  operations: Readonly<Record<string, Operation>>;
  find(backupArn: string): Gone | undefined;
  resume(): Promise<void>;
  /** Drops backups whose 35 days are over. */
  compact(): Promise<void>;
};

export function deletedTables(
  tables: TableRecords,
  backups: ContinuousBackups,
  log: ChangeLog,
  jobs: Jobs,
  options: {
    now: () => number;
    /** Resolves when the calls under way have ended. */
    settled: () => Promise<void>;
    isProtected: (table: string) => boolean;
    forgetSettings: (table: string) => Promise<void>;
  },
): DeletedTables {
  const { level } = tables;
  const { now } = options;
  const save = (gone: Gone) => level.batch([{ type: 'put', key: keyOf(gone.arn), value: gone }]);
  const find = (arn: string): Gone | undefined => {
    const record = readRecord(level, keyOf(arn));
    return isGone(record) && expiry(record) > now() ? record : undefined;
  };
  const all = async (): Promise<Gone[]> => (await readRecords(level, 'pitr-backup~')).filter(isGone);

  const finish = async (table: JsonObject, signal: AbortSignal): Promise<void> => {
    const name = nameOf(table);
    await options.settled();
    await jobs.idle(itemsOf(name));
    const gone = (await all()).find((one) => idOf(one.table) === idOf(table));
    if (gone !== undefined && !gone.available) {
      const bytes = await copyItems(level, itemsOf(name), itemsGone(gone), signal);
      await save({ ...gone, available: true, bytes });
    }
    await backups.forget(name);
    await log.cut(idOf(table));
    await level.clear(under(itemsOf(name)));
    await level.clear(under(`tag-${name}~`));
    for (const kind of ['local', 'global']) await level.clear(under(`index-${kind}~${name}~`));
    await options.forgetSettings(name);
    await tables.remove(name);
  };
  const begin = (table: JsonObject): void =>
    jobs.run(`deletion of ${nameOf(table)}`, [], (signal) => finish(table, signal));

  const deleteTable: Operation = async (input) => {
    const name = tableName(text(input, 'TableName') ?? '');
    const table = tables.find(name);
    if (table === undefined) return resourceNotFound(name);
    if (statusOf(table) !== 'ACTIVE')
      return refused(
        'ResourceInUseException',
        `Attempt to change a resource which is still in use: Table is being ${statusOf(table) === 'DELETING' ? 'deleted' : 'created'}: ${name}`,
      );
    if (options.isProtected(name))
      return refused(
        'ValidationException',
        'Resource cannot be deleted as it is currently protected against deletion. Disable deletion protection first.',
      );
    const deleting = { ...table, TableStatus: 'DELETING' };
    if (backups.of(name) !== undefined) {
      const deletedAt = now();
      const arn = `${tables.arnPrefix}${name}/backup/${String(deletedAt).padStart(14, '0')}-${randomBytes(4).toString('hex')}`;
      await save({ arn, table, deletedAt, available: false, bytes: 0 });
    }
    await tables.save(name, deleting);
    begin(deleting);
    return answer({ TableDescription: deleting });
  };
  const listBackups: Operation = async (input) => {
    const { TimeRangeLowerBound: from = 0, TimeRangeUpperBound: to = Number.POSITIVE_INFINITY } = input;
    const [table, kind = 'USER'] = [text(input, 'TableName'), text(input, 'BackupType')];
    const listed = (await all()).filter(
      (gone) =>
        ['SYSTEM', 'ALL'].includes(kind) &&
        expiry(gone) > now() &&
        (table === undefined || nameOf(gone.table) === tableName(table)) &&
        gone.deletedAt / SECOND >= Number(from) &&
        gone.deletedAt / SECOND < Number(to),
    );
    const summaries = listed.map((gone) => ({
      TableName: gone.table.TableName,
      TableId: gone.table.TableId,
      TableArn: gone.table.TableArn,
      ...describeGone(gone),
    }));
    return answer({ BackupSummaries: summaries });
  };
  const describeBackup: Operation = async (input) => {
    const arn = text(input, 'BackupArn') ?? '';
    const gone = find(arn);
    if (gone === undefined) return refused('BackupNotFoundException', `Backup not found: ${arn}`);
    const { TableName, TableId, TableArn, KeySchema, CreationDateTime, ProvisionedThroughput } = gone.table;
    return answer({
      BackupDescription: {
        BackupDetails: describeGone(gone),
        SourceTableDetails: {
          TableName,
          TableId,
          TableArn,
          KeySchema,
          ProvisionedThroughput,
          TableCreationDateTime: CreationDateTime,
          TableSizeBytes: gone.bytes,
        },
      },
    });
  };

  return {
    operations: { DeleteTable: deleteTable, ListBackups: listBackups, DescribeBackup: describeBackup },
    find,
    resume: async () => {
      for (const table of await tables.all()) if (statusOf(table) === 'DELETING') begin(table);
    },
    compact: async () => {
      for (const gone of await all()) {
        if (expiry(gone) > now()) continue;
        await jobs.idle(itemsGone(gone));
        await level.clear(under(itemsGone(gone)));
        await level.batch([{ type: 'del', key: keyOf(gone.arn) }]);
      }
    },
  };
}
