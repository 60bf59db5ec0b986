/** In a process of its own, as the function runs it: cuts a file, or judges all its pieces, over a directory; prints the memory that it took. */
import { createReadStream, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setInterval } from 'node:timers';
import { type CutPorts, cutFile } from '../../shared/app/batches/cut-file.ts';
import { judgePiece } from '../../shared/app/batches/judge-piece.ts';
import { readerOf } from '../../shared/app/batches/readers.ts';
import type { StandingBatch, WorkObjectPorts } from '../../shared/app/ports/batches.ts';
import { linesIn, zipped } from '../../shared/aws/batches/objects.ts';
import { piecesFor } from '../../shared/domain/batches/batch-id.ts';
import { benchJudge } from './file.ts';

export type Step = 'cut' | 'judge';
/** In MB: the most that was resident, and that before it began; the most that V8's heap had in use. */
export type StepMemory = {
  readonly peak: number;
  readonly before: number;
  readonly heap: number;
  readonly pieces: number;
};

const [step = 'cut', path = '', directory = ''] = process.argv.slice(2) as [Step?, string?, string?];
const recordFile = join(directory, 'record.json');
const fileOf = (name: string): string => join(directory, name.replaceAll('/', '!'));

/** A directory in place of S3. */
const objects: WorkObjectPorts = {
  putLines: async (name, lines) => {
    await writeFile(fileOf(name), await zipped(lines));
    return true;
  },
  readText: (name) => linesIn(createReadStream(fileOf(name))),
  listNames: async (prefix) =>
    readdirSync(directory)
      .map((name) => name.replaceAll('!', '/'))
      .filter((name) => name.startsWith(prefix))
      .sort(),
};

let standing = JSON.parse(readFileSync(recordFile, 'utf8')) as StandingBatch;
const { ports, credential } = benchJudge(1);
let names = 0;
const all: CutPorts & Parameters<typeof judgePiece>[0] = {
  ...objects,
  ...ports,
  readBatch: async () => standing,
  putBatch: async (record, version) => {
    standing = { record, version: (version ?? 0) + 1 };
    return 'written';
  },
  sendBatchMessages: async () => {},
  readUpload: () => createReadStream(path),
  readerOf,
  piecesFor,
  newName: () => {
    names += 1;
    return `${step}${names}`;
  },
  now: Date.now,
};
const megabytes = (bytes: number): number => bytes / 2 ** 20;
const before = megabytes(process.memoryUsage.rss());
let heap = 0;
setInterval(() => {
  heap = Math.max(heap, process.memoryUsage().heapUsed);
}, 20).unref();
if (step === 'cut') {
  standing = { ...standing, record: { ...standing.record, credential: credential.keyId } };
  await cutFile(all, standing, () => true);
} else {
  const pieces = standing.record.cut?.pieces ?? 0;
  for (let piece = 0; piece < pieces; piece += 1) await judgePiece(all, standing.record, piece);
}
writeFileSync(recordFile, JSON.stringify(standing));
const { state, cut, problem } = standing.record;
if (state !== 'judging') throw new Error(`the batch is ${state}: ${JSON.stringify(problem)}`);
const found: StepMemory = {
  peak: process.resourceUsage().maxRSS / 1024,
  before,
  heap: megabytes(heap),
  pieces: cut?.pieces ?? 0,
};
console.log(JSON.stringify(found));
