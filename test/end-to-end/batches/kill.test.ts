/** `kill -9` of the whole hub in the middle of a large file: another one finishes it, and the totals are those of the file. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, expect, test, vi } from 'vitest';
import { Batch } from '../../../shared/contract/batches/batch.ts';
import { TotalsAnswer } from '../../../shared/contract/totals.ts';
import { sized } from '../../size.ts';

const ROWS = sized(10_000, 100_000);
const ROWS_OF_ONE = 50;
const systems = ['H26.dvc', 'H26.vanban', 'H26.lgsp', 'H26.baocao', 'H26.ioc'];

const state = mkdtempSync(join(tmpdir(), 'dtm-batch-'));
let running: ChildProcess | null = null;
let apiUrl = '';
const keys = { key: '', reader: '' };

/** A few seconds before a minute is full, when the sweep runs. */
async function start(today: string, how: 'new' | 'again'): Promise<void> {
  const script = join(import.meta.dirname, 'serve-until-killed.ts');
  const child = spawn(process.execPath, [script, state, today, how], {
    detached: true,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  running = child;
  let said = '';
  for await (const chunk of child.stdout) {
    said += chunk;
    if (said.includes('\n')) break;
  }
  const told = JSON.parse(said);
  apiUrl = told.apiUrl;
  if (how === 'new') Object.assign(keys, { key: told.key, reader: told.reader });
}

async function kill(): Promise<void> {
  const child = running;
  running = null;
  if (child?.pid === undefined) return;
  const over = once(child, 'exit');
  process.kill(-child.pid, 'SIGKILL');
  await over;
}
afterAll(async () => {
  await kill();
  rmSync(state, { recursive: true, force: true });
});

/** Events of five figures each, and what these come to. */
function file(): { readonly text: string; readonly sum: number } {
  const lines = ['system;dataset;key;from;to;indicator;value'];
  let sum = 0;
  for (let row = 0; row < ROWS; row += 1) {
    const name = Math.floor(row / ROWS_OF_ONE);
    const system = systems[name % systems.length];
    // Days of their own, as a fold reads all that its day has; the period ends with the 14th.
    const day = String(1 + (Math.floor(name / systems.length) % 14)).padStart(2, '0');
    const at = `2026-11-${day}T03:10:${String(row % ROWS_OF_ONE).padStart(2, '0')}Z`;
    const value = (row * 7) % 1000;
    sum += value;
    lines.push(`${system};etx-daily;k-${name};${at};${at};sharing.messages-sent;${value}`);
  }
  return { text: `${lines.join('\n')}\n`, sum };
}

const get = async (path: string, key: string): Promise<unknown> => {
  const answer = await fetch(`${apiUrl}${path}`, { headers: { Authorization: `Bearer ${key}` } });
  const text = await answer.text();
  expect({ status: answer.status, text }).toEqual({ status: 200, text });
  return JSON.parse(text);
};
const read = async (id: string): Promise<Batch> => Batch.parse(await get(`/batches/${id}`, keys.key));

test('what was sent is counted once, however it was cut off', async () => {
  const { text, sum } = file();
  await start('2026-11-20T02:30:00.000Z', 'new');
  const sent = await fetch(`${apiUrl}/batches`, {
    method: 'POST',
    headers: { Authorization: `Bearer ${keys.key}`, 'Content-Type': 'text/csv', 'Content-Encoding': 'gzip' },
    body: gzipSync(text),
  });
  expect(sent.status).toBe(202);
  const { id } = Batch.parse(await sent.json());
  const reported = async (): Promise<number> => {
    const answer = await fetch(`${apiUrl}/totals?dataset=etx-daily&period=2026-11&agency=VN`, {
      headers: { Authorization: `Bearer ${keys.reader}` },
    });
    const { data } = TotalsAnswer.safeParse(await answer.json());
    return Number(data?.total.cells.find((one) => one.indicator === 'sharing.messages-sent')?.value ?? 0);
  };
  await vi.waitFor(async () => expect((await read(id)).state).toBe('judging'), {
    timeout: 60_000,
    interval: 20,
  });
  // A sweep sees it, the next that it has not moved, and sends again: each behind another kill, twenty minutes later.
  const restarts = ['02:50:20', '03:10:20', '03:30:20'];
  const isOver = async (): Promise<boolean> => (await read(id)).state === 'finished';
  for (const time of restarts) {
    await kill();
    await start(`2026-11-20T${time}.000Z`, 'again');
    const over = await vi
      .waitFor(async () => expect(await isOver()).toBe(true), { timeout: 120_000, interval: 500 })
      .then(
        () => true,
        () => false,
      );
    if (over) break;
  }
  const after = await read(id);
  expect(after.state).toBe('finished');
  expect(after.submissions).toMatchObject({ accepted: ROWS / ROWS_OF_ONE, sameAgain: 0, refused: 0 });
  expect(after.totals).toMatchObject([{ indicator: 'sharing.messages-sent', accepted: String(sum) }]);
  // What the consumer had in hand when it was killed is seen again after six minutes.
  await vi.waitFor(async () => expect(await reported()).toBe(sum), { timeout: 400_000, interval: 1000 });
}, 840_000);
