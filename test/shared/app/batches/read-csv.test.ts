import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { csvReader, readCsv } from '../../../../shared/app/batches/read/read-csv.ts';
import { chunksOf, named, readAll } from '../../../fixtures/files.ts';
import { sized } from '../../../size.ts';

const spectrum = dirname(createRequire(import.meta.url).resolve('csv-spectrum'));

/** Has quotes in fields that are not in quotes, which RFC 4180 §2.5 forbids: seconds of arc. */
const forbidden = 'location_coordinates';
const cases = readdirSync(join(spectrum, 'csvs')).map((file) => file.replace('.csv', ''));

describe('csv-spectrum', () => {
  test(`${forbidden} is refused`, async () => {
    const { stop } = await readAll(
      readCsv,
      chunksOf(readFileSync(join(spectrum, 'csvs', `${forbidden}.csv`))),
    );
    expect(stop).toMatchObject({ code: 'stray-quote', row: 2 });
  });

  test.each(cases.filter((name) => name !== forbidden))('%s', async (name) => {
    const { names, rows, findings, stop } = await readAll(
      readCsv,
      chunksOf(readFileSync(join(spectrum, 'csvs', `${name}.csv`))),
    );
    const objects = rows.map(({ fields }) =>
      Object.fromEntries((names ?? []).map((column, index) => [column, fields[index]])),
    );
    expect(objects).toEqual(JSON.parse(readFileSync(join(spectrum, 'json', `${name}.json`), 'utf8')));
    expect({ findings, stop }).toEqual({ findings: [], stop: null });
  });
});

describe('the beginning of a file', () => {
  test.each([
    ['commas', 'a,b\n1,2\n'],
    ['semicolons', 'a;b\n1;2\n'],
    ['tabs', 'a\tb\n1\t2\n'],
    ['a byte order mark', '\uFEFFa,b\n1,2\n'],
    ['a byte order mark and quotes', '\uFEFF"a","b"\r\n"1","2"'],
    ['other delimiters within quotes', '"a";"b"\n1;2'],
  ])('%s', async (_, text) => {
    const { names, rows } = await readAll(readCsv, chunksOf(text));
    expect(names).toEqual(['a', 'b']);
    expect(rows).toEqual([{ row: 2, fields: ['1', '2'] }]);
  });

  test.each([
    ['a, b, c;d\n1;2\n', ['a, b, c', 'd']],
    ['a, b\n1,2\n', ['a', 'b']],
    ['a; b; c,d\n1,2\n', ['a; b; c', 'd']],
  ])('signs of a text, which have a blank behind them, do not part %j', async (text, expected) => {
    const { names } = await readAll(readCsv, chunksOf(text));
    expect(names?.map((name) => name.trim())).toEqual(expected);
    const bytes = [...Buffer.from(text)].map((byte) => Uint8Array.of(byte));
    expect((await readAll(readCsv, chunksOf(...bytes))).names).toEqual(names);
  });

  test('commas within quotes do not part the columns', async () => {
    const { names } = await readAll(readCsv, chunksOf('"a, b, c";d\n1;2\n'));
    expect(names).toEqual(['a, b, c', 'd']);
  });
});

test('rows are counted as a spreadsheet counts them: empty ones too, and a line break in quotes is no row', async () => {
  const { names, rows } = await readAll(readCsv, chunksOf('\n;;\na;b\n\n"1\n1";2\n;\n3;4\n'));
  expect(names).toEqual(['a', 'b']);
  expect(rows.map(({ row, fields }) => [row, ...fields])).toEqual([
    [5, '1\n1', '2'],
    [7, '3', '4'],
  ]);
});

/** Text of few letters, so that what has a meaning comes often. */
const text = fc
  .array(
    fc.constantFrom('a', 'ố', ',', ';', '"', '""', '\n', '\r\n', '\r', ' ', '\u{1F600}', '\0', '",', '"\n'),
    {
      maxLength: 40,
    },
  )
  .map((parts) => Buffer.from(`x,y\n${parts.join('')}`));
const bytes = fc.oneof(
  { weight: 3, arbitrary: text },
  fc.tuple(text, fc.uint8Array({ maxLength: 6 }), text).map((parts) => Buffer.concat(parts)),
);

describe('however the bytes are cut', () => {
  test('rows, findings and where reading stops are the same', async () => {
    await fc.assert(
      fc.asyncProperty(
        bytes,
        fc.array(fc.nat(40), { maxLength: 8 }),
        fc.integer({ min: 4, max: 30 }),
        async (file, cuts, piece) => {
          const whole = await readAll(readCsv, chunksOf(file));
          const at = [0, ...cuts.map((cut) => cut % (file.length + 1)).sort((a, b) => a - b), file.length];
          const chunks = at.slice(1).map((end, index) => file.subarray(at[index], end));
          const { upTo, ...parts } = await readAll(csvReader(piece), chunksOf(...chunks));
          expect(parts).toEqual({ ...whole, upTo: undefined });
        },
      ),
      { numRuns: sized(300, 10_000) },
    );
  });

  test('reading goes on after any stretch as if it had never stopped', async () => {
    await fc.assert(
      fc.asyncProperty(bytes, fc.nat(), fc.integer({ min: 4, max: 30 }), async (file, chosen, piece) => {
        const whole = await readAll(csvReader(piece), chunksOf(file));
        const after = whole.upTo[chosen % whole.upTo.length];
        if (!after?.header || !after.delimiter) return;
        const rest = await readAll(csvReader(piece), chunksOf(file.subarray(after.bytes)), after);
        expect(rest.rows).toEqual(whole.rows.filter(({ row }) => row > after.row));
        if (whole.stop?.code !== 'no-rows') expect(rest.stop).toEqual(whole.stop);
      }),
      { numRuns: sized(300, 10_000) },
    );
  });
});

test('what csv-parse reads of a whole file is what is read of it in stretches', async () => {
  await fc.assert(
    fc.asyncProperty(text, async (file) => {
      const { names, rows, stop } = await readAll(csvReader(7), chunksOf(file));
      if (stop !== null) return;
      const records = parse(file, {
        relax_column_count: true,
        record_delimiter: ['\r\n', '\n'],
      }) as string[][];
      const filled = records.filter((fields) => fields.some((field) => field.trim() !== ''));
      expect([names, ...rows.map(({ fields }) => fields)]).toEqual(filled);
    }),
    { numRuns: sized(300, 10_000) },
  );
});

test('a row that cannot be read is named by its number, not by lines', async () => {
  const { stop } = await readAll(readCsv, chunksOf('a,b\n"1\n\n1",2\n3,"4\n'));
  expect(stop && named(stop)).toBe('unclosed-quote 3 -');
});

test('a row behind one in quotes is read, also where the file cannot be read behind it', async () => {
  const { rows, stop } = await readAll(readCsv, chunksOf('x,y\n"\n",1\n2,3\n\0'));
  expect(rows.map(({ fields }) => fields)).toEqual([
    ['\n', '1'],
    ['2', '3'],
  ]);
  expect(stop && named(stop)).toBe('nul-character 4 -');
});
