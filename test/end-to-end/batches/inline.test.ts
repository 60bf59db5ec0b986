/** A file in one call: judged, recorded, counted, and told of by row. */
import { hash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { Batch } from '../../../shared/contract/batches/batch.ts';
import type { ReportSubmission } from '../../../shared/contract/submissions/submission.ts';
import { startHub, type TestHub } from '../hub.ts';
import { operatorSqs, untilQuiet } from '../queues.ts';
import { report } from '../report.ts';
import { type Sender, senderOf } from '../sender.ts';
import { figuresIn, figuresOf } from '../sums.ts';
import { batchSender } from './batch-sender.ts';
import { longCsv } from './files.ts';

vi.setConfig({ testTimeout: 90_000 });

let hub: TestHub;
let sender: ReturnType<typeof batchSender>;
let reader: Sender;

beforeAll(async () => {
  hub = await startHub();
  sender = batchSender(hub, await hub.issue('H26', { scopes: ['batch'] }));
  reader = senderOf(hub, await hub.issue('VN'));
}, 120_000);
afterAll(() => hub.stop());

const systems = ['H26.dvc', 'H26.05.mc', 'H26.06.mc'];
const idIn = (text: string): string => Batch.parse(JSON.parse(text)).id;

describe('a file of three reports, one of them wrong', () => {
  test('the two that are right count, the third is told of by row', async () => {
    const reports = systems.map((system, index) => report(hub.seed, { system }, index + 1));
    const [first, second, third] = reports as [ReportSubmission, ReportSubmission, ReportSubmission];
    const [cell, ...cells] = third.cells;
    if (cell === undefined) throw new Error('a report without cells');
    const wrong = { ...third, cells: [{ ...cell, value: '-1' }, ...cells] };
    const file = longCsv([first, second, wrong]);
    const sent = await sender.send(file);
    expect({ status: sent.status, text: sent.text }).toEqual({ status: 202, text: sent.text });
    const id = idIn(sent.text);
    const batch = await sender.untilOver(id);
    expect(batch).toMatchObject({
      state: 'finished',
      submissions: { accepted: 2, sameAgain: 0, refused: 1, recorded: true },
      file: { sha256: hash('sha256', file), mediaType: 'text/csv' },
      rows: first.cells.length * 3,
    });
    const errors = await sender.errors(id);
    expect(errors).toMatchObject([
      { row: 2 + first.cells.length * 2, submission: 'H26.06.mc~etx-monthly~2026-11' },
    ]);
    const list = await sender.submissions(id);
    expect(list.map((one) => one.id).sort()).toEqual([
      'H26.05.mc~etx-monthly~2026-11~1',
      'H26.dvc~etx-monthly~2026-11~1',
    ]);
    const sqs = operatorSqs(hub.twin);
    await untilQuiet(sqs, hub.twin);
    sqs.destroy();
    expect(figuresIn((await reader.totals('VN')).total)).toEqual(figuresOf(hub.seed, [first, second]));
    expect((await sender.send(file)).status).toBe(200);
  });
});
