/** Files of a million figures on the twin, long and wide: how long they take, and what they use of AWS. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type FileShape, reportsOf, writeFile } from '../batches/file.ts';
import { buildAll } from '../bundles.ts';
import type { Figure } from '../figures.ts';
import type { Part } from '../parts.ts';
import { openMonth } from '../registry.ts';
import { startHub } from '../twin/hub.ts';
import { dollarsOf } from './dollars.ts';
import { type SentFile, sendFile } from './sent-file.ts';

const brief = (value: number): string => String(Number(value.toPrecision(3)));
const isOfFiles = (principal: string): boolean => /-(batches|batch-work|batch-sweep)$/.test(principal);

const shapes: readonly (readonly [FileShape, 1 | 2])[] = [
  ['long', 1],
  ['wide', 2],
];

function figuresOf(shape: FileShape, rows: number, reports: number, sent: SentFile): Figure[] {
  const calls = sent.calls.filter(({ principal }) => isOfFiles(principal));
  const writes = calls.reduce((sum, { writeUnits }) => sum + writeUnits, 0);
  const dollars = dollarsOf(calls, sent.cpu['batch-work'] ?? 0);
  const cpu = Object.entries(sent.cpu)
    .filter(([, seconds]) => seconds >= 1)
    .map(([name, seconds]) => `${name} ${brief(seconds)}`);
  return [
    {
      id: `files.${shape}-seconds`,
      title: `a file of ${rows.toLocaleString('en-US')} rows, ${shape}, end to end on the twin`,
      value: sent.seconds,
      unit: 's',
      target: { atMost: 120 },
      detail: `${reports} reports; in the national total ${brief(sent.countedAfter)} s later; seconds of CPU: ${cpu.join(', ')}`,
    },
    {
      id: `files.${shape}-writes`,
      title: `write units per thousand rows, ${shape}`,
      value: (writes * 1000) / rows,
      unit: '',
      target: null,
      detail: `one by one ${brief((reports * 1000) / rows)}: each report is one; roll-up in neither`,
    },
    {
      id: `files.${shape}-dollars`,
      title: `dollars per million reports in files, ${shape}, without roll-up`,
      value: (dollars * 1_000_000) / reports,
      unit: '$',
      target: null,
      detail: 'DynamoDB, S3, SQS and the time of batch-work, by the prices of docs/deploy.md',
    },
  ];
}

export async function filesPart(quick: boolean): Promise<Part> {
  const reports = reportsOf(quick ? 50_000 : 1_000_000);
  const directory = mkdtempSync(join(tmpdir(), 'dtm-bench-'));
  buildAll();
  const hub = await startHub(reports);
  try {
    const figures: Figure[] = [];
    const details: Record<string, SentFile> = {};
    for (const [shape, back] of shapes) {
      const path = join(directory, `${shape}.csv`);
      const rows = writeFile(path, { shape, reports, back });
      const sent = await sendFile(hub, { path, period: openMonth(back), reports });
      figures.push(...figuresOf(shape, rows, reports, sent));
      details[shape] = sent;
    }
    return { figures, details };
  } finally {
    await hub.stop();
    rmSync(directory, { recursive: true, force: true });
  }
}
