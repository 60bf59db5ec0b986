/** A file in one call, or in parts: judged, recorded, counted, and told of by row. */
import { hash } from 'node:crypto';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { Batch } from '../../../shared/contract/batches/batch.ts';
import { Parts } from '../../../shared/contract/batches/order.ts';
import type { ReportSubmission } from '../../../shared/contract/submissions/submission.ts';
import { partsOf, textRow, zipOf } from '../../fixtures/workbooks/workbook.ts';
import { announce, dtm } from '../dtm.ts';
import { startHub, type TestHub, TODAY } from '../hub.ts';
import { operatorSqs, untilQuiet } from '../queues.ts';
import { report } from '../report.ts';
import { type Sender, senderOf } from '../sender.ts';
import { figuresIn, figuresOf } from '../sums.ts';
import { batchSender } from './batch-sender.ts';
import { largeByHand, sentByHand } from './by-hand.ts';
import { longCsv } from './files.ts';

vi.setConfig({ testTimeout: 90_000 });

let hub: TestHub;
let key = '';
let sender: ReturnType<typeof batchSender>;
let reader: Sender;

beforeAll(async () => {
  hub = await startHub();
  key = await hub.issue('H26', { scopes: ['batch'] });
  sender = batchSender(hub, key);
  reader = senderOf(hub, await hub.issue('VN'));
}, 120_000);
afterAll(() => hub.stop());

const systems = ['H26.dvc', 'H26.vanban', 'H26.18.motcua'];
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
      { row: 2 + first.cells.length * 2, submission: 'H26.18.motcua~etx-monthly~2026-11' },
    ]);
    const list = await sender.submissions(id);
    expect(list.map((one) => one.id).sort()).toEqual([
      'H26.dvc~etx-monthly~2026-11~1',
      'H26.vanban~etx-monthly~2026-11~1',
    ]);
    const sqs = operatorSqs(hub.twin);
    await untilQuiet(sqs, hub.twin);
    sqs.destroy();
    expect(figuresIn((await reader.totals('VN')).total)).toEqual(figuresOf(hub.seed, [first, second]));
    expect((await sender.send(file)).status).toBe(200);
  });
});

const once = (system: string, period: string, variant = 7) =>
  longCsv([report(hub.seed, { system, period }, variant)]);

const finish = async (sent: { readonly status: number; readonly text: string }): Promise<Batch> => {
  expect({ status: sent.status, text: sent.text }).toEqual({ status: 202, text: sent.text });
  return sender.untilOver(idIn(sent.text));
};

test('a dry run says what the real run then does, and neither its receipt nor its figures are there before', async () => {
  const file = once('H26.lgsp', '2026-11');
  const dry = await finish(await sender.send(file, '?dryRun=true'));
  expect(dry).toMatchObject({ submissions: { accepted: 1, refused: 0, recorded: false }, receipt: null });
  const real = await finish(await sender.send(file));
  const { corrections, ...counts } = dry.submissions ?? {};
  expect(corrections).toEqual({ changing: 0, unchanged: 0, cells: 0 });
  expect(real).toMatchObject({ submissions: { ...counts, recorded: true }, totals: dry.totals });
  const [, payload = ''] = real.receipt?.split('.') ?? [];
  const list = await sender.submissions(real.id);
  expect(JSON.parse(Buffer.from(payload, 'base64url').toString())).toMatchObject({
    id: real.id,
    sha256: hash('sha256', file),
    submissions: {
      count: 1,
      sha256: hash('sha256', list.map((one) => `${one.id} ${one.sha256}\n`).join('')),
    },
  });
  const next = { ...report(hub.seed, { system: 'H26.lgsp', period: '2026-11' }, 8), revision: 2 };
  const correcting = await finish(await sender.send(longCsv([next]), '?dryRun=true'));
  expect(correcting.submissions).toMatchObject({ accepted: 1, corrections: { changing: 1, unchanged: 0 } });
  const [change] = await sender.submissions(correcting.id);
  expect(change?.correction).toMatchObject({ of: 'H26.lgsp~etx-monthly~2026-11~1', unchanged: false });
  expect(change?.correction?.cells).toHaveLength(correcting.submissions?.corrections?.cells ?? 0);
});

test('a file that is checked without the hub is told what the hub then tells, to the byte', async () => {
  const { stateDirectory } = hub;
  announce(stateDirectory, hub);
  const at = (name: string) => join(stateDirectory, name);
  const wrong = report(hub.seed, { system: 'H26.none', period: '2026-10' }, 5);
  writeFileSync(at('to-check.csv'), longCsv([wrong, report(hub.seed, { system: 'H26.baocao' }, 6)]));
  writeFileSync(at('key'), key, { mode: 0o600 });
  const run = (...words: string[]) => dtm(stateDirectory, TODAY, ...words);
  const withKey = ['--key-file', at('key')];
  const saved = await run('catalogue', 'save', at('saved.json'), ...withKey);
  expect(saved).toEqual({ text: expect.stringContaining('files of H26 are judged by'), exitCode: 0 });
  const checked = await run('check', at('to-check.csv'), '--catalogue', at('saved.json'));
  expect(checked).toEqual({ text: expect.stringMatching(/^✗ .* 1 of 2 submissions/), exitCode: 1 });
  const [before, errors] = [readFileSync(at('to-check.csv.errors.csv')), at('to-check.csv.errors.csv')];
  rmSync(errors);
  expect((await run('submit', '--dry-run', at('to-check.csv'), ...withKey)).exitCode).toBe(1);
  expect(readFileSync(errors)).toEqual(before);
});

test('what was declared stands beside what came, in a call as in an order, and dtm says what differs', async () => {
  const { stateDirectory } = hub;
  announce(stateDirectory, hub);
  const one = report(hub.seed, { system: 'H26.baocao', period: '2026-09' }, 6);
  const { dataset } = one;
  const figures = one.cells.filter(({ value }) => value !== undefined);
  const [{ indicator } = { indicator: '' }] = figures;
  const file = longCsv([one]);
  const declared = `${dataset}:${indicator}=1.50`;
  const batch = await finish(
    await sender.send(file, `?dryRun=true&declared=${encodeURIComponent(declared)}`),
  );
  const total = batch.totals?.find((each) => each.indicator === indicator);
  expect(total).toMatchObject({ declared: '1.5', equal: false });
  expect(await sender.send(file, `?dryRun=true&declared=${declared},${declared}`)).toMatchObject({
    status: 400,
  });
  writeFileSync(join(stateDirectory, 'declared.csv'), file);
  const say = `dataset,indicator,sum\n${dataset},${indicator},${total?.accepted}\n`;
  writeFileSync(join(stateDirectory, 'totals.csv'), say);
  writeFileSync(join(stateDirectory, 'key'), key, { mode: 0o600 });
  const run = (totals: string, ...more: string[]) =>
    dtm(
      stateDirectory,
      TODAY,
      ...[
        'submit',
        join(stateDirectory, 'declared.csv'),
        '--dry-run',
        '--declared',
        join(stateDirectory, totals),
      ],
      ...['--key-file', join(stateDirectory, 'key'), ...more],
    );
  expect(await run('totals.csv', '--run', '2')).toEqual({ text: expect.stringContaining('✓'), exitCode: 0 });
  writeFileSync(join(stateDirectory, 'wrong.json'), JSON.stringify([{ dataset, indicator, sum: '7' }]));
  expect(await run('wrong.json', '--run', '3')).toEqual({
    text: expect.stringMatching(/! 1 declared total not equal[\s\S]*✗/),
    exitCode: 1,
  });
});

test('all or nothing records nothing where one of two is wrong', async () => {
  const right = report(hub.seed, { system: 'H26.baocao' }, 4);
  const wrong = report(hub.seed, { system: 'H26.none' }, 5);
  const batch = await finish(await sender.send(longCsv([right, wrong]), '?mode=all-or-nothing'));
  expect(batch).toMatchObject({ submissions: { accepted: 1, refused: 1, recorded: false }, receipt: null });
  const { text } = await reader.call({ path: '/submissions/H26.baocao~etx-monthly~2026-11~1' });
  expect(JSON.parse(text)).toMatchObject({ code: 'submission-not-found' });
});

const WORKBOOK = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

test('a workbook is judged as CSV is, its errors told by the rows that the spreadsheet shows', async () => {
  const right = report(hub.seed, { system: 'H26.baocao', period: '2026-10' }, 8);
  const wrong = report(hub.seed, { system: 'H26.none', period: '2026-10' }, 9);
  const lines = longCsv([right, wrong]).trimEnd().split('\n');
  const rows = lines.map((line) => textRow(...line.split(',')));
  const sent = await sender.send(new Uint8Array(zipOf(partsOf(rows.join('')))), '', {
    'Content-Type': WORKBOOK,
  });
  const batch = await finish(sent);
  expect(batch).toMatchObject({
    state: 'finished',
    file: { mediaType: WORKBOOK },
    rows: lines.length - 1,
    submissions: { accepted: 1, refused: 1, recorded: true },
  });
  expect(await sender.errors(batch.id)).toMatchObject([{ row: right.cells.length + 2 }]);
});

test('a decimal comma is of CSV alone', async () => {
  const sent = await sender.send('{}\n', '?decimalComma=true', { 'Content-Type': 'application/x-ndjson' });
  expect({ status: sent.status, errors: JSON.parse(sent.text).errors }).toMatchObject({
    status: 400,
    errors: [{ code: 'comma-of-csv', parameter: 'decimalComma' }],
  });
});

test('a file that cannot be read fails, and says from which row on', async () => {
  const batch = await finish(await sender.send(`${once('H26.ioc', '2026-11')}"H26.ioc,etx`));
  expect(batch).toMatchObject({ state: 'failed', problem: { code: 'batch-unreadable' }, submissions: null });
  expect(await sender.errors(batch.id)).toMatchObject([{ code: 'unclosed-quote' }]);
});

describe('an upload in parts', () => {
  const order = async (bytes: string, sha256 = hash('sha256', bytes)): Promise<string> => {
    const body = { size: bytes.length, sha256, mediaType: 'text/csv' };
    const ordered = await sender.call({ method: 'POST', path: '/batches', body });
    expect({ status: ordered.status, text: ordered.text }).toEqual({ status: 202, text: ordered.text });
    return idIn(ordered.text);
  };
  const put = async (id: string, bytes: string): Promise<void> => {
    const parts = [{ number: 1, sha256: hash('sha256', bytes) }];
    const asked = await sender.call({ method: 'POST', path: `/batches/${id}/parts`, body: { parts } });
    expect({ status: asked.status, text: asked.text }).toEqual({ status: 200, text: asked.text });
    const { parts: signed } = Parts.parse(JSON.parse(asked.text));
    for (const { url, headers } of signed) {
      const taken = await fetch(url, { method: 'PUT', headers, body: bytes });
      expect({ status: taken.status, text: await taken.text() }).toEqual({ status: 200, text: '' });
    }
  };
  const complete = (id: string) => sender.call({ method: 'POST', path: `/batches/${id}/complete`, body: {} });

  test('is judged as a file in one call is', async () => {
    const file = once('H26.18.motcua', '2026-11');
    const id = await order(file);
    const early = await complete(id);
    expect({ status: early.status, code: JSON.parse(early.text).code }).toEqual({
      status: 409,
      code: 'upload-incomplete',
    });
    await put(id, file);
    const batch = await finish(await complete(id));
    expect(batch).toMatchObject({ state: 'finished', submissions: { accepted: 1, refused: 0 } });
    expect((await complete(id)).status).toBe(202);
  });

  test('fails where the file is not the one that was ordered', async () => {
    const file = once('H26.19.motcua', '2026-11');
    const id = await order(file, hash('sha256', 'another'));
    await put(id, file);
    expect(await finish(await complete(id))).toMatchObject({
      state: 'failed',
      problem: { code: 'batch-digest-mismatch' },
    });
  });
});

test('dtm sends a file, tells of it, and checks its receipt', async () => {
  const reports = systems.map((system, at) => report(hub.seed, { system, period: '2026-10' }, at + 11));
  const wrong = reports.at(-1)?.cells.findIndex(({ value }) => value !== undefined) ?? 0;
  const rowsBefore = reports.slice(0, -1).flatMap(({ cells }) => cells).length;
  const cells =
    reports.at(-1)?.cells.map((cell, at) => (at === wrong ? { ...cell, value: '-1' } : cell)) ?? [];
  const file = longCsv(reports.map((one, at) => (at === reports.length - 1 ? { ...one, cells } : one)));
  await sentByHand(hub, key, file, rowsBefore + wrong + 2);
});

test('dtm sends in parts what is too large for one call', () => largeByHand(hub, key));
