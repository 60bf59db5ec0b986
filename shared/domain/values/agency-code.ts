/**
 * Agency identifiers in both schemes that are met in the wild (R18). Stored is always the form of Decision
 * 20/2020/QĐ-TTg, level 1 first (`H26.05.01`). QCVN 102:2016 writes the same agency with level 1 last, in four
 * groups of fixed width `V1V2V3.X1X2.Y1Y2.MMM`, zeros where a level is not used (`000.01.05.H26`).
 */
import { AgencyCode } from '../../contract/text.ts';

export type ParsedAgencyCode = { readonly ok: true; readonly code: string } | { readonly ok: false };

const levelOneForm = /^[A-Z][0-9]{2}$/;
const legacyForm = /^([0-9A-Z]{3})\.([0-9A-Z]{2})\.([0-9A-Z]{2})\.([A-Z][0-9]{2})$/;
const unused = /^0+$/;

/**
 * Reads a code in either scheme into the stored form. Exact: no blanks, no lower case. Four groups could be
 * either; they are legacy unless the first one has itself the form of a level-1 code.
 */
export function parseAgencyCode(text: string): ParsedAgencyCode {
  const [first = ''] = text.split('.');
  const legacy = levelOneForm.test(first) ? null : legacyForm.exec(text);
  if (legacy === null) return AgencyCode.safeParse(text).success ? { ok: true, code: text } : { ok: false };
  const [, fourth = '', third = '', second = '', one = ''] = legacy;
  const below = [second, third, fourth];
  const used = below.findLastIndex((group) => !unused.test(group)) + 1;
  if (below.slice(0, used).some((group) => unused.test(group))) return { ok: false };
  return { ok: true, code: [one, ...below.slice(0, used)].join('.') };
}

/**
 * The code as QCVN 102:2016 writes it; null where that scheme cannot say it: more than four levels, a group of
 * another width or of zeros only, or a text that `parseAgencyCode` would read as another agency. So, whenever
 * this is not null, parsing it gives the code again.
 */
export function legacyAgencyCode(code: string): string | null {
  const [one = '', second = '00', third = '00', fourth = '000', ...deeper] = code.split('.');
  const text = `${fourth}.${third}.${second}.${one}`;
  if (deeper.length > 0 || !legacyForm.test(text)) return null;
  const back = parseAgencyCode(text);
  return back.ok && back.code === code ? text : null;
}

/** The level-1 agency that a code lies under: its first group. */
export function levelOne(code: string): string {
  const end = code.indexOf('.');
  return end < 0 ? code : code.slice(0, end);
}
