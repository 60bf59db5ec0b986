/**
 * What this release reads of what the hub has stored and sent, behind one function. `npm run release` bundles it, so that a later
 * release can ask this one what it makes of its records. Kinds are only ever added; a record is text, and so is what is in it.
 */
import * as z from 'zod';
import type { HubKind, OperationKind } from '../../shared/app/ports/operations.ts';
import { DrillState } from '../../shared/app/recovery/drill/state.ts';
import { readMessage } from '../../shared/app/totals/read-message.ts';
import { AskedState } from '../../shared/app/verification/asked/state.ts';
import { Round } from '../../shared/app/verification/journal-check/sweep-journal.ts';
import { SweepState } from '../../shared/app/verification/sweep.ts';
import { type Item, jsonBody } from '../../shared/aws/item.ts';
import { journalEntries } from '../../shared/aws/recovery/journal-object.ts';
import { viewOf } from '../../shared/aws/registry/version.ts';
import { entryOf } from '../../shared/aws/submissions/ledger-item.ts';
import { nodeOf } from '../../shared/aws/total-item.ts';
import { BatchMessage, BatchRecord, OpenBatches } from '../../shared/contract/batches/record.ts';
import { Maintenance, MeasuredSince } from '../../shared/contract/oversight/availability.ts';
import { DeadLetterWork } from '../../shared/contract/oversight/dead-letters.ts';
import { parseRecorded } from '../../shared/contract/recorded.ts';
import { DrillReport } from '../../shared/contract/recovery/drill.ts';
import type { Catalogue } from '../../shared/contract/registry.ts';
import type { LedgerEntry } from '../../shared/contract/submissions/ledger.ts';
import { ReceiptKeyWork } from '../../shared/contract/submissions/receipt-keys.ts';
import { compileCatalogue } from '../../shared/domain/registry/cell.ts';
import { type RecordKind, recordKinds } from '../../shared/domain/registry/records.ts';
import { damageOf } from '../../shared/domain/submissions/submission-digest.ts';

/** Bytes of an attribute are text in base64, as on DynamoDB's wire. */
const itemIn = (text: string): Item =>
  JSON.parse(text, (name, value) => (name === 'B' ? Buffer.from(value, 'base64') : value));

/** The digest is made anew, by this release's canonical form: an entry that it would call damaged is not the one that was accepted. */
function proven(entry: LedgerEntry): object {
  const damage = damageOf(entry);
  if (damage !== null) throw new Error(`${damage.id} gives the digest ${damage.right}, not ${damage.stored}`);
  return { ...entry };
}

/** By the kind of operation; of leases and keys the code that takes them reads one field each. */
const operations: Record<OperationKind, z.ZodType> = {
  batch: BatchRecord,
  'batch-list': z.looseObject({}),
  'batch-open': OpenBatches,
  availability: MeasuredSince,
  drill: DrillState,
  verification: AskedState,
  maintenance: Maintenance,
  'dead-letters': DeadLetterWork,
  'receipt-keys': ReceiptKeyWork,
  lease: z.looseObject({ until: z.number() }),
  sweep: SweepState,
  'journal-check': Round,
  'journal-keys': z.base64(),
};

export const operationKinds = Object.keys(operations) as OperationKind[];

/** Of the hub as a whole: they have no scope. */
export const hubKinds = operationKinds.filter((kind): kind is HubKind => !kind.startsWith('batch'));

/** Of a catalogue that it compiles as well, to the cells that this release asks for. */
function registryBody(kind: RecordKind, item: Item): unknown {
  const body = parseRecorded<unknown>(recordKinds[kind], jsonBody(item));
  if (kind !== 'catalogue') return body;
  const { datasets } = compileCatalogue(body as Catalogue);
  return { body, keys: Object.fromEntries([...datasets].map(([id, { keys }]) => [id, keys])) };
}

const readers: Record<string, (text: string) => unknown> = {
  message: (text) => {
    const read = readMessage(text);
    if (!read.ok) throw new Error(read.problem);
    return read.value.kind === 'refold' ? read.value : proven(read.value);
  },
  entry: (text) => proven(entryOf(itemIn(text))),
  journal: (text) => journalEntries(Buffer.from(text, 'base64')).map(proven),
  total: (text) => nodeOf(itemIn(text)),
  registry: (text) => {
    const item = itemIn(text);
    const kind = item.pk?.S?.split('#', 1)[0] as RecordKind;
    return kind in recordKinds ? registryBody(kind, item) : undefined;
  },
  'registry-view': (text) => viewOf(itemIn(text)),
  operation: (text) => {
    const item = itemIn(text);
    // A kind of senders has its scope behind it.
    const kind = item.pk?.S?.split('#', 1)[0] as OperationKind;
    return kind in operations ? parseRecorded<unknown>(operations[kind], jsonBody(item)) : undefined;
  },
  'batch-message': (text) => parseRecorded<unknown>(BatchMessage, JSON.parse(text)),
  'drill-report': (text) => parseRecorded(DrillReport, JSON.parse(text)),
};

/**
 * What this release makes of a record, as JSON; undefined where nothing in it looks for records of that kind. Throws where it
 * could not go on with it.
 */
export function read(kind: string, text: string): unknown {
  const value = readers[kind]?.(text);
  return value === undefined ? undefined : JSON.parse(JSON.stringify(value));
}
