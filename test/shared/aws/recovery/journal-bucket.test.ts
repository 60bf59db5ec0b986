/** The journal on the twin's S3: what was written is read back in order, from an instant on, page by page. */
import { randomUUID } from 'node:crypto';
import { PutObjectCommand } from '@aws-sdk/client-s3';
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest';
import { replayJournal } from '../../../../shared/app/recovery/replay-journal.ts';
import { s3 } from '../../../../shared/aws/clients.ts';
import { readJournal, writeJournal } from '../../../../shared/aws/recovery/journal-bucket.ts';
import { findEntry, putEntry } from '../../../../shared/aws/submissions/ledger-table.ts';
import type { LedgerEntry } from '../../../../shared/contract/submissions/ledger.ts';
import { eventEntry } from '../../../fixtures/events.ts';
import { entry } from '../../../fixtures/reports.ts';
import { type Fixture, region, startFixture } from '../../../twin/aws/fixture.ts';

const START = Date.parse('2026-10-15T23:59:55.000Z');

let fixture: Fixture;
beforeAll(async () => {
  fixture = await startFixture();
});
afterEach(() => fixture.endpoint.setFaults([]));
afterAll(() => fixture.stop());

const batches: readonly (readonly LedgerEntry[])[] = Array.from({ length: 20 }, (_, index) => [
  entry({ revision: index + 1 }),
  eventEntry({ idempotencyKey: `k-${index}` }),
]);

test('objects come back in the order of writing, over midnight, from an instant on and behind a name', async () => {
  const client = fixture.s3();
  for (const [index, batch] of batches.entries()) {
    const now = () => START + index * 1000;
    await writeJournal(client, 'journal', now, () => `id-${(97 - index).toString(36)}`)(batch);
  }
  const read = readJournal(client, 'journal');
  const all = await Array.fromAsync(read(0));
  expect(all.map(({ entries }) => entries)).toEqual(batches);
  expect(all[0]?.writtenAt).toBe('2026-10-15T23:59:55.000Z');
  expect(all.every(({ fault }) => fault === null)).toBe(true);
  const later = await Array.fromAsync(read(START + 5000));
  expect(later.map(({ name }) => name)).toEqual(all.slice(5).map(({ name }) => name));
  const rest = await Array.fromAsync(read(START, all[16]?.name));
  expect(rest.map(({ name }) => name)).toEqual(all.slice(17).map(({ name }) => name));
  expect(await Array.fromAsync(read(START + 20_000))).toEqual([]);
});

test('replayed into a table twice: the first brings all back, the second finds all there', async () => {
  const ports = {
    readJournal: readJournal(fixture.s3(), 'journal'),
    putEntry: putEntry(fixture.dynamoDb(), 'Ledger'),
  };
  expect(await replayJournal(ports, START)).toMatchObject({ broughtBack: 40, alreadyThere: 0 });
  expect(await replayJournal(ports, START)).toMatchObject({
    broughtBack: 0,
    alreadyThere: 40,
    conflicts: [],
  });
  const key = { system: 'H26.dvc', dataset: 'monthly', period: '2026-10', revision: 20 };
  expect(await findEntry(fixture.dynamoDb(), 'Ledger')(key)).toEqual(batches[19]?.[0]);
});

test('an object that is no gzip, and one whose line is no entry, have a fault', async () => {
  const client = fixture.s3();
  const put = (Key: string, Body: string) =>
    client.send(new PutObjectCommand({ Bucket: 'journal', Key, Body }));
  await put('entries/2026-10-17/00/2026-10-17T00-00-00.000Z_a.ndjson.gz', 'not gzip');
  const found = await Array.fromAsync(readJournal(client, 'journal')(Date.parse('2026-10-17T00:00:00.000Z')));
  expect(found).toMatchObject([
    { writtenAt: '2026-10-17T00:00:00.000Z', entries: [], fault: 'incorrect header check' },
  ]);
});

test.each(['cut', 'error'] as const)(
  'an object whose put succeeded and whose answer was lost (%s) is written, once',
  async (answer) => {
    vi.stubEnv('AWS_ENDPOINT_URL', fixture.endpoint.url);
    vi.stubEnv('AWS_REGION', region);
    vi.stubEnv('AWS_ACCESS_KEY_ID', 'OPERATOR');
    vi.stubEnv('AWS_SECRET_ACCESS_KEY', 'not checked');
    const client = s3({ attempts: 3, silence: 2000 });
    const at = Date.parse(answer === 'cut' ? '2026-10-18T01:00:00.000Z' : '2026-10-18T02:00:00.000Z');
    const lost = { service: 's3', operation: 'PutObject', kind: 'lost-answer', answer, next: 1 } as const;
    fixture.endpoint.setFaults([lost]);
    await writeJournal(client, 'journal', () => at, randomUUID)([entry({ revision: 3 })]);
    const found = await Array.fromAsync(readJournal(client, 'journal')(at));
    expect(found.map(({ entries }) => entries)).toEqual([[entry({ revision: 3 })]]);
  },
);

test('a put that is refused for another reason is no success', async () => {
  fixture.endpoint.setFaults([{ service: 's3', operation: 'PutObject', kind: 'unavailable', next: 1 }]);
  const write = writeJournal(fixture.s3(), 'journal', () => START, randomUUID);
  await expect(write([entry({ revision: 4 })])).rejects.toMatchObject({ $metadata: { httpStatusCode: 503 } });
});
