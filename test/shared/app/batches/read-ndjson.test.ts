import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ndjsonReader, readNdjson } from '../../../../shared/app/batches/read/read-ndjson.ts';
import { check, chunksOf, named, readAll } from '../../../fixtures/files.ts';
import { sized } from '../../../size.ts';

describe('a line is a row', () => {
  test('names get columns in the order in which they come; rows are lines', async () => {
    const { names, rows } = await readAll(
      readNdjson,
      chunksOf('\uFEFF{"a":"1","b":2}\r\n\n{"c":"3","a":"4"}'),
    );
    expect(names).toEqual(['a', 'b', 'c']);
    expect(rows).toEqual([
      { row: 1, fields: ['1', '2'] },
      { row: 3, fields: ['4', '', '3'] },
    ]);
  });

  test.each([
    ['as they were written', '1.50', '1.50'],
    ['with an exponent', '1e3', '1000'],
    ['as text', '"1e3"', '1e3'],
    ['null is empty', 'null', ''],
  ])('figures %s', async (_, written, field) => {
    const { rows } = await readAll(readNdjson, chunksOf(`{"value":${written}}`));
    expect(rows.map(({ fields }) => fields)).toEqual([[field]]);
  });

  test.each([
    ['a list', '[1]', 'not-a-row 2 -'],
    ['a number', '1', 'not-a-row 2 -'],
    ['no JSON', '{"a":', 'json-syntax 2 -'],
    ['a name twice', '{"a":1,"a":2}', 'duplicate-json-key 2 -'],
  ])('a line that is %s is wrong by itself', async (_, line, finding) => {
    const { rows, findings, stop } = await readAll(readNdjson, chunksOf(`{"a":1}\n${line}\n{"a":3}`));
    expect(findings.map(named)).toEqual([finding]);
    expect(rows.map(({ row }) => row)).toEqual([1, 3]);
    expect(stop).toBeNull();
  });

  test.each([
    ['true', 'not-a-column-value 1 a'],
    ['[1]', 'not-a-column-value 1 a'],
    ['{"b":1}', 'not-a-column-value 1 a'],
    ['12345678901234567', 'too-many-digits 1 a'],
  ])('a value that is %s is wrong in its column', async (value, finding) => {
    const { rows } = await readAll(readNdjson, chunksOf(`{"a":${value}}`));
    expect(rows[0]?.findings?.map(named)).toEqual([finding]);
  });

  test.each([
    ['nothing', '', 'empty-file - -'],
    ['UTF-16', Buffer.from('{"a":1}', 'utf16le'), 'wrong-encoding 1 -'],
    ['Latin-1', Buffer.from('{"a":1}\n{"a":"\u00E0"}', 'latin1'), 'bytes-not-utf-8 2 -'],
    ['a line of 10 MB', `{"a":1}\n"${'x'.repeat(10_000_000)}"`, 'row-too-long 2 -'],
  ])('a file of %s cannot be read', async (_, file, finding) => {
    const { stop } = await readAll(readNdjson, chunksOf(file));
    expect(stop && named(stop)).toBe(finding);
  });
});

test('a column that nobody knows is refused in the line in which it comes', async () => {
  const line = {
    system: 'H26.dvc',
    dataset: 'quarterly',
    period: '2026-Q3',
    revision: 1,
    indicator: 'load.peak',
    value: 1,
  };
  const lines = [line, { ...line, note: 'x' }].map((one) => JSON.stringify(one)).join('\n');
  const { findings, rows } = await check(lines, { read: readNdjson });
  expect(findings.map(named)).toEqual(['unknown-column 2 note']);
  expect(rows).toBeNull();
});

test('a file of which no line can be read has no submission', async () => {
  const { findings, rows, accepted } = await check('x\ny', { read: readNdjson });
  expect(findings.map(named)).toEqual(['json-syntax 1 -', 'json-syntax 2 -']);
  expect({ rows, accepted }).toEqual({ rows: 2, accepted: [] });
});

const parts = fc.constantFrom(
  '{',
  '}',
  '"a"',
  ':',
  '1',
  ',',
  '"ố"',
  '\n',
  '\r\n',
  '{"b":2}',
  '{"a":"x"}',
  ' ',
  '\0',
);
const bytes = fc.oneof(
  fc.array(parts, { maxLength: 30 }).map((text) => Buffer.from(text.join(''))),
  fc
    .tuple(fc.array(parts, { maxLength: 9 }), fc.uint8Array({ maxLength: 5 }))
    .map(([text, wrong]) => Buffer.concat([Buffer.from(text.join('')), wrong])),
);

test('however the bytes are cut, rows, findings and where reading stops are the same, and reading can go on', async () => {
  await fc.assert(
    fc.asyncProperty(bytes, fc.integer({ min: 4, max: 30 }), fc.nat(), async (file, piece, chosen) => {
      const { upTo: _, ...whole } = await readAll(readNdjson, chunksOf(file));
      const { upTo, ...inPieces } = await readAll(
        ndjsonReader(piece),
        chunksOf(file.subarray(0, 3), file.subarray(3)),
      );
      expect(inPieces).toEqual(whole);
      const after = upTo[chosen % upTo.length];
      if (!after?.header) return;
      const rest = await readAll(ndjsonReader(piece), chunksOf(file.subarray(after.bytes)), after);
      expect(rest.rows).toEqual(whole.rows.filter(({ row }) => row > after.row));
      expect(rest.stop).toEqual(whole.stop);
    }),
    { numRuns: sized(300, 10_000) },
  );
});
