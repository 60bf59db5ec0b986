/** A file that the hub makes: in one put where it is small, else in parts, of which no more than one is held. */
import type { S3Client } from '@aws-sdk/client-s3';
import { expect, test } from 'vitest';
import { downloadPorts } from '../../../../shared/aws/batches/downloads.ts';

/** Keeps what it is sent. */
function bucket() {
  const sent: { readonly name: string; readonly input: Record<string, unknown> }[] = [];
  const client = {
    send: async (command: { constructor: { name: string }; input: Record<string, unknown> }) => {
      sent.push({ name: command.constructor.name, input: command.input });
      return { UploadId: 'u', ETag: `"${sent.length}"` };
    },
  } as unknown as S3Client;
  return { sent, ...downloadPorts({ client, bucket: 'b' }) };
}

async function* pieces(count: number, length: number): AsyncGenerator<string> {
  for (let at = 0; at < count; at += 1) yield `${at}`.padEnd(length, 'đ');
}
const form = { type: 'text/csv; charset=utf-8', fileName: 'errors.csv' };

test('a small one is put at once', async () => {
  const { sent, putDownload } = bucket();
  await putDownload('n', pieces(3, 10), form);
  expect(sent.map(({ name }) => name)).toEqual(['PutObjectCommand']);
  expect(sent[0]?.input).toMatchObject({
    Key: 'n',
    ContentType: form.type,
    ContentDisposition: 'attachment; filename="errors.csv"',
  });
  const text: string[] = [];
  for await (const piece of pieces(3, 10)) text.push(piece);
  expect(String(sent[0]?.input.Body)).toBe(text.join(''));
});

test('a large one goes in parts of 8 MiB and more, the last shorter, in order', async () => {
  const { sent, putDownload } = bucket();
  await putDownload('n', pieces(20, 500_000), form);
  const parts = sent.filter(({ name }) => name === 'UploadPartCommand').map(({ input }) => input);
  expect(parts.map(({ PartNumber }) => PartNumber)).toEqual([1, 2, 3]);
  const sizes = parts.map(({ Body }) => (Body as Buffer).length);
  for (const size of sizes.slice(0, -1)) {
    expect(size).toBeGreaterThanOrEqual(8 * 2 ** 20);
    expect(size).toBeLessThan(10 * 2 ** 20);
  }
  const whole = Buffer.concat(parts.map(({ Body }) => Body as Buffer)).toString();
  let at = 0;
  for await (const piece of pieces(20, 500_000)) {
    expect(whole.startsWith(piece, at)).toBe(true);
    at += piece.length;
  }
  expect(at).toBe(whole.length);
  expect(sent.at(-1)).toMatchObject({
    name: 'CompleteMultipartUploadCommand',
    input: { UploadId: 'u', MultipartUpload: { Parts: parts.map(({ PartNumber }) => ({ PartNumber })) } },
  });
});
