import { appendFileSync, existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openProgress } from '../../cli/verify-progress.ts';
import type { UnitReport } from '../../shared/app/verification/verify-unit.ts';

let folder: string;
let path: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'dtm-progress-'));
  path = join(folder, 'below', 'verify.jsonl');
});
afterEach(() => rmSync(folder, { recursive: true }));

const content = {
  cells: { 'a.sum': '1', 'a.ratio': ['1', '2'] as const, 'a.latest': ['1', '2026-11-14', 'H26.x'] as const },
  reporters: '0.Aw==',
  cellReporters: { 'a.ratio': '0.AQ==' },
  newestReceivedAt: null,
};
const unit = (name: string, differences: UnitReport['differences'] = []): UnitReport => ({
  unit: name,
  entries: 3,
  totals: 2,
  digest: 'd',
  content,
  differenceCount: differences.length,
  differences,
  damagedCount: 0,
  damaged: [],
  wrong: differences.map(({ node }) => ({ node, right: 'r' })),
});
const difference = { node: 'H29', stored: null, recomputed: content };
const doneOf = (resume: boolean, period = '2026-11', registry = 7) => [
  ...openProgress(path, resume).of('etx-monthly', period, registry).done.values(),
];

/** A run that is interrupted behind these agencies. */
async function interrupted(units: readonly UnitReport[]): Promise<void> {
  const progress = openProgress(path, false);
  for (const one of units) await progress.of('etx-monthly', '2026-11', 7).note(one);
  expect(progress.done()).toBe(units.length);
}

test('what an interrupted run had done is there for the next, but for agencies where something differed', async () => {
  await interrupted([unit('H26'), unit('H29', [difference]), unit('G06')]);
  expect(openProgress(path, true).kept).toBe(2);
  expect(doneOf(true)).toEqual([unit('H26'), unit('G06')]);
});

test('it is of its dataset, period and version of the registry', async () => {
  await interrupted([unit('H26')]);
  expect(doneOf(true, '2026-10')).toEqual([]);
  expect(doneOf(true, '2026-11', 8)).toEqual([]);
  expect(doneOf(true)).toHaveLength(1);
});

test('a line that a killed process left half written is done again', async () => {
  await interrupted([unit('H26'), unit('G06')]);
  appendFileSync(path, readFileSync(path, 'utf8').slice(0, 70));
  expect(doneOf(true).map((one) => one.unit)).toEqual(['H26', 'G06']);
});

test('without --resume everything is done again, and a finished run leaves nothing', async () => {
  await interrupted([unit('H26')]);
  expect(doneOf(false)).toEqual([]);
  expect(doneOf(true)).toEqual([]);
  openProgress(path, true).remove();
  expect(existsSync(path)).toBe(false);
});
