/** A file in parts as it may go wrong: from a page, late, twice, in part, by another agency, against a slow S3, and never. */
import { hash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { PART_SIZE } from '../../../shared/contract/batches/order.ts';
import { firstQuotas } from '../../../shared/domain/access/quota-limits.ts';
import { hub as hubApp, synthesize } from '../../infra/hub.ts';
import { editedAssembly } from '../edited-assembly.ts';
import { startHub, type TestHub, TODAY } from '../hub.ts';
import { report } from '../report.ts';
import type { HttpAnswer } from '../sender.ts';
import { batchSender } from './batch-sender.ts';
import { longCsv } from './files.ts';
import { type Bytes, uploader } from './uploader.ts';

vi.setConfig({ testTimeout: 90_000 });

const ORIGIN = 'https://tai-len.gov.vn';
let hub: TestHub;
let dropAssembly = (): void => undefined;
let sender: ReturnType<typeof batchSender>;
let sends: ReturnType<typeof uploader>;

/** The rules of the bucket where a page's origin is in the settings. */
const rulesFor = (origin: string): unknown =>
  synthesize(hubApp({ context: { uploadOrigins: origin } }))
    .all('AWS::S3::Bucket')
    .map(({ properties }) => properties.CorsConfiguration)
    .find((rules) => rules !== undefined);

beforeAll(async () => {
  const { directory, drop } = await editedAssembly(({ resource }) => {
    resource('AWS::S3::Bucket', 'Uploads').Properties.CorsConfiguration = rulesFor(ORIGIN);
  });
  dropAssembly = drop;
  hub = await startHub(TODAY, { assemblyDirectory: directory });
  sender = batchSender(hub, await hub.issue('H26', { scopes: ['batch'] }));
  sends = uploader(sender);
}, 120_000);
afterAll(async () => {
  await hub.stop();
  dropAssembly();
});

const bytesOf = (text: string): Bytes => new TextEncoder().encode(text);
const fileOf = (system: string, variant = 1): Bytes =>
  bytesOf(longCsv([report(hub.seed, { system }, variant)]));
const said = ({ status, text }: HttpAnswer) => ({ status, code: JSON.parse(text).code });
const taken = async (answer: Response) => [
  answer.status,
  /<Code>(\w+)/.exec(await answer.text())?.[1] ?? 'OK',
];

test('a page sends a part as a browser does: its question first, then the part with the headers that were signed', async () => {
  const file = fileOf('H26.dvc');
  const id = sends.idIn(await sends.order(file));
  const part = await sends.sign(id, 1, file);
  const question = await fetch(part.url, {
    method: 'OPTIONS',
    headers: {
      Origin: ORIGIN,
      'Access-Control-Request-Method': part.method,
      'Access-Control-Request-Headers': Object.keys(part.headers).join(', ').toLowerCase(),
    },
  });
  expect(question.status).toBe(200);
  expect(question.headers.get('access-control-allow-origin')).toBe(ORIGIN);
  expect(question.headers.get('access-control-allow-methods')).toContain('PUT');
  for (const name of Object.keys(part.headers))
    expect(question.headers.get('access-control-allow-headers')).toContain(name.toLowerCase());
  const sent = await sends.put(part, file, { Origin: ORIGIN });
  expect(sent.headers.get('access-control-allow-origin')).toBe(ORIGIN);
  expect(await taken(sent)).toEqual([200, 'OK']);
  const elsewhere = await fetch(part.url, {
    method: 'OPTIONS',
    headers: { Origin: 'https://example.com', 'Access-Control-Request-Method': 'PUT' },
  });
  expect(elsewhere.status).toBe(403);
  expect(await sender.untilOver(sends.idIn(await sends.complete(id)))).toMatchObject({
    state: 'finished',
    submissions: { accepted: 1 },
  });
});

test('a part is taken as it was ordered: of its length, its digest, its upload; and as often as it comes', async () => {
  const file = fileOf('H26.vanban');
  const id = sends.idIn(await sends.order(file));
  const part = await sends.sign(id, 1, file);
  expect(await taken(await sends.put(part, file.slice(1)))).toEqual([403, 'SignatureDoesNotMatch']);
  const other = Uint8Array.from(file, (byte, at) => (at === file.length - 2 ? 0x39 : byte));
  expect(await taken(await sends.put(part, other))).toEqual([400, 'BadDigest']);
  expect(await taken(await sends.put(part, file))).toEqual([200, 'OK']);
  expect(await taken(await sends.put(part, file))).toEqual([200, 'OK']);
  const beyond = await sends.askParts(id, [{ number: 2, sha256: hash('sha256', file) }]);
  expect(beyond.status).toBe(422);
  expect(JSON.parse(beyond.text).errors).toMatchObject([{ code: 'above-most', pointer: '/parts/0/number' }]);
  expect(sends.idIn(await sends.complete(id))).toBe(id);
  // Twice, and the part once more: it is over.
  expect(sends.idIn(await sends.complete(id))).toBe(id);
  expect(await taken(await sends.put(part, file))).toEqual([404, 'NoSuchUpload']);
  const asked = await sends.askParts(id, [{ number: 1, sha256: hash('sha256', file) }]);
  expect(said(asked)).toEqual({ status: 409, code: 'upload-over' });
  expect(await sender.untilOver(id)).toMatchObject({ submissions: { accepted: 1, sameAgain: 0 } });
});

test('a part that is missing is named', async () => {
  const large = new Uint8Array(PART_SIZE + 5).fill(0x20);
  const id = sends.idIn(await sends.order(large));
  const last = large.slice(PART_SIZE);
  expect(await taken(await sends.put(await sends.sign(id, 2, last), last))).toEqual([200, 'OK']);
  const early = await sends.complete(id);
  expect(said(early)).toEqual({ status: 409, code: 'upload-incomplete' });
  expect(JSON.parse(early.text).detail).toContain('part 1 is the first that is missing');
  expect((await sends.giveBack(id)).status).toBe(200);
});

test('another agency sends no part, completes nothing, and gives nothing back', async () => {
  const file = fileOf('H26.lgsp');
  const id = sends.idIn(await sends.order(file));
  const foreign = uploader(batchSender(hub, await hub.issue('H01', { scopes: ['batch'] })));
  const parts = [{ number: 1, sha256: hash('sha256', file) }];
  for (const answer of [
    await foreign.askParts(id, parts),
    await foreign.complete(id),
    await foreign.giveBack(id),
  ])
    expect(said(answer)).toEqual({ status: 403, code: 'foreign-agency' });
  expect(await sender.read(id)).toMatchObject({ state: 'awaiting-upload' });
  expect(await sender.untilOver(sends.idIn(await sends.send(id, file)))).toMatchObject({ state: 'finished' });
});

test('a key that has ended since the order completes nothing, another of the agency does', async () => {
  const file = fileOf('H26.baocao');
  const ended = { scopes: ['batch'] as ['batch'] };
  const first = uploader(batchSender(hub, await hub.issue('H26', ended)));
  const id = first.idIn(await first.order(file));
  const revoked = await hub.issue('H26', { ...ended, revokedAt: '2026-11-20T02:00:00.000Z' });
  const late = await uploader(batchSender(hub, revoked)).complete(id);
  expect(late.status).toBe(401);
  expect(await sender.untilOver(sends.idIn(await sends.send(id, file)))).toMatchObject({ state: 'finished' });
});

test('where S3 takes its time to put the file together, the sender is answered all the same', async () => {
  const file = fileOf('H26.ioc');
  const id = sends.idIn(await sends.order(file));
  const part = await sends.sign(id, 1, file);
  expect(await taken(await sends.put(part, file))).toEqual([200, 'OK']);
  hub.twin.setFaults([
    { kind: 'delay', service: 's3', operation: 'CompleteMultipartUpload', milliseconds: 7000 },
  ]);
  expect(sends.idIn(await sends.complete(id))).toBe(id);
  hub.twin.setFaults([]);
  expect(await sender.untilOver(id)).toMatchObject({ state: 'finished', submissions: { accepted: 1 } });
});

describe('files of one agency at the same time', () => {
  test('are four; the fifth is told to wait, and an order that is given back makes place', async () => {
    const own = uploader(batchSender(hub, await hub.issue('H01', { scopes: ['batch'] })));
    const file = bytesOf('system,dataset\n');
    const ids: string[] = [];
    for (let run = 1; run <= firstQuotas.defaults.province.batchesAtOnce; run += 1)
      ids.push(own.idIn(await own.order(file, { run })));
    const fifth = await own.order(file, { run: 5 });
    expect(said(fifth)).toEqual({ status: 429, code: 'too-many-batches' });
    expect(Number(fifth.headers.get('retry-after'))).toBeGreaterThan(0);
    const back = await own.giveBack(ids[0] ?? '');
    expect({ status: back.status, body: JSON.parse(back.text) }).toMatchObject({
      status: 200,
      body: { state: 'failed', problem: { code: 'order-given-back' } },
    });
    expect(own.idIn(await own.order(file, { run: 5 }))).toMatch(/~5$/);
    expect((await own.giveBack(ids[0] ?? '')).status).toBe(200);
  });

  test('the same file that is to be read otherwise is refused, and taken in another run', async () => {
    const file = new TextDecoder().decode(fileOf('H26.18.motcua'));
    expect((await sender.send(file)).status).toBe(202);
    const differs = await sender.send(file, '?decimalComma=true');
    expect(said(differs)).toEqual({ status: 409, code: 'batch-differs' });
    expect((await sender.send(file, '?decimalComma=true&run=2')).status).toBe(202);
  });
});
