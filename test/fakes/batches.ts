/** What batches are kept in, in memory: records, objects that are put once, uploads by version, and a queue that delivers at least once. */
import type {
  EnlistBatch,
  FindUpload,
  ListedBatch,
  ListNames,
  OpenBatchPorts,
  PutBatch,
  PutLines,
  PutUpload,
  ReadBatch,
  ReadBatchList,
  ReadText,
  ReadUpload,
  SendBatchMessages,
  SendEntries,
} from '../../shared/app/ports/batches.ts';
import type { SendEntry } from '../../shared/app/ports/queues.ts';
import { BatchMessage, BatchRecord, OpenBatches } from '../../shared/contract/batches/record.ts';

export function fakeBatches(sendEntry: SendEntry) {
  const records = new Map<string, { readonly version: number; readonly text: string }>();
  const shards = new Map<string, { readonly version: number; readonly text: string }>();
  const lists = new Map<string, ListedBatch[]>();
  const objects = new Map<string, readonly string[]>();
  const uploads = new Map<string, Uint8Array[]>();
  let messages: BatchMessage[] = [];
  let names = 0;

  const putIn =
    (held: typeof records) =>
    (id: string, text: string, expected: number | null): 'written' | 'lost the race' => {
      if ((held.get(id)?.version ?? null) !== expected) return 'lost the race';
      held.set(id, { version: (expected ?? 0) + 1, text });
      return 'written';
    };

  const readBatch: ReadBatch = async (id) => {
    const held = records.get(id);
    return held === undefined
      ? null
      : { record: BatchRecord.parse(JSON.parse(held.text)), version: held.version };
  };
  const putBatch: PutBatch = async (record, expected) =>
    putIn(records)(record.id, JSON.stringify(BatchRecord.parse(record)), expected);
  const open: OpenBatchPorts = {
    readOpenBatches: async (shard) => {
      const held = shards.get(shard);
      return held === undefined
        ? { value: { open: [] }, version: null }
        : { value: OpenBatches.parse(JSON.parse(held.text)), version: held.version };
    },
    putOpenBatches: async (shard, value, expected) => putIn(shards)(shard, JSON.stringify(value), expected),
  };
  const enlistBatch: EnlistBatch = async (agency, createdAt, id) => {
    const listed = lists.get(agency) ?? [];
    if (!listed.some((one) => one.id === id && one.createdAt === createdAt)) listed.push({ createdAt, id });
    lists.set(agency, listed);
  };
  const readBatchList: ReadBatchList = async (agency, after, most) => {
    const placeOf = ({ createdAt, id }: ListedBatch) => `${createdAt}~${id}`;
    return (lists.get(agency) ?? [])
      .toSorted((a, b) => (placeOf(a) < placeOf(b) ? 1 : -1))
      .filter((one) => after === null || placeOf(one) < placeOf(after))
      .slice(0, most);
  };
  const putUpload: PutUpload = async (name, bytes) => {
    const versions = uploads.get(name) ?? [];
    uploads.set(name, [...versions, bytes]);
    return { version: String(versions.length), size: bytes.length };
  };
  const findUpload: FindUpload = async (name) => {
    const versions = uploads.get(name);
    const newest = versions?.at(-1);
    return versions === undefined || newest === undefined
      ? null
      : { version: String(versions.length - 1), size: newest.length };
  };
  const readUpload: ReadUpload = async function* (name, version) {
    const bytes = uploads.get(name)?.[Number(version)];
    if (bytes === undefined) throw new Error(`there is no ${name} of version ${version}`);
    for (let at = 0; at < bytes.length; at += 1000) yield bytes.subarray(at, at + 1000);
  };
  const putLines: PutLines = async (name, lines) => {
    if (objects.has(name)) return false;
    objects.set(
      name,
      lines instanceof Uint8Array ? Buffer.from(lines).toString().split('\n').slice(0, -1) : [...lines],
    );
    return true;
  };
  const readText: ReadText = async function* (name) {
    const lines = objects.get(name);
    if (lines === undefined) throw new Error(`there is no object ${name}`);
    for (let at = 0; at < lines.length; at += 2) yield `${lines.slice(at, at + 2).join('\n')}\n`;
  };
  const listNames: ListNames = async (prefix) =>
    [...objects.keys()].filter((name) => name.startsWith(prefix)).sort();
  const sendBatchMessages: SendBatchMessages = async (those) => {
    messages.push(...those.map((message) => BatchMessage.parse(message)));
  };
  const sendEntries: SendEntries = async (entries) => {
    for (const entry of entries) await sendEntry(entry);
  };
  const newName = (): string => {
    names += 1;
    return `slice${names}`;
  };
  return {
    ports: {
      ...open,
      ...{ readBatch, putBatch, enlistBatch, readBatchList, putUpload, findUpload, readUpload },
      ...{ putLines, readText, listNames, sendBatchMessages, sendEntries, newName },
    },
    objects,
    uploads,
    /** Those that wait; each is gone from the queue. */
    take(): BatchMessage[] {
      const those = messages;
      messages = [];
      return those;
    },
    send: (message: BatchMessage): void => {
      messages.push(message);
    },
  };
}
