/** A process of its own: reads a file by csv-parse alone, or judges it, and prints what that took. */
import { createReadStream } from 'node:fs';
import { parse } from 'csv-parse';
import { withFileSpill } from '../../cli/batch/file-spill.ts';
import { checkFile } from '../../shared/app/batches/check-file.ts';
import { readCsv } from '../../shared/app/batches/read/read-csv.ts';
import { benchJudge } from './file.ts';

export type Taken = {
  /** Seconds of CPU, garbage collection included. */
  readonly cpu: number;
  readonly seconds: number;
  /** The most resident memory that the process ever had, and what it had before it began, in MB. */
  readonly peak: number;
  readonly before: number;
  readonly rows: number;
  readonly accepted: number;
  readonly findings: number;
};

const [how = '', path = '', systems = '0'] = process.argv.slice(2);

const nobody = { rows: 0, accepted: 0, findings: 0 };

/** As its documentation reads a stream. */
async function parseAlone(): Promise<typeof nobody> {
  let rows = 0;
  const parser = createReadStream(path).pipe(parse());
  parser.on('readable', () => {
    while (parser.read() !== null) rows += 1;
  });
  await new Promise((resolve, reject) => parser.on('end', resolve).on('error', reject));
  return { ...nobody, rows };
}

async function judge({ ports, credential }: ReturnType<typeof benchJudge>): Promise<typeof nobody> {
  let [accepted, findings] = [0, 0];
  const checked = await withFileSpill((spill) =>
    checkFile(
      { ...ports, spill },
      {
        bytes: createReadStream(path),
        read: readCsv,
        decimalComma: false,
        credential,
        receivedAt: Date.now(),
        sizes: { partitions: 128, seed: 13, held: 16_384 },
      },
      {
        accepted: () => {
          accepted += 1;
        },
        refused: () => {},
        found: (some) => {
          findings += some.length;
        },
      },
    ),
  );
  if (!checked.ok) throw new Error(JSON.stringify(checked.problem));
  return { rows: checked.value.rows, accepted, findings };
}

const judged = how === 'judge' ? benchJudge(Number(systems)) : null;
const megabytes = (bytes: number) => bytes / 2 ** 20;
const before = megabytes(process.memoryUsage().rss);
const began = performance.now();
const cpu = process.cpuUsage();
const found = judged === null ? await parseAlone() : await judge(judged);
const { user, system } = process.cpuUsage(cpu);
const taken: Taken = {
  cpu: (user + system) / 1e6,
  seconds: (performance.now() - began) / 1000,
  peak: process.resourceUsage().maxRSS / 1024,
  before,
  ...found,
};
console.log(JSON.stringify(taken));
