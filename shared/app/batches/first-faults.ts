/** The first faults by row out of many objects, each in the order of rows. */
import type { RowFinding } from '../../domain/batches/row-finding.ts';
import type { ReadText } from '../ports/batches.ts';
import { linesOf } from './piece-lines.ts';

type Line = { readonly row: number; readonly text: string };

/** In the order of rows; of one row those of `first` come first. */
function merged(first: readonly Line[], second: readonly Line[], most: number): Line[] {
  const lines: Line[] = [];
  for (let a = 0, b = 0; lines.length < most; ) {
    const [one, other] = [first[a], second[b]];
    const takesFirst = other === undefined || (one !== undefined && one.row <= other.row);
    const line = takesFirst ? one : other;
    if (line === undefined) break;
    lines.push(line);
    if (takesFirst) a += 1;
    else b += 1;
  }
  return lines;
}

/** Lines of JSON. What lies behind the last that can still be among the first is not read. An object of counts begins with those. */
export async function firstFaults(
  { readText }: { readonly readText: ReadText },
  names: readonly string[],
  most: number,
): Promise<string[]> {
  let first: Line[] = [];
  for (const name of names) {
    const last = first.length < most ? Number.POSITIVE_INFINITY : (first.at(-1)?.row ?? 0);
    const more: Line[] = [];
    for await (const text of linesOf(readText(name))) {
      const { row } = JSON.parse(text) as Partial<RowFinding>;
      if (row === undefined) continue;
      if ((row ?? 0) >= last) break;
      more.push({ row: row ?? 0, text });
    }
    if (more.length > 0) first = merged(first, more, most);
  }
  return first.map(({ text }) => text);
}
