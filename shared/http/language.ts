/** Which of our languages the caller wants (R5): `Accept-Language`, RFC 9110 §12.5.4 with lookup of RFC 4647 §3.4. */
import { type Language, languages } from '../contract/text.ts';

const DEFAULT: Language = languages[0];

type Range = { readonly tag: string; readonly weight: number };

/** A malformed range is ignored, as the field is a wish and no error of it should refuse a report. */
function readRange(text: string): Range | null {
  const [, tag, weight] =
    /^\s*([a-z]{1,8}(?:-[a-z0-9]{1,8})*|\*)\s*(?:;\s*q=([01](?:\.\d{0,3})?))?\s*$/i.exec(text) ?? [];
  if (tag === undefined) return null;
  return { tag: tag.toLowerCase(), weight: weight === undefined ? 1 : Math.min(Number(weight), 1) };
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
