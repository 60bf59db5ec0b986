/** What dynalite does not keep of a table: protection against deletion, time to live, warm throughput. A restored table has none of them. */
import { isObject, type JsonObject, text } from '../wire.ts';
import { tableName } from './actions.ts';
import { answer, type Operation, refused, resourceNotFound } from './point-in-time/answers.ts';
import { readRecord, type TableRecords } from './point-in-time/table-records.ts';

type Settings = { protected?: boolean; timeToLive?: string; warm?: Warm };

/** Units a second. Nothing is refused for them: the twin is slower than any of them. */
type Warm = { reads: number; writes: number };
const NEW_TABLE: Warm = { reads: 12_000, writes: 4_000 };
const warmIn = ({ ReadUnitsPerSecond, WriteUnitsPerSecond }: JsonObject, held: Warm): Warm => ({
  reads: Number(ReadUnitsPerSecond ?? held.reads),
  writes: Number(WriteUnitsPerSecond ?? held.writes),
});

const keyOf = (table: string): string => `twin-settings~${table}`;

export type TableSettings = {
  operations: Readonly<Record<string, Operation>>;
  isProtected(table: string): boolean;
  /** A table's description with what it lacks. */
  complete(description: JsonObject): JsonObject;
  forget(table: string): Promise<void>;
};

/** `updateTable` carries out the rest of what UpdateTable asks. */
export function tableSettings(tables: TableRecords, updateTable: Operation): TableSettings {
  const { level } = tables;
  const read = (table: string): Settings => readRecord(level, keyOf(table)) ?? {};
  const write = (table: string, changes: Settings) =>
    level.batch([{ type: 'put', key: keyOf(table), value: { ...read(table), ...changes } }]);
  const isProtected = (table: string): boolean => read(table).protected ?? false;
  const warmOf = (table: string): Warm => read(table).warm ?? NEW_TABLE;
  const complete = (description: JsonObject): JsonObject => {
    const table = text(description, 'TableName') ?? '';
    const { reads, writes } = warmOf(table);
    return {
      ...description,
      DeletionProtectionEnabled: isProtected(table),
      WarmThroughput: { ReadUnitsPerSecond: reads, WriteUnitsPerSecond: writes, Status: 'ACTIVE' },
    };
  };
  const there = (input: JsonObject): { name: string; table: JsonObject | undefined } => {
    const name = tableName(text(input, 'TableName') ?? '');
    return { name, table: tables.find(name) };
  };

  const updateTableAndSettings: Operation = async (input) => {
    const { name, table } = there(input);
    const { DeletionProtectionEnabled: wanted, WarmThroughput: warm, TableName, ...rest } = input;
    if (table === undefined || (typeof wanted !== 'boolean' && !isObject(warm))) return updateTable(input);
    const before = warmOf(name);
    const next = isObject(warm) ? warmIn(warm, before) : before;
    if (next.reads < before.reads || next.writes < before.writes)
      return refused('ValidationException', 'decreasing WarmThroughput is not supported');
    if (Object.keys(rest).length > 0) {
      const updated = await updateTable({ TableName, ...rest });
      if (updated.status !== 200) return updated;
    }
    await write(name, {
      ...(typeof wanted === 'boolean' && { protected: wanted }),
      ...(isObject(warm) && { warm: next }),
    });
    return answer({ TableDescription: complete(tables.find(name) ?? table) });
  };
  const describeTimeToLive: Operation = async (input) => {
    const { name, table } = there(input);
    if (table === undefined) return resourceNotFound(name);
    const { timeToLive } = read(name);
    return answer({
      TimeToLiveDescription:
        timeToLive === undefined
          ? { TimeToLiveStatus: 'DISABLED' }
          : { TimeToLiveStatus: 'ENABLED', AttributeName: timeToLive },
    });
  };
  const updateTimeToLive: Operation = async (input) => {
    const { name, table } = there(input);
    if (table === undefined) return resourceNotFound(name);
    const wanted = isObject(input.TimeToLiveSpecification) ? input.TimeToLiveSpecification : {};
    const attribute = text(wanted, 'AttributeName');
    if (attribute === undefined || typeof wanted.Enabled !== 'boolean')
      return refused('ValidationException', 'TimeToLiveSpecification needs AttributeName and Enabled');
    const { timeToLive, ...others } = read(name);
    await level.batch([
      {
        type: 'put',
        key: keyOf(name),
        value: wanted.Enabled ? { ...others, timeToLive: attribute } : others,
      },
    ]);
    return answer({ TimeToLiveSpecification: { AttributeName: attribute, Enabled: wanted.Enabled } });
  };
  return {
    operations: {
      UpdateTable: updateTableAndSettings,
      DescribeTimeToLive: describeTimeToLive,
      UpdateTimeToLive: updateTimeToLive,
    },
    isProtected,
    complete,
    forget: (table) => level.batch([{ type: 'del', key: keyOf(table) }]),
  };
}
