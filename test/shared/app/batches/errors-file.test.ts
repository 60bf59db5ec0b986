/** All errors of a file as CSV: every one, in order, in the language that is asked for, made once. */
import { parse } from 'csv-parse/sync';
import { expect, test } from 'vitest';
import { errorsAsFile } from '../../../../shared/app/batches/errors-file.ts';
import { readErrors } from '../../../../shared/app/batches/read-batches.ts';
import { credential } from '../../../fixtures/registry.ts';
import { NOW } from '../../../fixtures/reports.ts';
import { batchHub, fileOf } from './batch-hub.ts';

const asked = { credential: credential({ agency: 'H26' }), now: NOW };

async function judged(rows: readonly (readonly string[])[]) {
  const hub = batchHub();
  const started = await hub.start(fileOf(rows));
  if (!started.ok) throw new Error(JSON.stringify(started.problem));
  await hub.drain();
  const files = new Map<string, string>();
  let [held, made] = [0, 0];
  const ports = {
    ...hub.ports,
    findAgency: hub.hub.registry.findAgency,
    putDownload: async (name: string, text: AsyncIterable<string>) => {
      made += 1;
      let all = '';
      for await (const piece of text) {
        held = Math.max(held, piece.length);
        all += piece;
      }
      files.set(name, all);
      hub.batches.objects.set(name, []);
    },
    signDownload: async (name: string) => `https://bucket/${name}`,
  };
  const { id } = started.value.standing.record;
  return { id, ports, files, held: () => held, made: () => made };
}

test('three pages of errors are one file, which is made once for each language', async () => {
  const many = Array.from({ length: 2500 }, (_, at) => [`H26.none${at}`, '1']);
  const { id, ports, files, held, made } = await judged(many);
  const read = async (language: 'vi' | 'en') => {
    const file = await errorsAsFile(ports, asked, id, language);
    if (!file.ok || !('url' in file.value)) throw new Error('there is no file');
    return parse(files.get(file.value.url.replace('https://bucket/', '')) ?? '', {
      bom: true,
      columns: true,
    });
  };
  const english = (await read('en')) as Record<string, string>[];
  expect(english.map(({ row }) => Number(row))).toEqual(many.map((_, at) => at + 2));
  expect(english[7]).toMatchObject({ column: 'system', code: 'unknown-system', value: 'H26.none7' });
  const vietnamese = (await read('vi')) as Record<string, string>[];
  expect(vietnamese[0]?.lỗi).toContain('Không có hệ thống');
  await read('en');
  expect(made()).toBe(2);
  // A page at a time.
  expect(held()).toBeLessThan([...files.values()].reduce((sum, text) => sum + text.length, 0) / 4);
  const page = await readErrors(ports, asked, id, 0);
  expect(page.ok && page.value.errors).toHaveLength(1000);
});

test('without errors it is the heading, and nothing is put', async () => {
  const { id, ports, made } = await judged([['H26.dvc', '1']]);
  const file = await errorsAsFile(ports, asked, id, 'en');
  expect(file).toEqual({
    ok: true,
    value: { text: '\ufeffrow,column,key,code,error,value,allowed,submission\r\n' },
  });
  expect(made()).toBe(0);
});

test('it is for those who may see the batch', async () => {
  const { id, ports } = await judged([['H26.none', '1']]);
  const foreign = await errorsAsFile(
    ports,
    { ...asked, credential: credential({ agency: 'G06' }) },
    id,
    'en',
  );
  expect(foreign).toMatchObject({ ok: false, problem: { kind: 'foreign-agency' } });
});
