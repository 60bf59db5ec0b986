/** Which of our languages the caller wants (R5): `Accept-Language`, RFC 9110 §12.5.4 with lookup of RFC 4647 §3.4. */
import { type Language, languages } from '../contract/text.ts';

const DEFAULT: Language = languages[0];

// Blanks are taken off before: an expression with blanks of any number on both sides of nothing tries them all.
const TAG = /^(?:[a-z]{1,8}(?:-[a-z0-9]{1,8})*|\*)$/i;
const WEIGHT = /^q=([01](?:\.\d{0,3})?)$/i;

type Range = { readonly tag: string; readonly weight: number };

/** A malformed range is ignored, as the field is a wish and no error of it should refuse a report. */
function readRange(text: string): Range | null {
  const [tag = '', parameter, more] = text.split(';', 3).map((part) => part.trim());
  if (!TAG.test(tag) || more !== undefined) return null;
  if (parameter === undefined) return { tag: tag.toLowerCase(), weight: 1 };
  const [, weight] = WEIGHT.exec(parameter) ?? [];
  return weight === undefined ? null : { tag: tag.toLowerCase(), weight: Math.min(Number(weight), 1) };
}

const matches = (range: Range, language: Language): boolean =>
  range.tag === language || range.tag.startsWith(`${language}-`);

/** The heaviest wish that we can meet, the first of equals; Vietnamese where there is none. */
export function negotiateLanguage(acceptLanguage: string | undefined): Language {
  if (acceptLanguage === undefined || acceptLanguage === DEFAULT) return DEFAULT;
  const ranges = acceptLanguage.split(',').flatMap((text) => readRange(text) ?? []);
  const wildcard = ranges.find((range) => range.tag === '*');
  let best: { language: Language; weight: number; at: number } | null = null;
  for (const language of languages) {
    const named = ranges.filter((range) => matches(range, language));
    const range = named.toSorted((a, b) => b.weight - a.weight)[0] ?? wildcard;
    if (!range || range.weight === 0) continue;
    const at = ranges.indexOf(range);
    if (!best || range.weight > best.weight || (range.weight === best.weight && at < best.at)) {
      best = { language, weight: range.weight, at };
    }
  }
  return best?.language ?? DEFAULT;
}
