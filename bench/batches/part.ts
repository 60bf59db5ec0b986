/**
 * A file of a million rows, read, grouped by submission and judged in one process, beside csv-parse alone on the same file; the same wrong
 * in every row; and the memory that it takes. The sides of a round run one right after the other, each in a process of its own.
 */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { projectDirectory } from '../bundles.ts';
import type { Part } from '../parts.ts';
import { median, pairedRatio } from '../statistics.ts';
import { reportsOf, writeFile } from './file.ts';
import { memoryFigures } from './memory-figures.ts';
import type { Taken } from './run.ts';

function run(how: 'parse' | 'judge', path: string, systems: number): Taken {
  const file = join(projectDirectory, 'bench/batches/run.ts');
  const printed = execFileSync(process.execPath, [file, how, path, String(systems)], {
    encoding: 'utf8',
  });
  return JSON.parse(printed) as Taken;
}

const brief = (value: number): string => String(Number(value.toPrecision(3)));

export async function batchesPart(quick: boolean): Promise<Part> {
  const sizes = quick ? [10_000, 100_000] : [10_000, 100_000, 1_000_000];
  const largest = sizes.at(-1) ?? 0;
  const directory = mkdtempSync(join(tmpdir(), 'dtm-bench-'));
  try {
    const write = (rows: number, isWrong: boolean) => {
      const path = join(directory, `${rows}-${isWrong}.csv`);
      const systems = reportsOf(rows);
      return { path, systems, rows: writeFile(path, { shape: 'long', reports: systems, back: 1, isWrong }) };
    };
    const right = sizes.map((rows) => write(rows, false));
    const last = right.at(-1);
    if (last === undefined) throw new Error('there is no size');
    const wrong = write(largest, true);
    const rounds = Array.from({ length: quick ? 1 : 3 }, () => ({
      floor: run('parse', last.path, 0),
      ours: run('judge', last.path, last.systems),
      wrong: run('judge', wrong.path, wrong.systems),
    }));
    const cpu = (side: keyof (typeof rounds)[number]) => rounds.map((round) => round[side].cpu);
    const [one] = rounds;
    if (one?.ours.accepted !== last.systems || one.wrong.accepted !== 0 || one.wrong.findings < wrong.rows)
      throw new Error(JSON.stringify(one));
    const memory = await memoryFigures(directory, sizes);
    const rowsText = last.rows.toLocaleString('en-US');
    return {
      figures: [
        {
          id: 'batches.cpu-ratio',
          title: `${rowsText} rows parsed, grouped, judged ÷ csv-parse alone`,
          value: pairedRatio(cpu('ours'), cpu('floor')),
          unit: '×',
          target: { atMost: 2 },
          detail: `${brief(median(cpu('ours')))} s of CPU beside ${brief(median(cpu('floor')))}; ${last.systems} reports; rounds: ${rounds.length}`,
        },
        {
          id: 'batches.wrong-ratio',
          title: 'the same wrong in every row ÷ right',
          value: pairedRatio(cpu('wrong'), cpu('ours')),
          unit: '×',
          target: { atMost: 2 },
          detail: `${brief(median(cpu('wrong')))} s of CPU; ${one.wrong.findings.toLocaleString('en-US')} errors`,
        },
        ...memory.figures,
      ],
      details: { rounds, memory: memory.details },
    };
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
}
