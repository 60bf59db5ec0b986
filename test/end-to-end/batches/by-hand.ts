/** What a sender types: a file, the same again, its errors, its list, its receipt; and a file too large for one call. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'vitest';
import { Batch, INLINE_LIMIT } from '../../../shared/contract/batches/batch.ts';
import { announce, dtm, type Said } from '../dtm.ts';
import { type TestHub, TODAY } from '../hub.ts';
import { keyWords } from '../key-file.ts';

function typing(hub: TestHub, key: string) {
  const directory = hub.stateDirectory;
  announce(directory, hub);
  const type = (...words: string[]): Promise<Said> =>
    dtm(directory, TODAY, ...words, ...keyWords(directory, key));
  const place = (name: string, text: string): string => {
    const path = join(directory, name);
    writeFileSync(path, text);
    return path;
  };
  return { type, place, directory };
}

/** A file of three reports, of which one is wrong in one row. */
export async function sentByHand(hub: TestHub, key: string, text: string, wrongRow: number): Promise<void> {
  const { type, place, directory } = typing(hub, key);
  const file = place('reports.csv', text);
  const receipt = join(directory, 'batch.jws');
  const dry = await type('submit', file, '--dry-run', '--json');
  expect(dry.exitCode).toBe(1);
  expect(Batch.parse(JSON.parse(dry.text))).toMatchObject({
    dryRun: true,
    submissions: { accepted: 2, refused: 1 },
  });
  const sent = await type('submit', file, '--receipt', receipt);
  expect(sent.exitCode).toBe(1);
  expect(sent.text).toMatch(/^! H26~[0-9a-f]{32}~v~1 is accepted in part$/m);
  expect(sent.text).toMatch(new RegExp(`^ *${wrongRow} +value +-1 `, 'm'));
  const errors = readFileSync(`${file}.errors.csv`, 'utf8');
  expect(errors).toMatch(/^\ufeffrow,column,key,code,/);
  expect(errors.split('\r\n')[1]).toMatch(new RegExp(`^${wrongRow},value,`));

  const [id = ''] = /H26~[0-9a-f]{32}~v~1/.exec(sent.text) ?? [];
  const again = await type('--lang', 'vi', 'submit', file);
  expect(again.text).toContain(`Tệp này đã có, là lô ${id}`);
  expect(again.text).toContain(`! ${id} được chấp nhận một phần`);
  expect(await type('batch', 'status', id)).toMatchObject({ exitCode: 1 });
  expect((await type('batch', 'list')).text).toContain(id);
  expect((await type('batch', 'errors', id)).text).toMatch(new RegExp(`^ *${wrongRow} +value`, 'm'));

  const list = join(directory, 'list.txt');
  await type('batch', 'submissions', id, '--save', list);
  const keys = join(directory, 'public-keys.json');
  await dtm(directory, TODAY, 'receipt', 'keys', '--save', keys);
  const verify = (...words: string[]) =>
    dtm(directory, TODAY, 'receipt', 'verify', receipt, '--keys', keys, ...words);
  const proved = await verify('--body', file, '--submissions', list);
  expect(proved.exitCode).toBe(0);
  expect(proved.text).toContain('reports.csv is the file that was received, byte for byte');
  expect(proved.text).toContain('list.txt is the list of its submissions');
  writeFileSync(list, readFileSync(list, 'utf8').split('\n').toReversed().join('\n'));
  expect(await verify('--submissions', list)).toMatchObject({
    exitCode: 1,
    text: expect.stringContaining('not for this list of submissions'),
  });
}

/** In parts, to its end; what is wrong is its header, so that nobody has to judge so many rows. */
export async function largeByHand(hub: TestHub, key: string): Promise<void> {
  const { type, place } = typing(hub, key);
  const row = `H26.dvc,${'x'.repeat(1000)}\n`;
  const file = place('large.csv', `system,colour\n${row.repeat(Math.ceil(INLINE_LIMIT / row.length))}`);
  await expect(type('submit', file)).rejects.toThrow('nothing of the file was accepted');
  expect(readFileSync(`${file}.errors.csv`, 'utf8')).toContain('\r\n1,colour,,unknown-column,');
}
