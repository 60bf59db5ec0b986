/**
 * CSV piece by piece: what a piece makes whole comes back with it. `csv-parse` reads whatever has a quotation mark in it. Where there is
 * none a line break ends a row and a delimiter a cell, whatever stands around them: such lines are handed on as text. A property holds
 * both to be the same.
 */
import { type CsvError, parse } from 'csv-parse';
import type { ByteFault } from './text-guard.ts';

/** In bytes: of a row with its line break, and so of each of its cells. */
export const LONGEST_ROW = 262_144;

/** `end`: behind the last of the records and its line break, in bytes from where parsing began. */
export type Parsed = {
  readonly records: readonly (readonly string[])[];
  /** Whole lines behind them without a quotation mark. */
  readonly text: string;
  readonly end: number;
  /** Of the row behind the last record. Behind it nothing is parsed. */
  readonly fault: ByteFault | null;
};

export type CsvParser = {
  readonly feed: (bytes: Buffer) => Promise<Parsed>;
  readonly end: () => Promise<Parsed>;
};

/** Of the bytes that are read at once. */
type Read = Omit<Parsed, 'end'> & { readonly bytes: number };

const QUOTE = 0x22;
const LF = 0x0a;
const nothing: Buffer = Buffer.alloc(0);

const tooLong: ByteFault = { code: 'row-too-long', details: { limit: LONGEST_ROW } };

export function csvParser(delimiter: string): CsvParser {
  /** Begins where a record does. */
  let held = nothing;
  let end = 0;
  const parse = async (isLast: boolean): Promise<Parsed> => {
    const read = held.includes(QUOTE) ? await quoted(held, delimiter, isLast) : plain(held, isLast);
    end += read.bytes;
    held = held.subarray(read.bytes);
    const fault = held.length > LONGEST_ROW ? tooLong : read.fault;
    return { records: read.records, text: read.text, end, fault };
  };
  return {
    feed: (bytes) => {
      held = held.length === 0 ? bytes : Buffer.concat([held, bytes]);
      return parse(false);
    },
    end: () => parse(true),
  };
}

function plain(held: Buffer, isLast: boolean): Read {
  const none = { records: [], text: '', fault: null };
  // Each row but the first lies within a piece.
  if (held.indexOf(LF) >= LONGEST_ROW) return { ...none, bytes: 0, fault: tooLong };
  const bytes = isLast ? held.length : held.lastIndexOf(LF) + 1;
  return { ...none, text: held.toString('utf8', 0, bytes), bytes };
}

/** A parser of its own: what is not whole yet is read again with what follows it. */
function quoted(held: Buffer, delimiter: string, isLast: boolean): Promise<Read> {
  const records: string[][] = [];
  let bytes = 0;
  let isTooLong = false;
  const parser = parse({
    delimiter,
    record_delimiter: ['\r\n', '\n'],
    relax_column_count: true,
    on_record: (fields: string[]) => {
      const behind = parser.info.bytes;
      isTooLong ||= behind - bytes > LONGEST_ROW;
      if (!isTooLong) [bytes] = [behind, records.push(fields)];
      // Nothing is handed on by the stream: it would be a queue for what is taken at once.
      return null;
    },
  });
  const faultOf = (error: CsvError | null): ByteFault | null => {
    if (isTooLong) return tooLong;
    if (error === null) return null;
    return { code: error.code === 'CSV_QUOTE_NOT_CLOSED' ? 'unclosed-quote' : 'stray-quote', details: {} };
  };
  // It comes to the callback as well.
  parser.on('error', () => {});
  return new Promise((resolve) => {
    const done = (error?: Error | null) =>
      resolve({ records, text: '', bytes, fault: faultOf((error as CsvError | null | undefined) ?? null) });
    parser.write(held, (error) => {
      if (error || !isLast) done(error);
      else parser.end(done);
    });
  });
}
