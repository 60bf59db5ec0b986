/**
 * One pass over the file: digest, rows, and each row into the piece in which its submission is judged. A call that runs out of time
 * stops between two rows, and the next goes on: it reads the bytes before them again, for the digest, and no row. What a call has put
 * counts only once the record names it, so that two at once, or one that died, leave nothing behind that is judged.
 */
import { hash } from 'node:crypto';
import { type BatchMediaType, UPLOAD_LIMIT } from '../../contract/batches/batch.ts';
import type { BatchRecord } from '../../contract/batches/record.ts';
import { morePieces, uploadName } from '../../domain/batches/batch-id.ts';
import { cutAnew, cutFurther, failed } from '../../domain/batches/batch-state.ts';
import { errorsName, spillName, strayName } from '../../domain/batches/object-names.ts';
import { shownGroup } from '../../domain/batches/place-row.ts';
import type { RowFinding } from '../../domain/batches/row-finding.ts';
import type { ReadRows, ReadUpTo } from '../../domain/batches/rows.ts';
import type { Details, ProblemKind } from '../../domain/problems/problems.ts';
import type { CompiledCatalogue } from '../../domain/registry/cell.ts';
import type {
  BatchRecordPorts,
  NewName,
  ReadUpload,
  StandingBatch,
  WorkObjectPorts,
} from '../ports/batches.ts';
import type { ReadCatalogue } from '../ports/registry.ts';
import { changeBatch } from './change-batch.ts';
import { ERRORS_IN_CHUNK, faultList } from './fault-list.ts';
import { behind, digested, gunzipped, UnreadableFile } from './gunzipped.ts';
import { type CutHead, headOf } from './piece-lines.ts';
import { placeFile } from './place-file.ts';
import { MOST_IN_PIECE, type PieceSizes, pieceSpiller } from './spill-pieces.ts';

export type CutPorts = BatchRecordPorts &
  WorkObjectPorts & {
    readonly readUpload: ReadUpload;
    readonly readCatalogue: ReadCatalogue;
    /** What reads files of a kind. */
    readonly readerOf: (mediaType: BatchMediaType, catalogue: CompiledCatalogue) => ReadRows;
    readonly newName: NewName;
    /** Into how many pieces a file is cut. */
    readonly piecesFor: (file: Pick<BatchRecord['file'], 'size' | 'encoding' | 'mediaType'>) => number;
    /** Others than usual. */
    readonly sizes?: Pick<PieceSizes, 'mostHeld' | 'mostInPiece'>;
  };

type Unreadable = {
  readonly kind: 'unreadable';
  readonly problem: ProblemKind;
  readonly details: Details;
  readonly faults: readonly RowFinding[];
};
const unreadable = (problem: ProblemKind, details: Details, faults: readonly RowFinding[]): Unreadable => ({
  kind: 'unreadable',
  problem,
  details,
  faults,
});
type Cutting =
  | { readonly kind: 'cut'; readonly next: (record: BatchRecord) => BatchRecord | null }
  | Unreadable;

/** Null where another call has cut it meanwhile. */
export async function cutFile(
  ports: CutPorts,
  standing: StandingBatch,
  hasTime: () => boolean,
): Promise<BatchRecord | null> {
  const done = await readAndSpill(ports, standing.record, hasTime);
  const next = done.kind === 'cut' ? done.next : await refusal(ports, standing.record.id, done);
  return (await changeBatch(ports, standing, next))?.record ?? null;
}

async function refusal(
  ports: CutPorts,
  id: string,
  { problem, details, faults }: Unreadable,
): Promise<(record: BatchRecord) => BatchRecord | null> {
  const list = faultList(ERRORS_IN_CHUNK);
  for (const fault of faults) list.add(fault);
  const first = list.first();
  // Another call that cuts the same may find others, as the catalogue may have changed in between.
  const by = ports.newName();
  if (first.length > 0)
    await ports.putLines(
      errorsName(id, by, 0),
      first.map((fault) => JSON.stringify(fault)),
    );
  const errors = { ...list.counted(), listed: first.length, by };
  return (record) => failed(record, problem, details, errors, ports.now());
}

/** To be cut from the beginning, into more pieces. */
type Anew = { readonly more: number };
type Read = {
  readonly rows: number;
  readonly upTo: ReadUpTo | null;
  readonly layout: unknown;
  readonly isWhole: boolean;
};

/** Nobody who chose the names in a file knew it. */
const seedOf = (version: string): number => Number.parseInt(hash('sha256', version).slice(0, 8), 16);

async function readAndSpill(ports: CutPorts, record: BatchRecord, hasTime: () => boolean): Promise<Cutting> {
  const { id, file, cut } = record;
  if (record.version === null) throw new Error(`batch ${id} is cut before its file is there`);
  const slice = ports.newName();
  const pieces = cut?.pieces ?? ports.piecesFor(file);
  const { value: catalogue } = await ports.readCatalogue();
  const sizes = { pieces, seed: seedOf(record.version), before: await lettersBefore(ports, record) };
  const spill = pieceSpiller(ports.putLines, { ...ports.sizes, ...sizes }, (piece, number) =>
    spillName(id, piece, slice, number),
  );
  const strays = faultList();
  const sent = digested(ports.readUpload(uploadName(id), record.version));
  const plain = file.encoding === 'gzip' ? gunzipped(sent.bytes, UPLOAD_LIMIT) : sent.bytes;

  const from = { slices: cut?.slices.length ?? 0, pieces };

  const readRows = async (): Promise<Read | Unreadable | Anew> => {
    const after = (cut?.upTo ?? null) as ReadUpTo | null;
    const read = { rows: 0, upTo: after, layout: cut?.layout ?? null };
    const how = { read: ports.readerOf(file.mediaType, catalogue), catalogue, form: file, after };
    for await (const stretch of placeFile(behind(plain, after?.bytes ?? 0), how)) {
      for (const finding of stretch.findings) strays.add(finding);
      const { stop } = stretch;
      if (stop !== null)
        return unreadable('batch-unreadable', { row: stop[0]?.row ?? 1 }, [...stop, ...strays.first()]);
      for (const run of stretch.runs) spill.add(run);
      const fullBy = spill.fullBy();
      if (fullBy !== null) return crowded(pieces, fullBy, ports.sizes?.mostInPiece ?? MOST_IN_PIECE);
      await spill.ease();
      read.rows += stretch.count;
      read.layout = stretch.layout ?? read.layout;
      read.upTo = stretch.upTo;
      const isFurther = stretch.upTo !== null && stretch.upTo.bytes > (after?.bytes ?? 0);
      if (isFurther && !hasTime()) return { ...read, isWhole: false };
    }
    return { ...read, isWhole: true };
  };
  const read = await readRows().catch((error: unknown): Unreadable => {
    if (error instanceof UnreadableFile) return unreadable(error.kind, error.details, []);
    throw error;
  });
  if ('more' in read) {
    await Promise.all([sent.close(), spill.abandon()]);
    return { kind: 'cut', next: (now) => cutAnew(now, read.more, from) };
  }
  if ('isWhole' in read && !read.isWhole) await sent.close();
  else {
    // Said before whatever else is wrong with it: it is not the file that was meant.
    const computed = await sent.sha256();
    if (computed !== file.sha256)
      return unreadable('batch-digest-mismatch', { said: file.sha256, computed }, []);
  }
  if ('kind' in read) return read;
  await spill.finish();
  const counted = strays.counted();
  const head: CutHead = { ...counted, letters: spill.letters() };
  const lines = [head, ...strays.first()].map((line) => JSON.stringify(line));
  await ports.putLines(strayName(id, slice), lines);
  // Where it is whole nothing goes on from it.
  const upTo = read.isWhole ? null : read.upTo;
  const cutNow = { id: slice, pieces, strays: counted.count, ...read, upTo };
  return { kind: 'cut', next: (now) => cutFurther(now, cutNow, from, ports.now()) };
}

/** What the last call before has left in each piece; each counts what was there before it. */
async function lettersBefore({ readText }: CutPorts, { id, cut }: BatchRecord): Promise<readonly number[]> {
  const last = cut?.slices.at(-1);
  return last === undefined ? [] : (await headOf<CutHead>(readText(strayName(id, last)))).letters;
}

/** A piece is fuller than who judges it can hold. */
function crowded(pieces: number, group: string, limit: number): Anew | Unreadable {
  const more = morePieces(pieces);
  const details = { submission: shownGroup(group), limit };
  return more === null ? unreadable('batch-crowded', details, []) : { more };
}
