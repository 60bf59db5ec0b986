/** `dtm` as operators use it: signed as the one whose task it is, or as another, whatever the machine's clock says. */
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { startHub, type TestHub } from '../hub.ts';
import { runDtm, tellDtm } from '../stories.ts';

// A busy machine is slow, not wrong.
vi.setConfig({ testTimeout: 120_000 });

let hub: TestHub;
beforeAll(async () => {
  // The clock of the machine is days ahead of the twin's.
  hub = await startHub();
  tellDtm(hub);
}, 120_000);
afterAll(() => hub.stop());

const dtm = (...words: string[]) => runDtm(hub, words);

test('maintenance is started, refused, ended and listed with the words and codes that it always had', async () => {
  expect(await dtm('maintenance', 'list')).toMatchObject({ code: 0, out: 'there was no maintenance\n' });
  const started = await dtm('maintenance', 'start', '--reason', 'new release');
  expect(started).toMatchObject({
    code: 0,
    out: expect.stringContaining('maintenance started: every minute'),
  });
  const twice = await dtm('maintenance', 'start', '--reason', 'another');
  expect(twice.code).toBe(1);
  expect(twice.out).toMatch(/maintenance is under way since .* \(new release\): end it first/);
  expect(await dtm('maintenance', 'end')).toMatchObject({
    code: 0,
    out: expect.stringMatching(/^maintenance ended: \d+ minute/),
  });
  const none = await dtm('maintenance', 'end');
  expect([none.code, none.out]).toEqual([1, expect.stringContaining('no maintenance is under way')]);
});

test('the history says who did what, and who asks is said on standard error', async () => {
  const { code, out } = await dtm('admin', 'history', '--task', 'maintenance');
  expect(code).toBe(0);
  expect(out).toMatch(/dtm-dev-on-call +end +maintenance~00000001 +1\.2/);
  expect(out).not.toContain('as dtm-dev-auditor');
  const page = JSON.parse((await dtm('admin', 'history', '--task', 'maintenance', '--json')).out);
  expect(page.changes.map(({ action }: { action: string }) => action)).toEqual(['end', 'start']);
});

test('as another it is refused, and the code says that it could not be asked', async () => {
  const { code, out } = await dtm('--as', 'auditor', 'maintenance', 'start', '--reason', 'not mine');
  expect([code, out]).toEqual([2, expect.stringContaining('operator-not-allowed')]);
  const read = await dtm('--as', 'registrar', 'maintenance', 'list');
  expect([read.code, read.out]).toEqual([2, expect.stringContaining('operator-not-allowed')]);
});
