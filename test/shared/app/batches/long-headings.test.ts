/** A header is kept with its batch, from which a cut goes on: it has a bound, and where it was read before it is judged again. */
import { expect, test } from 'vitest';
import { placeFile } from '../../../../shared/app/batches/place-file.ts';
import { readCsv } from '../../../../shared/app/batches/read/read-csv.ts';
import { compiled as catalogue } from '../../../fixtures/catalogue.ts';

async function* once(text: string) {
  yield Buffer.from(text);
}

async function stopOf(text: string, after: Parameters<typeof placeFile>[1]['after'] = null) {
  const how = { read: readCsv, catalogue, form: { decimalComma: false }, after };
  for await (const { stop } of placeFile(once(text), how)) if (stop !== null) return stop;
  return null;
}

test('a heading of more than a thousand characters stops the file', async () => {
  const heading = `${'\\'.repeat(1000)} [system]`;
  expect(await stopOf(`${heading},dataset,period,revision\nH26.dvc,half-yearly,2026-H2,1\n`)).toMatchObject([
    { row: 1, code: 'cell-too-long', details: { limit: 1000 } },
  ]);
});

test('a header whose column the catalogue no longer has stops the cut that goes on from it', async () => {
  const header = { row: 1, names: ['system', 'dataset', 'period', 'revision', 'gone.indicator'] };
  const after = { bytes: 0, row: 1, header } as unknown as NonNullable<
    Parameters<typeof placeFile>[1]['after']
  >;
  expect(await stopOf('H26.dvc,half-yearly,2026-H2,1,5\n', after)).toMatchObject([
    { code: 'unknown-column' },
  ]);
});
