/** Point-in-time recovery for the drill: the live tables described and restored from, their copies watched and deleted. */
import {
  DeleteTableCommand,
  DescribeContinuousBackupsCommand,
  DescribeTableCommand,
  type DynamoDBClient,
  paginateListTables,
  ResourceInUseException,
  ResourceNotFoundException,
  RestoreTableToPointInTimeCommand,
  TableAlreadyExistsException,
} from '@aws-sdk/client-dynamodb';
import { type DrilledTable, drilledTables, type TableCopies } from '../../app/ports/recovery.ts';

/** Table → its name in AWS. */
export type TableNames = Readonly<Record<DrilledTable, string>>;

/** What a copy is called: a prefix grant on `<table>-drill-*` is all that the function has to write and delete. */
export const copyNameOf = (table: string, drill: string): string => `${table}-drill-${drill}`;

const statuses = { ACTIVE: 'active', DELETING: 'deleting' } as const;

/** A copy has the keys, the encryption and the capacity of its table, and no protection, backups, tags or alarms. */
export function drillTables(client: DynamoDBClient, names: TableNames): TableCopies {
  const copyName = (table: DrilledTable, drill: string) => copyNameOf(names[table], drill);
  return {
    copyName,
    async readWindow(table) {
      const { ContinuousBackupsDescription } = await client.send(
        new DescribeContinuousBackupsCommand({ TableName: names[table] }),
      );
      const recovery = ContinuousBackupsDescription?.PointInTimeRecoveryDescription;
      const [earliest, latest] = [recovery?.EarliestRestorableDateTime, recovery?.LatestRestorableDateTime];
      if (recovery?.PointInTimeRecoveryStatus !== 'ENABLED' || !earliest || !latest) return null;
      return { earliest: earliest.getTime(), latest: latest.getTime() };
    },
    async restoreTable(table, drill, at) {
      try {
        await client.send(
          new RestoreTableToPointInTimeCommand({
            SourceTableName: names[table],
            TargetTableName: copyName(table, drill),
            RestoreDateTime: new Date(at),
          }),
        );
        return 'begun';
      } catch (error) {
        // A copy that is being made is "in use": the answer to the call that made it was lost.
        const isThere =
          error instanceof TableAlreadyExistsException || (error as Error).name === 'TableInUseException';
        if (isThere) return 'already there';
        throw error;
      }
    },
    async readCopy(table, drill) {
      try {
        const { Table } = await client.send(new DescribeTableCommand({ TableName: copyName(table, drill) }));
        const status = statuses[Table?.TableStatus as keyof typeof statuses] ?? 'creating';
        return { status, restoredTo: Table?.RestoreSummary?.RestoreDateTime?.getTime() ?? null };
      } catch (error) {
        if (error instanceof ResourceNotFoundException) return null;
        throw error;
      }
    },
    async listCopies() {
      const found: string[] = [];
      for await (const { TableNames = [] } of paginateListTables({ client }, {}))
        found.push(
          ...TableNames.filter((name) =>
            drilledTables.some((table) => name.startsWith(copyNameOf(names[table], ''))),
          ),
        );
      return found;
    },
    async deleteCopy(name) {
      try {
        await client.send(new DeleteTableCommand({ TableName: name }));
        return 'begun';
      } catch (error) {
        if (error instanceof ResourceInUseException || error instanceof ResourceNotFoundException)
          return 'not now';
        throw error;
      }
    },
  };
}
