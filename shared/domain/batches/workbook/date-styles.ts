/** Which formats of numbers show a date, and how much of it (ECMA-376-1 §18.8.30, §18.8.31). */
import type { Archive } from './archive.ts';
import { MOST_OF_A_LIST } from './relationships.ts';
import { readXml } from './xml-events.ts';

/** What of an instant a format shows. */
export type Shown = 'day' | 'month' | 'year' | 'instant' | 'time' | 'number';

/** 14 is a day in the form of the reader's country; 17 is `mmm-yy`, 22 a day with its time; 45 to 47 are minutes and seconds. */
const builtIn: readonly (readonly [from: number, to: number, shown: Shown])[] = [
  [14, 16, 'day'],
  [17, 17, 'month'],
  [18, 21, 'time'],
  [22, 22, 'instant'],
  [27, 31, 'day'],
  [32, 35, 'time'],
  [36, 36, 'day'],
  [45, 47, 'time'],
  [50, 54, 'day'],
  [55, 56, 'time'],
  [57, 58, 'day'],
];

/** What is not said of the number itself: quoted text, one escaped, skipped or repeated character, conditions and colours. */
const literal = /"[^"]*"|[\\_*].|\[(?!(?:h{1,9}|m{1,9}|s{1,9})\])[^\]]*\]/gi;
/** As long as Excel takes a format ("Excel specifications and limits" has 255 characters for what is typed). */
const LONGEST_FORMAT = 1000;

export function shownBy(format: string): Shown {
  if (format.length > LONGEST_FORMAT) return 'number';
  const [first = ''] = format.replace(literal, '').split(';');
  const letters = first.toLowerCase().replace(/am\/pm|a\/p/g, 'h');
  if (/general|@|e[+-]/.test(letters)) return 'number';
  const [isDay, isYear, isTime] = [/d/.test(letters), /y/.test(letters), /[hs]/.test(letters)];
  if (isDay || (isYear && isTime)) return isTime ? 'instant' : 'day';
  if (isTime) return 'time';
  if (/m/.test(letters)) return isYear ? 'month' : 'day';
  return isYear ? 'year' : 'number';
}

/** By the number of the style that a cell names; of a workbook without styles, or of a style that there is not, `number`. */
export async function readStyles(archive: Archive, part: string | null): Promise<(style: number) => Shown> {
  const formats = new Map<number, Shown>();
  const styles: number[] = [];
  let isCellStyle = false;
  if (part !== null)
    await readXml(part, archive.open(part, MOST_OF_A_LIST), {
      open(element, { numFmtId: id = '0', formatCode: format = '' }) {
        if (element === 'numFmt') formats.set(Number(id), shownBy(format));
        if (element === 'cellXfs') isCellStyle = true;
        if (element === 'xf' && isCellStyle) styles.push(Number(id));
      },
      close(element) {
        if (element === 'cellXfs') isCellStyle = false;
      },
    });
  const shown = styles.map(
    (id) => formats.get(id) ?? builtIn.find(([from, to]) => from <= id && id <= to)?.[2] ?? 'number',
  );
  return (style) => shown[style] ?? 'number';
}
