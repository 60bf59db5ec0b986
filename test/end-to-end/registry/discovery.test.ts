/**
 * A new integrator knows an address and a key. From `/openapi.json`, `/me` and `/catalogue` alone it builds a right submission of every
 * dataset that is open for it, and knows beforehand what a wrong one is told.
 */
import { execFile } from 'node:child_process';
import { copyFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { exampleReport } from '../../../demo/start/example.ts';
import { generate } from '../../clients/generate.ts';
import { readAll } from '../../shared/domain/batches/workbook/read.ts';
import { announce, dtm } from '../dtm.ts';
import { projectDirectory, startHub, type TestHub, TODAY } from '../hub.ts';
import { keyWords } from '../key-file.ts';
import { type DocumentClient, documentClient } from './document-client.ts';
import {
  brokenChecks,
  cellsOf,
  type Described,
  type Figures,
  type Myself,
  rightFigures,
  setAt,
  submissionOf,
} from './newcomer.ts';

vi.setConfig({ testTimeout: 60_000 });

let hub: TestHub;
let call: DocumentClient;
let me: Myself;

/** The ministry's own: one of its systems is the hub's, so that all datasets are open for it. */
beforeAll(async () => {
  hub = await startHub();
  call = await documentClient(hub.twin.apiUrl, await hub.issue('G06'));
  me = (await call('getMe')).body as Myself;
}, 120_000);
afterAll(() => hub.stop());

const describedBy = async (id: string) => (await call('getDataset', { with: { id } })).body as Described;

function numbers(): () => number {
  let at = 0;
  return () => {
    at = (at * 137 + 61) % 1000;
    return at;
  };
}

const submit = (body: unknown, key: string, isDry = false) =>
  call('submit', { with: { 'Idempotency-Key': key, ...(isDry && { dryRun: 'true' }) }, body });

const errorsOf = ({ body }: { body: unknown }): string[] =>
  ((body as { errors?: { code: string; key: string | null }[] }).errors ?? [])
    .map(({ code, key }) => `${code} ${key}`)
    .sort();

test('every dataset of the catalogue is open for it, reports and events', async () => {
  const { body } = await call('getCatalogue');
  const { datasets } = body as { datasets: { id: string }[] };
  expect(me.datasets.map(({ id }) => id).sort()).toEqual(datasets.map(({ id }) => id).sort());
  expect(datasets.length).toBe(9);
});

const datasets = [
  'etx-monthly',
  'etx-quarterly',
  'etx-inspection',
  'etx-yearly',
  'etx-live',
  'etx-daily',
  'etx-duties',
  'etx-procedures',
  'hub-probes',
];

describe.each(datasets)('%s', (id) => {
  const dryRun = async (dataset: Described, figures: Figures) =>
    submit(submissionOf(me, dataset, cellsOf(dataset, figures, me.today)), `dry-${id}`, true);

  test('is built from the catalogue alone: right at the first try, and accepted', async () => {
    const dataset = await describedBy(id);
    const cells = cellsOf(dataset, rightFigures(dataset, numbers()), me.today);
    const body = submissionOf(me, dataset, cells);
    const verdict = await submit(body, `new-${id}`, true);
    expect([verdict.status, errorsOf(verdict)]).toEqual([200, []]);
    expect((await submit(body, `new-${id}`)).status).toBe(202);
  });

  test('the example of the catalogue is right as it stands', async () => {
    const dataset = await describedBy(id);
    const body = { ...submissionOf(me, dataset, dataset.example), revision: 2 };
    const { revision: _, ...events } = body;
    const verdict = await submit(dataset.kind === 'report' ? body : events, `example-${id}`, true);
    expect([verdict.status, errorsOf(verdict)]).toEqual([200, []]);
  });

  test.each(['min', 'max'] as const)('what is beyond %s is told so, cell by cell', async (side) => {
    const dataset = await describedBy(id);
    const figures = rightFigures(dataset, numbers());
    const expected: string[] = [];
    for (const { id: indicator, fields, scale } of dataset.indicators) {
      const key = dataset.cells.find((cell) => cell.indicator === indicator)?.key ?? '';
      for (const { name, [side]: bound } of fields) {
        if (bound === null) continue;
        const [whole = '0', fraction = ''] = bound.split('.');
        const edge = BigInt(whole + fraction.padEnd(scale, '0'));
        figures.set(key, { ...figures.get(key), [name]: side === 'min' ? edge - 1n : edge + 1n });
        expected.push(`out-of-range ${key}`);
      }
    }
    expect(errorsOf(await dryRun(dataset, figures))).toEqual(expected.sort());
  });

  test('a share above one is told by its cell', async () => {
    const dataset = await describedBy(id);
    const shares = dataset.indicators.filter(({ isShare }) => isShare);
    const keys = shares.map(
      (one) => dataset.cells.findLast(({ indicator }) => indicator === one.id)?.key ?? '',
    );
    const figures = rightFigures(dataset, numbers());
    for (const key of keys) figures.set(key, { numerator: 8n, denominator: 7n });
    const { status, ...verdict } = await dryRun(dataset, figures);
    expect(status).toBe(keys.length === 0 ? 200 : 422);
    expect(errorsOf(verdict)).toEqual(keys.map((key) => `ratio-above-one ${key}`).sort());
  });

  test('a check that is broken is told by its cell, and what it says is said in both languages', async () => {
    const dataset = await describedBy(id);
    expect(dataset.checks.every(({ says }) => says.vi !== says.en)).toBe(true);
    for (const { pairs } of dataset.checks) {
      const { left = '', right = '' } = pairs.at(-1) ?? {};
      const figures = rightFigures(dataset, numbers());
      setAt(dataset, figures, right, 0n);
      setAt(dataset, figures, left, 10n ** 9n);
      const predicted = brokenChecks(dataset, figures).map((key) => `cross-check-failed ${key}`);
      expect(predicted).toContain(`cross-check-failed ${left}`);
      expect(errorsOf(await dryRun(dataset, figures))).toEqual(predicted.sort());
    }
  });
});

test('any valid key may ask, one that may only submit too; what is not its own has no details', async () => {
  const ask = await documentClient(hub.twin.apiUrl, await hub.issue('H26.18', { scopes: ['submit'] }));
  const mine = (await ask('getMe')).body as Myself & { agencies: { code: string }[] };
  expect(mine.agencies.map(({ code }) => code)).toEqual(['H26.18']);
  expect(mine.systems.first.map((system) => system.id)).toEqual(['H26.18.motcua']);
  expect(mine.datasets.map((dataset) => dataset.id)).not.toContain('hub-probes');
  expect((await ask('getCatalogue')).status).toBe(200);
  expect((await ask('listAgencies', { with: { search: 'hoàn kiếm' } })).status).toBe(200);
  const { systems } = (await ask('listSystems', { with: { agency: 'H26' } })).body as {
    systems: Myself['systems']['first'];
  };
  expect(systems.length).toBe(14);
  expect(systems.filter(({ details }) => details !== null).map((system) => system.id)).toEqual([
    'H26.18.motcua',
  ]);
});

test('the commands of the guide for senders go for periods that the running hub has open', async () => {
  const guide = readFileSync(join(projectDirectory, 'docs/guide-for-senders.md'), 'utf8');
  const commands = [...guide.matchAll(/```sh\n([\s\S]*?)```/g)].map(([, text = '']) => text);
  expect(commands.filter((text) => /period["=: ]+\d|~\d{4}-/.test(text))).toEqual([]);
  const exports = [...commands.join('').matchAll(/^export \w+=\$\([\s\S]*?\)$/gm)].map(([text]) => text);
  const { stdout } = await promisify(execFile)(
    'sh',
    ['-euc', `${exports.join('\n')}\necho $PERIOD $QUARTER`],
    {
      env: {
        ...process.env,
        HUB: hub.twin.apiUrl,
        DTM_KEY: await hub.issue('H01', { systems: ['H01.dvc'] }),
      },
    },
  );
  // As `npm start` leaves it in .twin/example-report.json.
  const { report } = exampleReport(hub.seed, Date.parse(TODAY));
  expect(stdout).toBe(`${report.period} 2026-Q4\n`);
});

test('a program on a generated client sends a month, and reads what it counts for', async () => {
  const folder = mkdtempSync(join(projectDirectory, 'build/client-'));
  try {
    const document = await (await fetch(`${hub.twin.apiUrl}/openapi.json`)).text();
    writeFileSync(join(folder, 'openapi.json'), document);
    await generate('swagger-typescript-api', folder);
    copyFileSync(join(projectDirectory, 'test/clients/send-month.ts.txt'), join(folder, 'send-month.ts'));
    const { sendMonth } = await import(join(folder, 'send-month.ts'));
    const month = { system: 'H26.18.motcua', agency: 'H26.18', period: '2026-11' };
    const total = await sendMonth(hub.twin.apiUrl, await hub.issue('H26.18'), month);
    expect(total).toMatchObject({ kind: 'total', period: '2026-11', total: { reporters: 1 } });
  } finally {
    rmSync(folder, { recursive: true });
  }
});

test('a dataset that is known already is not sent again, to its key alone, and not with a key that was revoked', async () => {
  const first = await call('getDataset', { with: { id: 'etx-monthly' } });
  const tag = first.headers.get('etag') ?? '';
  // fetch says that it takes gzip, and unpacks it.
  expect(first.headers.get('content-encoding')).toBe('gzip');
  expect(tag).toMatch(/^W\/"[\w-]{22}"$/);
  expect(first.headers.get('cache-control')).toBe('private, no-cache');
  const again = await call('getDataset', { with: { id: 'etx-monthly', 'If-None-Match': tag } });
  expect([again.status, again.body, again.headers.get('etag')]).toEqual([304, null, tag]);
  const revoked = await hub.issue('G06', { revokedAt: '2026-11-01T00:00:00.000Z' });
  const ask = await documentClient(hub.twin.apiUrl, revoked);
  expect((await ask('getDataset', { with: { id: 'etx-monthly', 'If-None-Match': tag } })).status).toBe(401);
});

test('a template is a file: bytes as they are, named, known by its tag, and its head has no body', async () => {
  const key = await hub.issue('H26.18');
  const ask = (path: string, more: RequestInit = {}) =>
    fetch(`${hub.twin.apiUrl}/catalogue/${path}`, {
      ...more,
      headers: { Authorization: `Bearer ${key}`, ...more.headers },
    });
  const workbook = await ask('etx-monthly/template.xlsx');
  const bytes = Buffer.from(await workbook.arrayBuffer());
  expect([workbook.status, workbook.headers.get('content-type')]).toEqual([
    200,
    'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  ]);
  expect(workbook.headers.get('content-disposition')).toBe('attachment; filename="etx-monthly_2026-11.xlsx"');
  const { rows } = await readAll(bytes);
  expect(rows.map(({ fields }) => fields[0])).toEqual(['H26.18.motcua']);
  const csv = await ask('etx-daily/template.csv');
  expect(csv.headers.get('content-type')).toBe('text/csv; charset=utf-8; header=present');
  expect(Buffer.from(await csv.arrayBuffer()).subarray(0, 3)).toEqual(Buffer.from('efbbbf', 'hex'));
  const tag = workbook.headers.get('etag') ?? '';
  const again = await ask('etx-monthly/template.xlsx', { headers: { 'If-None-Match': tag } });
  expect([again.status, await again.text()]).toEqual([304, '']);
  const head = await ask('etx-monthly/template.xlsx', { method: 'HEAD' });
  expect([head.status, head.headers.get('etag'), await head.text()]).toEqual([200, tag, '']);
});

test('dtm asks the same, and prints it as JSON where it is told to', async () => {
  const key = keyWords(hub.stateDirectory, await hub.issue('H26'));
  announce(hub.stateDirectory, hub);
  const ask = (...words: string[]) => dtm(hub.stateDirectory, TODAY, ...words, ...key);
  expect(await ask('me')).toMatchObject({ exitCode: 0, text: expect.stringContaining('etx-monthly') });
  expect((await ask('catalogue')).text).toContain('hub-probes');
  expect((await ask('catalogue', 'etx-yearly')).text).toContain('every-drill-documented');
  expect(await ask('catalogue', 'nothing')).toMatchObject({
    exitCode: 1,
    text: expect.stringContaining('dataset-not-found'),
  });
  expect((await ask('agencies', '--search', 'cau giay')).text).toContain('Ủy ban nhân dân phường Cầu Giấy');
  const { systems } = JSON.parse((await ask('systems', 'H26.18', '--json')).text) as {
    systems: { id: string }[];
  };
  expect(systems.map((system) => system.id)).toEqual(['H26.18.motcua']);
});
