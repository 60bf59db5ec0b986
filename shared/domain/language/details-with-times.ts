/**
 * Times in what a caller reads: one zone in a text, whatever the sender wrote. In English that of UTC, as in every answer's fields; in
 * Vietnamese that of Hanoi, with its offset, so that it can be sent as it stands.
 */
import type { Language } from '../../contract/text.ts';
import type { Details } from '../problems/problems.ts';

const instant = /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d{1,9})?)?(Z|[+-]\d\d:\d\d)$/;
const HANOI = 7 * 3_600_000;

const inHanoi = (at: number): string =>
  new Date(at + HANOI).toISOString().replace('.000', '').replace('Z', '+07:00');

function timeText(text: string, language: Language): string {
  const at = instant.test(text) ? Date.parse(text) : Number.NaN;
  if (Number.isNaN(at)) return text;
  return language === 'vi' ? inHanoi(at) : new Date(at).toISOString();
}

/** `value` stays: it is what the sender wrote. */
export const detailsWithTimes = (details: Details, language: Language): Details =>
  Object.fromEntries(
    Object.entries(details).map(([name, value]) => [
      name,
      name === 'value' || typeof value === 'number' ? value : timeText(value, language),
    ]),
  );
