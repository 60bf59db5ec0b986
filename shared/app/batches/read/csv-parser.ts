/** `csv-parse` fed piece by piece: what a piece makes whole comes back with it. */
import { type CsvError, parse } from 'csv-parse';
import type { ByteFault } from './text-guard.ts';

/** In bytes: of a row with its line break, and so of each of its cells. */
export const LONGEST_ROW = 262_144;

/** `end`: behind the record and its line break, in bytes from where parsing began. */
export type CsvRecord = { readonly fields: readonly string[]; readonly end: number };

/** The fault is of the row behind the last record. Behind it nothing is parsed. */
export type Parsed = { readonly records: readonly CsvRecord[]; readonly fault: ByteFault | null };

export type CsvParser = {
  readonly feed: (bytes: Buffer) => Promise<Parsed>;
  readonly end: () => Promise<Parsed>;
};

const tooLong: ByteFault = { code: 'row-too-long', details: { limit: LONGEST_ROW } };

const faultOf = ({ code }: CsvError): ByteFault =>
  code === 'CSV_QUOTE_NOT_CLOSED'
    ? { code: 'unclosed-quote', details: {} }
    : { code: 'stray-quote', details: {} };

export function csvParser(delimiter: string): CsvParser {
  let records: CsvRecord[] = [];
  let fed = 0;
  let last = 0;
  let isTooLong = false;
  const parser = parse({
    delimiter,
    record_delimiter: ['\r\n', '\n'],
    relax_column_count: true,
    on_record: (fields: string[]) => {
      const { bytes } = parser.info;
      isTooLong ||= bytes - last > LONGEST_ROW;
      if (!isTooLong) records.push({ fields, end: bytes });
      last = bytes;
      // Nothing is handed on by the stream: it would be a queue for what is taken at once.
      return null;
    },
  });
  // It comes to the callback of the write as well.
  parser.on('error', () => {});
  const parsed = (error: CsvError | null | undefined): Parsed => {
    const found = records;
    records = [];
    isTooLong ||= fed - last > LONGEST_ROW;
    return { records: found, fault: isTooLong ? tooLong : error ? faultOf(error) : null };
  };
  return {
    feed: (bytes) => {
      fed += bytes.length;
      return new Promise((resolve) =>
        parser.write(bytes, (error) => resolve(parsed(error as CsvError | null | undefined))),
      );
    },
    end: () =>
      new Promise((resolve) =>
        parser.end((error?: Error | null) => resolve(parsed(error as CsvError | null))),
      ),
  };
}
