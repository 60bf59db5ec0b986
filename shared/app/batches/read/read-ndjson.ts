/**
 * NDJSON as rows: a line is an object whose names are the columns, and its values text or numbers. Numbers are read as the call reads
 * them: with their zeros behind the point, and refused where they have too many digits.
 */
import { LONGEST_SHOWN, type RowFinding } from '../../../domain/batches/row-finding.ts';
import type { FileHeader, FileRow, ReadRows, RowsRead } from '../../../domain/batches/rows.ts';
import { parseStrictJson, type StrictJson } from '../../../domain/json/strict-json.ts';
import type { FindingCode } from '../../../domain/problems/findings.ts';
import type { Details } from '../../../domain/problems/problems.ts';
import { cut } from '../../../domain/values/cut.ts';
import { decimalOfNumber, formatDecimal } from '../../../domain/values/decimal.ts';
import { LONGEST_ROW } from './csv-parser.ts';
import { PIECE, piecesOf } from './pieces.ts';
import { type ByteFault, guardText } from './text-guard.ts';

const LF = 0x0a;
const nothing: Buffer = Buffer.alloc(0);
const tooLong: ByteFault = { code: 'row-too-long', details: { limit: LONGEST_ROW } };

/** `piece`: in bytes, at least four; it has no effect on what is read. */
export const ndjsonReader = (piece: number): ReadRows =>
  async function* (chunks, after) {
    let row = after?.row ?? 0;
    let end = after?.bytes ?? 0;
    let count = after === undefined ? 0 : 1;
    let carry = nothing;
    const lines = lineReader(after?.header ?? null);

    /** `bytes` begin where the last line ended. */
    const stretch = (bytes: Buffer, fault: ByteFault | null, isEnd: boolean): RowsRead => {
      const rows: FileRow[] = [];
      const findings: RowFinding[] = [];
      const before = lines.header();
      let begin = 0;
      let stop = fault;
      while (begin < bytes.length) {
        const lineEnd = bytes.indexOf(LF, begin);
        const line = bytes.subarray(begin, lineEnd < 0 ? bytes.length : lineEnd);
        if (line.length > LONGEST_ROW) {
          stop = tooLong;
          break;
        }
        if (lineEnd < 0 && !isEnd) break;
        row += 1;
        begin = lineEnd < 0 ? bytes.length : lineEnd + 1;
        const text = line.toString('utf8');
        if (text.trim() === '') continue;
        count += 1;
        const read = lines.read(text, row);
        if ('fields' in read) rows.push(read);
        else findings.push(...read);
      }
      end += begin;
      carry = bytes.subarray(begin);
      const header = lines.header();
      const at = stop === null ? null : findingAt(row + 1, null, stop.code, stop.details);
      return {
        header: header === before ? null : header,
        rows,
        findings,
        stop: at ?? (isEnd && count === 0 ? findingAt(null, null, 'empty-file', {}) : null),
        upTo: { bytes: end, row, header, delimiter: null },
      };
    };

    for await (const { bytes, offset, fault } of guardText(piecesOf(chunks, piece), end)) {
      // A byte order mark is part of no line.
      if (carry.length === 0) end = offset;
      const read = stretch(carry.length === 0 ? bytes : Buffer.concat([carry, bytes]), fault, false);
      yield read;
      if (read.stop !== null) return;
    }
    yield stretch(carry, null, true);
  };

export const readNdjson: ReadRows = ndjsonReader(PIECE);

const findingAt = (
  row: number | null,
  column: string | null,
  code: FindingCode,
  details: Details,
  value: string | null = null,
): RowFinding => ({ row, column, key: null, code, details, value, submission: null });

/** Names get their columns in the order in which they come. */
function lineReader(given: FileHeader | null) {
  let header = given;
  const places = new Map(given?.names.map((name, index) => [name, index]));

  const placeOf = (name: string, row: number): number => {
    const known = places.get(name);
    if (known !== undefined) return known;
    places.set(name, places.size);
    header = { row, names: [...(header?.names ?? []), name] };
    return places.size - 1;
  };

  const read = (text: string, row: number): FileRow | readonly RowFinding[] => {
    const parsed = parseStrictJson(text);
    if (!parsed.ok)
      return parsed.problem.findings.map(({ code, details }) =>
        findingAt(row, null, code, 'line' in details ? { ...details, line: row } : details),
      );
    const { value } = parsed.value;
    if (typeof value !== 'object' || value === null || Array.isArray(value))
      return [findingAt(row, null, 'not-a-row', { got: typeName(value) })];
    const texts = textsOf(parsed.value);
    const fields: string[] = [];
    const findings: RowFinding[] = [];
    for (const [name, member] of Object.entries(value)) {
      const place = placeOf(name, row);
      const column = cut(name, LONGEST_SHOWN);
      while (fields.length < place) fields.push('');
      fields[place] = texts.get(name) ?? textOf(member);
      if (typeof member === 'object' ? member !== null : typeof member === 'boolean')
        findings.push(findingAt(row, column, 'not-a-column-value', { got: typeName(member) }));
    }
    for (const { code, pointer, details } of parsed.value.findings)
      findings.push(
        findingAt(row, cut(nameIn(pointer), LONGEST_SHOWN), code, details, String(details.value)),
      );
    return findings.length === 0 ? { row, fields } : { row, fields, findings };
  };
  return { read, header: () => header };
}

const typeName = (value: unknown): string =>
  value === null ? 'null' : Array.isArray(value) ? 'array' : typeof value;

/** Numbers as they were written, where their value does not show it. */
const textsOf = ({ literals, findings }: StrictJson): ReadonlyMap<string, string> =>
  new Map([
    ...literals.map(({ path, text }): [string, string] => [String(path[0]), text]),
    ...findings.map(({ pointer, details }): [string, string] => [nameIn(pointer), String(details.value)]),
  ]);

const nameIn = (pointer: string | null): string =>
  (pointer ?? '').slice(1).split('/', 1)[0]?.replaceAll('~1', '/').replaceAll('~0', '~') ?? '';

/** What is neither text nor a number is said to be wrong, and reads as empty. */
function textOf(value: unknown): string {
  if (typeof value === 'string') return value;
  if (typeof value !== 'number') return '';
  const decimal = decimalOfNumber(value);
  return decimal === null ? String(value) : formatDecimal(decimal);
}
