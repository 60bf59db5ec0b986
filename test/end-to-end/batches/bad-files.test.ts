/** Every file that is wrong as a file, through the hub: told by code, row and column, never a 5xx, and none is under way for ever. */
import { hash } from 'node:crypto';
import { deflateRawSync, gzipSync } from 'node:zlib';
import { parse } from 'csv-parse/sync';
import pLimit from 'p-limit';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { Batch, INLINE_LIMIT, UPLOAD_LIMIT } from '../../../shared/contract/batches/batch.ts';
import type { RowError } from '../../../shared/contract/batches/row-error.ts';
import { firstQuotas } from '../../../shared/domain/access/quota-limits.ts';
import { badFiles } from '../../fixtures/bad-files.ts';
import { mainType, partsOf, textRow, zipOf } from '../../fixtures/workbooks/workbook.ts';
import { startHub, type TestHub } from '../hub.ts';
import { report } from '../report.ts';
import type { HttpAnswer } from '../sender.ts';
import { batchSender } from './batch-sender.ts';
import { longCsv } from './files.ts';
import { type Bytes, uploader } from './uploader.ts';

vi.setConfig({ testTimeout: 300_000 });

let hub: TestHub;
let sender: ReturnType<typeof batchSender>;
let sends: ReturnType<typeof uploader>;

beforeAll(async () => {
  hub = await startHub();
  sender = batchSender(hub, await hub.issue('H26', { scopes: ['batch'] }));
  sends = uploader(sender);
}, 120_000);
afterAll(() => hub.stop());

const GZIP = { 'Content-Encoding': 'gzip' };
const WORKBOOK = {
  'Content-Type': 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
};
const named = ({ code, row, column }: RowError): string => `${code} ${row ?? '-'} ${column ?? '-'}`;

/** What came of a file that was taken, and what is told of its rows. */
async function cameOf({ status, text }: HttpAnswer) {
  expect({ status, text }).toEqual({ status: 202, text });
  const { id } = Batch.parse(JSON.parse(text));
  const { state, problem, submissions } = await sender.untilOver(id, 120_000);
  const errors = await sender.errors(id);
  // A row that is of no report leaves its cell out of it.
  const findings = errors.filter(({ code }) => code !== 'missing-cell').map(named);
  return { id, state, problem: problem?.code ?? null, accepted: submissions?.accepted ?? null, findings };
}

/** Again as long as four are under way: the place of one that is over is given back a moment later. */
const patiently = (send: () => Promise<HttpAnswer>): Promise<HttpAnswer> =>
  vi.waitFor(
    async () => {
      const answer = await send();
      expect(answer.status).not.toBe(429);
      return answer;
    },
    { timeout: 60_000, interval: 250 },
  );

/** Of a right report, with a column for the sender's own name of each row; first a figure of a kind, without decimals. */
function rightRows(): string[][] {
  const rows = longCsv([report(hub.seed)])
    .trimEnd()
    .split('\n')
    .map((line) => line.split(','));
  const [header = [], ...data] = rows;
  const at = (name: string) => header.indexOf(name);
  const isFirst = (row: string[]) => /^\d+$/.test(row[at('value')] ?? '') && row[at('kind')] !== '';
  data.sort((a, b) => Number(isFirst(b)) - Number(isFirst(a)));
  return [header.toSpliced(5, 0, 'key'), ...data.map((row, index) => row.toSpliced(5, 0, `r${index}`))];
}

test('each of the table is told by code, row and column, as its offline check says', async () => {
  const several = pLimit(firstQuotas.defaults.province.batchesAtOnce);
  const files = badFiles(rightRows());
  const came = await Promise.all(
    files.map(({ wrong, bytes }) =>
      several(async () => {
        const isLarge = bytes.length > INLINE_LIMIT;
        const sent = await patiently(() =>
          sender.send(new Uint8Array(isLarge ? gzipSync(bytes) : bytes), '?dryRun=true', isLarge ? GZIP : {}),
        );
        const { id: _, ...what } = await cameOf(sent);
        return [wrong, what] as const;
      }),
    ),
  );
  expect(Object.fromEntries(came)).toEqual(
    Object.fromEntries(
      files.map(({ wrong, findings, isFatal }) => [
        wrong,
        isFatal
          ? { state: 'failed', problem: 'batch-unreadable', accepted: null, findings }
          : { state: 'finished', problem: null, accepted: 0, findings },
      ]),
    ),
  );
});

const bytesOf = (bytes: string | Uint8Array): Bytes => new Uint8Array(Buffer.from(bytes as string));
const right = (): string => longCsv([report(hub.seed, { system: 'H26.vanban' })]);
const table = textRow('system', 'dataset') + textRow('H26.dvc', 'etx-monthly');
const compound = Buffer.concat([
  Buffer.from('d0cf11e0a1b11ae1', 'hex'),
  Buffer.alloc(500),
  Buffer.from('EncryptedPackage', 'utf16le'),
]);
const macros = `<Types><Override PartName="/xl/workbook.xml" ContentType="${mainType.replace('sheet.main', 'sheet.macroEnabled.main')}"/></Types>`;

const stopped = (problem: string, ...findings: string[]) => ({
  ...{ state: 'failed', accepted: null, problem, findings },
});

describe('what is compressed', () => {
  test.each<[string, () => Uint8Array, Record<string, string>, object]>([
    ['gzip that is cut off', () => gzipSync(right()).subarray(0, -20), GZIP, stopped('batch-not-gzip')],
    ['gzip that is none', () => Buffer.from(right()), GZIP, stopped('batch-not-gzip')],
    [
      'a workbook with a password',
      () => compound,
      WORKBOOK,
      stopped('batch-unreadable', 'encrypted-workbook - -'),
    ],
    [
      'a workbook with macros',
      () => zipOf(partsOf(table, { '[Content_Types].xml': macros })),
      WORKBOOK,
      stopped('batch-unreadable', 'macro-workbook - -'),
    ],
    [
      'a workbook that is a bomb',
      () =>
        zipOf(partsOf(table), {
          'xl/workbook.xml': { size: 9_000_000, bytes: deflateRawSync(Buffer.alloc(9_000_000)) },
        }),
      WORKBOOK,
      stopped('batch-unreadable', 'oversized-workbook - -'),
    ],
    [
      'a workbook that is cut off',
      () => zipOf(partsOf(table)).subarray(0, -1),
      WORKBOOK,
      stopped('batch-unreadable', 'broken-workbook - -'),
    ],
  ])('%s', async (_, bytes, headers, came) => {
    expect(await cameOf(await sender.send(bytesOf(bytes()), '?dryRun=true', headers))).toMatchObject(came);
  });

  test('5 GB of spaces in 5 MB of gzip, in parts, are not unpacked to their end', async () => {
    const member = gzipSync(Buffer.alloc(16 * 1024 * 1024, ' '), { level: 9 });
    const members = UPLOAD_LIMIT / (16 * 1024 * 1024);
    const file = bytesOf(Buffer.concat(Array.from({ length: members }, () => member)));
    expect(file.length).toBeGreaterThan(INLINE_LIMIT);
    const id = sends.idIn(await sends.order(file, { encoding: 'gzip' }));
    expect(await cameOf(await sends.send(id, file))).toMatchObject(
      stopped('batch-unreadable', 'row-too-long 1 -'),
    );
  });
});

describe('what is not the file that was meant', () => {
  test('by the digest of its call is refused at the door', async () => {
    const digest = { 'Content-Digest': `sha-256=:${hash('sha256', 'another', 'base64')}:` };
    const { status, text } = await sender.send(right(), '?dryRun=true', digest);
    expect({ status, code: JSON.parse(text).code }).toEqual({ status: 400, code: 'digest-mismatch' });
  });

  test('by the digest of its order fails', async () => {
    const file = bytesOf(right());
    const id = sends.idIn(await sends.order(file, { sha256: hash('sha256', 'another') }));
    expect(await cameOf(await sends.send(id, file))).toMatchObject(stopped('batch-digest-mismatch'));
  });
});

describe('a file that is too large for a call', () => {
  test.each([
    ['a byte', INLINE_LIMIT + 1, 'file-too-large', [`${INLINE_LIMIT} bytes`]],
    ['so much that Lambda takes it not', 6_000_000, 'request-too-large', ['262144 bytes', `${INLINE_LIMIT}`]],
    ['so much that the gateway takes it not', 11_000_000, 'request-too-large', [`${INLINE_LIMIT}`]],
  ])('by %s is told what this route takes', async (_, size, code, limits) => {
    const { status, text } = await sender.send(' '.repeat(size), '?dryRun=true');
    const problem = JSON.parse(text);
    expect({ status, code: problem.code }).toEqual({ status: 413, code });
    for (const limit of [...limits, 'POST /']) expect(problem.detail).toContain(limit);
  });
});

test('a formula is data, and is nothing that a spreadsheet would run where it is given back', async () => {
  const [header = [], first = [], ...rows] = rightRows();
  const formula = "=cmd|' /C calc'!A0";
  const wrong = first.map((field, at) => (header[at] === 'value' ? formula : field));
  const file = [header, wrong, ...rows].map((row) => `${row.join()}\n`).join('');
  const { id, findings } = await cameOf(await sender.send(file, '?dryRun=true&run=2'));
  expect(findings).toEqual(['not-a-decimal 2 value']);
  const { text } = await sender.call({ path: `/batches/${id}/errors`, headers: { Accept: 'text/csv' } });
  const cells = (parse(text, { bom: true }) as string[][]).flat();
  expect(cells).toContain(`'${formula}`);
  expect(cells.filter((cell) => /^[=+@-]/.test(cell))).toEqual([]);
});
