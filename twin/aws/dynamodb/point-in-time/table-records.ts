/** dynalite's descriptions of tables, and the twin's own records about them, read and written past dynalite's actions. */
import { type JsonObject, parseObject, text } from '../../wire.ts';
import { type Level, type RunningDynalite, under } from '../dynalite.ts';

export type TableRecords = {
  readonly level: Level;
  readonly arnPrefix: string;
  /** Whatever its status. */
  find(table: string): JsonObject | undefined;
  all(): Promise<JsonObject[]>;
  save(table: string, description: JsonObject): Promise<void>;
  /** Saves, with another record, only where no table has the name; false if there is one. */
  create(table: string, description: JsonObject, key: string, record: JsonObject): Promise<boolean>;
  remove(table: string): Promise<void>;
};

export function tableRecords({ store, forget }: RunningDynalite): TableRecords {
  const level = store.db;
  const { awsAccountId, awsRegion } = store.tableDb;
  const find = (table: string): JsonObject | undefined => readRecord(level, `table~${table}`);
  const write = async (...writes: Parameters<Level['batch']>[0]): Promise<void> => {
    forget();
    await level.batch(writes);
    forget();
  };
  const put = (key: string, value: JsonObject) => ({ type: 'put' as const, key, value });
  return {
    level,
    arnPrefix: `arn:aws:dynamodb:${awsRegion}:${awsAccountId}:table/`,
    find,
    all: () => readRecords(level, 'table~'),
    save: (table, description) => write(put(`table~${table}`, description)),
    create: (table, description, key, record) =>
      new Promise((resolve, reject) => {
        store.tableDb.lock(table, (release) => {
          const done = release();
          if (find(table) !== undefined) {
            done();
            resolve(false);
            return;
          }
          write(put(`table~${table}`, description), put(key, record))
            .then(() => resolve(true), reject)
            .finally(done);
        });
      }),
    remove: (table) => write({ type: 'del', key: `table~${table}` }),
  };
}

export function readRecord(level: Level, key: string): JsonObject | undefined {
  const record = level.getSync(key, { valueEncoding: 'utf8' });
  return record === undefined ? undefined : parseObject(Buffer.from(record));
}

export async function readRecords(level: Level, prefix: string): Promise<JsonObject[]> {
  const records: JsonObject[] = [];
  for await (const key of level.keys(under(prefix))) {
    const record = readRecord(level, key);
    if (record !== undefined) records.push(record);
  }
  return records;
}

export const statusOf = (table: JsonObject): string => text(table, 'TableStatus') ?? '';
export const idOf = (table: JsonObject): string => text(table, 'TableId') ?? '';
export const nameOf = (table: JsonObject): string => text(table, 'TableName') ?? '';
