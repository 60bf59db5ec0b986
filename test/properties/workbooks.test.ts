/** Workbooks that are damaged, cut into pieces, or made of any texts: what is read is what was written, or the file is refused. */
import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { numberText } from '../../shared/domain/batches/workbook/cell-text.ts';
import { type Parts, partsOf, zipOf } from '../fixtures/workbooks/workbook.ts';
import { inPieces, read, readAll } from '../shared/domain/batches/workbook/read.ts';
import { isLong, sized } from '../size.ts';

const timeout = isLong ? 600_000 : 60_000;
const numRuns = sized(200, 3_000);

const fixtures = ['openpyxl', 'xlsxwriter', 'by-hand', 'libreoffice/openpyxl'].map((name) =>
  readFileSync(new URL(`../fixtures/workbooks/${name}.xlsx`, import.meta.url)),
);

const escaped = (text: string): string =>
  text.replace(/[&<>]/g, (character) => `&#${character.charCodeAt(0)};`).replaceAll('_x', '_x005F_x');

/** What XML can hold, without the line breaks that it makes one of, and not blank. */
const cellText = fc
  .string({ unit: 'grapheme', minLength: 1, maxLength: 12 })
  .map((text) => text.replace(/[\p{Cc}\p{Cs}\ufffe\uffff]/gu, ''))
  .filter((text) => text.trim() !== '');

/** Cells by column, of rows by number: some are texts of their own, some are shared. */
const table = fc.dictionary(
  fc.integer({ min: 2, max: 60 }).map(String),
  fc.dictionary(
    fc.integer({ min: 0, max: 30 }).map(String),
    fc.record({ text: cellText, isShared: fc.boolean() }),
    { minKeys: 1, maxKeys: 6 },
  ),
  { maxKeys: 12 },
);
type Table = typeof table extends fc.Arbitrary<infer T> ? T : never;

const letters = (column: number): string =>
  column < 26 ? String.fromCharCode(65 + column) : `A${String.fromCharCode(65 + column - 26)}`;
const inOrder = <T>(of: Record<string, T>): [number, T][] =>
  Object.entries(of)
    .map(([number, value]): [number, T] => [Number(number), value])
    .sort(([a], [b]) => a - b);

function partsOfTable(rows: Table): Parts {
  const shared: string[] = [];
  const xml = inOrder(rows).map(([row, cells]) => {
    const written = inOrder(cells).map(([column, { text, isShared }]) => {
      const at = `${letters(column)}${row}`;
      if (!isShared) return `<c r="${at}" t="inlineStr"><is><t>${escaped(text)}</t></is></c>`;
      return `<c r="${at}" t="s"><v>${shared.push(text) - 1}</v></c>`;
    });
    return `<row r="${row}">${written.join('')}</row>`;
  });
  const strings = `<sst>${shared.map((text) => `<si><t>${escaped(text)}</t></si>`).join('')}</sst>`;
  const width = 31;
  const names = Array.from(
    { length: width },
    (_, column) =>
      `<c r="${letters(column)}1" t="inlineStr"><is><t>${column === 0 ? 'system' : `c${column}`}</t></is></c>`,
  );
  const header = `<row r="1">${names.join('')}</row>`;
  return partsOf(header + xml.join(''), { 'xl/strings.xml': strings });
}

test(
  'any texts, in any cells, are read as they were written',
  async () => {
    await fc.assert(
      fc.asyncProperty(table, async (rows) => {
        const expected = inOrder(rows).map(([row, cells]) => {
          const fields: string[] = [];
          for (const [column, { text }] of inOrder(cells)) {
            while (fields.length < column) fields.push('');
            fields.push(text);
          }
          return { row, fields };
        });
        expect((await readAll(zipOf(partsOfTable(rows)))).rows).toEqual(expected);
      }),
      { numRuns },
    );
  },
  timeout,
);

test(
  'the pieces in which a file comes change nothing',
  async () => {
    const whole = await Promise.all(fixtures.map(readAll));
    await fc.assert(
      fc.asyncProperty(
        fc.nat(fixtures.length - 1),
        fc.integer({ min: 1, max: 5000 }),
        async (index, length) => {
          const rows = [];
          for await (const stretch of read(inPieces(fixtures[index] ?? Buffer.alloc(0), length)))
            rows.push(...stretch.rows);
          expect(rows).toEqual(whole[index]?.rows);
        },
      ),
      { numRuns: sized(50, 2000) },
    );
  },
  timeout,
);

const damage = fc.array(
  fc.record({
    at: fc.nat(20_000),
    kind: fc.constantFrom('bit', 'byte', 'cut', 'insert', 'double'),
    value: fc.nat(255),
  }),
  { minLength: 1, maxLength: 3 },
);
type Damage = typeof damage extends fc.Arbitrary<infer T> ? T : never;

function damaged(bytes: Buffer, how: Damage): Buffer {
  return how.reduce((now, { at: place, kind, value }) => {
    const at = place % Math.max(now.length, 1);
    const changed = Buffer.from(now);
    if (kind === 'bit') changed[at] = (now[at] ?? 0) ^ (1 << (value % 8));
    if (kind === 'byte') changed[at] = value;
    if (kind === 'cut') return Buffer.concat([now.subarray(0, at), now.subarray(at + 1 + (value % 32))]);
    if (kind === 'insert') return Buffer.concat([now.subarray(0, at), Buffer.of(value), now.subarray(at)]);
    if (kind === 'double')
      return Buffer.concat([
        now.subarray(0, at),
        now.subarray(Math.max(at - value, 0), at),
        now.subarray(at),
      ]);
    return changed;
  }, bytes);
}

describe('damaged files', () => {
  test(
    'a file that is damaged anywhere is refused, or read as it was',
    async () => {
      const whole = await Promise.all(fixtures.map(readAll));
      await fc.assert(
        fc.asyncProperty(fc.nat(fixtures.length - 1), damage, async (index, how) => {
          const found = await readAll(damaged(fixtures[index] ?? Buffer.alloc(0), how));
          if (found.stop === null) expect(found).toEqual(whole[index]);
          else expect(found.stop.row).toBeNull();
        }),
        { numRuns: sized(400, 4_000) },
      );
    },
    timeout,
  );

  test(
    'a part that is damaged before it is packed is refused, or read as something: nothing is thrown, nothing hangs',
    async () => {
      await fc.assert(
        fc.asyncProperty(table, fc.nat(6), damage, async (rows, index, how) => {
          const parts = partsOfTable(rows);
          const name = Object.keys(parts)[index] ?? '';
          parts[name] = damaged(Buffer.from(parts[name] ?? ''), how).toString('latin1');
          const { stop } = await readAll(zipOf(parts));
          expect(stop === null || stop.row === null).toBe(true);
        }),
        { numRuns: sized(400, 4_000) },
      );
    },
    timeout,
  );
});

describe('numbers of cells', () => {
  const decimalOf = (text: string): [bigint, number] => {
    const [whole = '', fraction = ''] = text.split('.');
    return [BigInt(whole + fraction), fraction.length];
  };

  test('of at most 15 digits they are exact, however they are written', () => {
    fc.assert(
      fc.property(
        fc.bigInt({ min: -(10n ** 15n) + 1n, max: 10n ** 15n - 1n }),
        fc.integer({ min: -10, max: 15 }),
        (units, exponent) => {
          fc.pre(String(units).replace('-', '').length + exponent <= 15);
          const { text, isTooLong } = numberText(`${units}E${exponent}`);
          const [read, scale] = decimalOf(text);
          expect(isTooLong).toBe(false);
          expect(read * 10n ** BigInt(30 - scale)).toBe(units * 10n ** BigInt(30 + exponent));
        },
      ),
      { numRuns: sized(400, 8_000) },
    );
  });

  test('a double below 10^15 is the 15 digits that a spreadsheet shows of it; one above is told', () => {
    fc.assert(
      fc.property(fc.double({ min: -1e18, max: 1e18, noNaN: true }), (number) => {
        const { text, isTooLong } = numberText(String(number));
        fc.pre(number === 0 || Math.abs(number) > 1e-50);
        if (Math.abs(number) >= 1e15) expect(isTooLong).toBe(true);
        else expect(Number(text)).toBe(Number(number.toPrecision(15)) + 0);
      }),
      { numRuns: sized(400, 8_000) },
    );
  });
});
