/** What a person sees while something is counted: a bar on a terminal, now and then a line where there is none. */
import { PassThrough } from 'node:stream';
import { stripVTControlCharacters } from 'node:util';
import { expect, test, vi } from 'vitest';
import { showProgress } from '../../cli/progress.ts';

const [HIDE_CURSOR, SHOW_CURSOR] = ['\x1b[?25l', '\x1b[?25h'];

function outputOf(isTTY: boolean) {
  const stream = Object.assign(new PassThrough(), { isTTY, columns: 100 });
  let raw = '';
  stream.on('data', (chunk) => {
    raw += chunk;
  });
  return {
    out: stream as unknown as NodeJS.WriteStream,
    raw: () => raw,
    shown: () => stripVTControlCharacters(raw),
  };
}

test('a terminal shows a bar that fills up, and has its cursor back at the end', async () => {
  const { out, raw, shown } = outputOf(true);
  const progress = showProgress('sending', 472, out, Date.now);
  await vi.waitFor(() => expect(shown()).toMatch(/sending ░{40} 0\/472/));
  progress.update(236);
  await vi.waitFor(() => expect(shown()).toMatch(/sending █{20}░{20} 236\/472/));
  expect(raw()).not.toContain(SHOW_CURSOR);
  progress.update(472);
  progress.stop();
  await vi.waitFor(() => expect(shown()).toMatch(/sending █{40} 472\/472, \d+s\s*$/));
  expect(raw().indexOf(HIDE_CURSOR)).toBeGreaterThan(-1);
  expect(raw().indexOf(SHOW_CURSOR)).toBeGreaterThan(raw().indexOf(HIDE_CURSOR));
});

test('Ctrl-C gives the cursor back: what stops then comes to no end of its own', async () => {
  const { out, raw } = outputOf(true);
  const before = new Set(process.listeners('SIGINT'));
  showProgress('sending', 472, out, Date.now);
  const own = process.listeners('SIGINT').filter((listener) => !before.has(listener));
  for (const listener of own) listener('SIGINT');
  await vi.waitFor(() => expect(raw()).toContain(SHOW_CURSOR));
});

test('elsewhere a line says how far it is, not before three seconds have passed since the last', () => {
  const { out, raw } = outputOf(false);
  let now = 10_000;
  const progress = showProgress('sending', 472, out, () => now);
  for (const [milliseconds, count] of [
    [2999, 100],
    [1, 120],
    [2999, 230],
    [1000, 260],
    [10_000, 472],
  ] as const) {
    now += milliseconds;
    progress.update(count);
  }
  progress.stop();
  expect(raw()).toBe('sending: 120/472\nsending: 260/472\nsending: 472/472\n');
});

test('elsewhere what is done within three seconds says nothing', () => {
  const { out, raw } = outputOf(false);
  const progress = showProgress('sending', 2, out, () => 10_000);
  progress.update(2);
  progress.stop();
  expect(raw()).toBe('');
});
