/** Items of table Submissions and the entries that they are; keys and attributes are described in docs/table.md. */
import { deflateRawSync, inflateRawSync } from 'node:zlib';
import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import { checkFormat, NewerFormat } from '../../contract/recorded.ts';
import type {
  CellValues,
  EventEntry,
  Increment,
  LedgerEntry,
  ReportEntry,
} from '../../contract/submissions/ledger.ts';
import { type EventKey, isEvent, type ReportKey } from '../../domain/submissions/submission-key.ts';
import { levelOne } from '../../domain/values/agency-code.ts';
import type { Item } from '../item.ts';

/** The partition of all reports that systems registered by one level-1 agency send for a period. */
export const reportPartition = (system: string, dataset: string, period: string): string =>
  `${levelOne(system)}#${dataset}#${period}`;

/** The partition of a system's events in one calendar month: made from the bucket alone, not from the calendar. */
export const eventPartition = (system: string, dataset: string, bucket: string): string =>
  `${system}#${dataset}#${bucket.slice(0, 7)}`;

/** What the sort keys of a shard of a bucket begin with. */
export const shardPrefix = (bucket: string, shard: number): string =>
  `${bucket.slice(8)}#${shard.toString(16)}#`;

/** Ends the key of a withdrawal; senders' keys cannot hold it, and it sorts in front of all that they can. */
const WITHDRAWAL = '!';

const eventKey = ({ system, dataset, bucket, shard, idempotencyKey, isWithdrawal }: EventKey): Item => ({
  pk: { S: eventPartition(system, dataset, bucket) },
  sk: { S: `${shardPrefix(bucket, shard)}${idempotencyKey}${isWithdrawal ? WITHDRAWAL : ''}` },
});

const reportKey = ({ system, dataset, period, revision }: ReportKey): Item => ({
  pk: { S: reportPartition(system, dataset, period) },
  sk: { S: `${system}#${String(revision).padStart(3, '0')}` },
});

export function keyOf(key: LedgerEntry | ReportKey | EventKey): Item {
  if ('kind' in key) {
    return isEvent(key)
      ? eventKey({ ...key, isWithdrawal: key.kind === 'event-withdrawal' })
      : reportKey(key);
  }
  return 'bucket' in key ? eventKey(key) : reportKey(key);
}

const kinds = { report: 'r', withdrawal: 'w', event: 'e', 'event-withdrawal': 'x' } as const;
const known: ReadonlySet<string> = new Set(Object.values(kinds));
const timeliness = { 'on-time': 't', late: 'l' } as const;

/** Content is some ten times as long as it is stored; growing the answer by zlib's 16 KB takes as long as inflating it. */
const INFLATES_TO = 12;
/** zlib fills buffers of so many bytes: one holds a report, and one of its own 16 KB costs as much again as deflating it. */
const chunkSizeOf = (bytes: number): number => Math.max(1024, bytes);

/** With a window of 4 KB, about that of a report: setting up zlib's 32 KB costs more than it saves. */
function deflated(body: CellValues | readonly Increment[]): Uint8Array {
  const text = JSON.stringify(body);
  const chunkSize = chunkSizeOf(text.length >> 2);
  return deflateRawSync(text, { windowBits: 12, memLevel: 5, chunkSize });
}

/** The fields that have an attribute of their own, or are in the key. */
const placed = {
  ...{ format: 1, kind: 1, system: 1, agency: 1, dataset: 1, period: 1, digest: 1, sha256: 1, receivedAt: 1 },
  ...{ storedAt: 1, registryVersion: 1, catalogueVersion: 1, timeliness: 1, credential: 1 },
  ...{ idempotencyKey: 1, cells: 1, revision: 1, bucket: 1, shard: 1, increments: 1 },
} satisfies Record<keyof ReportEntry | keyof EventEntry, 1>;

/**
 * Every other field, as one attribute: what a later release adds is as whole in the ledger as in the queue and the journal,
 * whichever release puts it there (ADR 25).
 */
function moreOf(entry: LedgerEntry): Item {
  const names = Object.keys(entry).filter((name) => !(name in placed)) as (keyof LedgerEntry)[];
  if (names.length === 0) return {};
  return { more: { S: JSON.stringify(Object.fromEntries(names.map((name) => [name, entry[name]]))) } };
}

/** Attribute names are short because every one is paid for in each item. */
export function itemOf(entry: LedgerEntry): Item {
  const body = isEvent(entry) ? entry.increments : entry.cells;
  return {
    ...moreOf(entry),
    ...(entry.format === undefined ? {} : { format: { N: String(entry.format) } }),
    ...keyOf(entry),
    kind: { S: kinds[entry.kind] },
    agency: { S: entry.agency },
    cells: { B: deflated(body) },
    digest: { B: Buffer.from(entry.digest, 'hex') },
    sha256: { B: Buffer.from(entry.sha256, 'hex') },
    received: { N: String(Date.parse(entry.receivedAt)) },
    stored: { N: String(Date.parse(entry.storedAt)) },
    registry: { N: String(entry.registryVersion) },
    catalogue: { N: String(entry.catalogueVersion) },
    timely: { S: timeliness[entry.timeliness] },
    key: { S: entry.credential },
    ...(isEvent(entry) ? { period: { S: entry.period } } : {}),
    ...(isEvent(entry) || entry.idempotencyKey === null ? {} : { idem: { S: entry.idempotencyKey } }),
  };
}

const hex = (value: AttributeValue | undefined): string => Buffer.from(value?.B ?? []).toString('hex');
/** Of what is no time at all, which only a damaged item has: 1970. */
function instant(value: AttributeValue | undefined): string {
  const date = new Date(Number(value?.N));
  return (Number.isNaN(date.getTime()) ? new Date(0) : date).toISOString();
}

/** What `moreOf` has put there. It comes first in an entry, so that it never stands for a field that is known. */
const moreIn = ({ more }: Item): object => (more === undefined ? {} : JSON.parse(more.S ?? '{}'));

const decidedOf = (item: Item) =>
  ({
    ...(item.format === undefined ? {} : { format: Number(item.format.N) }),
    agency: item.agency?.S ?? '',
    digest: hex(item.digest),
    sha256: hex(item.sha256),
    receivedAt: instant(item.received),
    storedAt: instant(item.stored),
    registryVersion: Number(item.registry?.N),
    catalogueVersion: Number(item.catalogue?.N),
    timeliness: item.timely?.S === timeliness.late ? 'late' : 'on-time',
    credential: item.key?.S ?? '',
  }) as const;

export const bytesOfContent = (item: Item): number => item.cells?.B?.length ?? 0;

/** Throws, naming the entry, where the content is not what was stored: counted as nothing it would be a wrong total. */
function bodyOf(item: Item): unknown {
  const chunkSize = chunkSizeOf(INFLATES_TO * bytesOfContent(item));
  try {
    return JSON.parse(inflateRawSync(item.cells?.B ?? new Uint8Array(), { chunkSize }).toString());
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new Error(`the content of ${placeOf(item)} cannot be read: ${why}`);
  }
}

const placeOf = (item: Item): string => `ledger entry ${item.pk?.S} ${item.sk?.S}`;

/** Throws NewerFormat for what a later release has written: taken for what it is not, it would be a wrong total. */
function checkReadable(item: Item): void {
  checkFormat(item.format?.N, placeOf(item));
  const kind = item.kind?.S;
  if (kind !== undefined && !known.has(kind)) throw new NewerFormat(`${placeOf(item)} is of kind ${kind}`);
}

export function reportOf(item: Item): ReportEntry {
  checkReadable(item);
  return readReport(item);
}

function readReport(item: Item): ReportEntry {
  const [, dataset = '', period = ''] = item.pk?.S?.split('#') ?? [];
  const [system = '', revision = ''] = item.sk?.S?.split('#') ?? [];
  return {
    ...moreIn(item),
    kind: item.kind?.S === kinds.withdrawal ? 'withdrawal' : 'report',
    system,
    dataset,
    period,
    revision: Number(revision),
    cells: bodyOf(item) as CellValues,
    idempotencyKey: item.idem?.S ?? null,
    ...decidedOf(item),
  };
}

/**
 * Its increments are inflated each time they are asked for and not kept: of the folds that read at the same time each
 * holds an entry while it waits for the next, and 500 increments are some 2 MB as objects where they are 30 kB here.
 */
export function eventOf(item: Item): EventEntry {
  checkReadable(item);
  return readEvent(item);
}

function readEvent(item: Item): EventEntry {
  const [system = '', dataset = '', month = ''] = item.pk?.S?.split('#') ?? [];
  const [time = '', shard = '', key = ''] = item.sk?.S?.split('#') ?? [];
  const isWithdrawal = key.endsWith(WITHDRAWAL);
  return {
    ...moreIn(item),
    kind: isWithdrawal ? 'event-withdrawal' : 'event',
    system,
    dataset,
    period: item.period?.S ?? '',
    bucket: `${month}-${time}`,
    shard: Number.parseInt(shard, 16),
    idempotencyKey: isWithdrawal ? key.slice(0, -1) : key,
    get increments() {
      return bodyOf(item) as Increment[];
    },
    ...decidedOf(item),
  };
}

const isEventItem = ({ kind }: Item): boolean =>
  kind?.S === kinds.event || kind?.S === kinds['event-withdrawal'];

export const entryOf = (item: Item): LedgerEntry => (isEventItem(item) ? eventOf(item) : reportOf(item));

/** What no sender can have sent: it stands for content that cannot be read. */
const unreadable = { cells: { unreadable: '0' }, increments: [{ from: '', to: '', cells: {} }] };

/**
 * For whoever looks for damage: content that cannot be read does not throw, and does not fit its digest. What is of a newer format
 * throws: it is not damaged, and nothing that this release has is right beside it.
 */
export function lenientEntryOf(item: Item): LedgerEntry {
  checkFormat(item.format?.N, placeOf(item));
  const whole = withContent(item);
  return isEventItem(item) ? { ...readEvent(whole) } : readReport(whole);
}

function withContent(item: Item): Item {
  try {
    bodyOf(item);
    moreIn(item);
    return item;
  } catch {
    const content = isEventItem(item) ? unreadable.increments : unreadable.cells;
    const { more: _, ...readable } = item;
    return { ...readable, cells: { B: deflated(content) } };
  }
}

/** What an entry says without its content, which is not read. */
export function headOf(item: Item): Pick<LedgerEntry, 'dataset' | 'period' | 'storedAt'> {
  const [, dataset = '', third = ''] = item.pk?.S?.split('#') ?? [];
  return { dataset, period: item.period?.S ?? third, storedAt: decidedOf(item).storedAt };
}
