/** Records of batches in table Operations: `batch` and `batch-list` by agency, `batch-open` by a share of the agencies. */
import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type {
  EnlistBatch,
  OpenBatchPorts,
  PutBatch,
  ReadBatch,
  ReadBatchList,
} from '../../app/ports/batches.ts';
import { BatchRecord, OpenBatches } from '../../contract/batches/record.ts';
import { agencyOfBatch } from '../../domain/batches/batch-id.ts';
import { listOperations, putOperation, readOperation } from '../operations-table.ts';

type Store = { readonly client: DynamoDBClient; readonly table: string };

/** One read of 2 KB. */
export const readBatch = ({ client, table }: Store): ReadBatch => {
  const read = readOperation(client, table);
  return async (id) => {
    const found = await read('batch', agencyOfBatch(id), id);
    return found === null ? null : { record: BatchRecord.parse(found.body), version: found.version };
  };
};

/** One conditional write of 2 KB. */
export const putBatch = ({ client, table }: Store): PutBatch => {
  const put = putOperation(client, table);
  return (record, expected) => put('batch', record.agency, record.id, record, expected);
};

/** Instants have no `~`. */
const placeOf = ({ createdAt, id }: { readonly createdAt: string; readonly id: string }): string =>
  `${createdAt}~${id}`;

export const enlistBatch = ({ client, table }: Store): EnlistBatch => {
  const put = putOperation(client, table);
  return async (agency, createdAt, id) => {
    await put('batch-list', agency, placeOf({ createdAt, id }), {}, null);
  };
};

export const readBatchList = ({ client, table }: Store): ReadBatchList => {
  const list = listOperations(client, table);
  return async (agency, after, most) => {
    const range = { most, ...(after !== null && { before: placeOf(after) }) };
    const found = await Array.fromAsync(list('batch-list', agency, range));
    return found.map(({ id }) => {
      const at = id.indexOf('~');
      return { createdAt: id.slice(0, at), id: id.slice(at + 1) };
    });
  };
};

/** There is one record in each partition. */
const OPEN = 'open';

export const openBatches = ({ client, table }: Store): OpenBatchPorts => {
  const read = readOperation(client, table);
  const put = putOperation(client, table);
  return {
    readOpenBatches: async (shard) => {
      const found = await read('batch-open', shard, OPEN);
      return found === null
        ? { value: { open: [] }, version: null }
        : { value: OpenBatches.parse(found.body), version: found.version };
    },
    putOpenBatches: (shard, value, expected) => put('batch-open', shard, OPEN, value, expected),
  };
};
