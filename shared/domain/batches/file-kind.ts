/** What a file is, by its first bytes: one report or events, or rows of many. */
import type { BatchMediaType } from '../../contract/batches/batch.ts';
import { SystemId } from '../../contract/text.ts';
import { wideEncoding } from '../values/wide-encoding.ts';

const WORKBOOK = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet' satisfies BatchMediaType;
/** Rows of many, or `application/json`: a body of the call for one. */
export type FileKind = BatchMediaType | 'application/json';

const startsWith = (bytes: Uint8Array, first: readonly number[]): boolean =>
  first.every((byte, at) => bytes[at] === byte);

/** RFC 1952 §2.3.1. */
export const isGzip = (bytes: Uint8Array): boolean => startsWith(bytes, [0x1f, 0x8b]);
/** A zip file, as which .xlsx comes; or what Excel before 2007 and encrypted workbooks are kept in: the hub says which. */
const isWorkbook = (bytes: Uint8Array): boolean =>
  startsWith(bytes, [0x50, 0x4b]) || startsWith(bytes, [0xd0, 0xcf, 0x11, 0xe0]);

/** Letters that all encodings have in common are right; others may not be. */
export function textOfHead(head: Uint8Array): string {
  const encoding = wideEncoding(head);
  const text = new TextDecoder(encoding?.startsWith('UTF-16') ? encoding : 'latin1').decode(head);
  return text.replace(/^(\uFEFF|\u00EF\u00BB\u00BF)/, '');
}

/** `head`: its first bytes, decompressed; enough for a line of it. The name decides where these do not. */
export function kindOfFile(head: Uint8Array, name: string): FileKind {
  if (isWorkbook(head)) return WORKBOOK;
  const text = textOfHead(head).trim();
  if (text.startsWith('[')) return 'application/json';
  if (text.startsWith('{'))
    return isRows(text, /\.(ndjson|jsonl)(\.gz)?$/i.test(name)) ? 'application/x-ndjson' : 'application/json';
  return /\.json$/i.test(name) ? 'application/json' : 'text/csv';
}

/** An object that ends with its line, and has no cells of its own as a report or events have. */
function isRows(text: string, isNamedSo: boolean): boolean {
  if (isNamedSo) return true;
  const [line = '', ...more] = text.split('\n');
  try {
    const { cells, increments } = JSON.parse(line) as { cells?: unknown; increments?: unknown };
    return (
      cells === undefined && increments === undefined && (more.length > 0 || line.includes('"indicator"'))
    );
  } catch {
    return false;
  }
}

/** The first system that is named in rows of any kind; null where there is none in this much of it. */
export const firstSystemIn = (text: string): string | null =>
  text.split(/[\s,;"']+/).find((word) => SystemId.safeParse(word).success) ?? null;
