/** `dtm preflight` at the twin: what the twin does not have is said not to be known. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startHub, type TestHub } from '../hub.ts';
import { runDtm, tellDtm } from '../stories.ts';

let hub: TestHub;
beforeAll(async () => {
  hub = await startHub();
  tellDtm(hub);
}, 120_000);
afterAll(() => hub.stop());

type Said = {
  readonly outcome: string;
  readonly rows: readonly Record<'what' | 'verdict' | 'todo', unknown>[];
};

test('nothing of an account is ready at the twin, which has none, and each service that it lacks is named', async () => {
  const { code, out } = await runDtm(hub, ['preflight', '--json']);
  const [json = '', fault] = out.split(/\n(?=dtm: )/);
  const { outcome, rows } = JSON.parse(json) as Said;
  expect([code, outcome]).toEqual([2, 'not known']);
  expect(fault).toMatch(/^dtm: preflight: nothing is missing, but \d+ things could not be read/);
  const known = rows.filter(({ verdict }) => verdict !== 'unread').map(({ what }) => what);
  expect(known).toEqual(['domain']);
  const told = JSON.stringify(rows.map(({ todo }) => todo));
  for (const service of ['sts', 'ssm', 'cloudformation', 'lambda', 'apigateway', 'kms'])
    expect(told).toContain(`The twin has no service \\"${service}\\"`);
}, 120_000);
