/** How answers are shown: in which language, how wide, in whose time. */
import type { Language } from '../shared/contract/text.ts';
import { OFFSET } from '../shared/domain/values/duration.ts';

export type View = {
  readonly language: Language;
  /** Columns of the terminal; null: what is written is piped on, and no line is broken. */
  readonly width: number | null;
  /** Times in UTC; else in Vietnam's. */
  readonly utc: boolean;
};

/** What help and tables are laid out for where nobody says otherwise. */
export const WIDTH = 100;

type Environment = Readonly<Record<string, string | undefined>>;

/** By the locale of messages, as POSIX reads it: the first of these that is set counts. Vietnamese, or English for all others. */
export function languageOf({ LC_ALL, LC_MESSAGES, LANG }: Environment): Language {
  return /^vi([_.@]|$)/i.test(LC_ALL || LC_MESSAGES || LANG || '') ? 'vi' : 'en';
}

export type Say = (en: string, vi: string) => string;

/** Takes of two texts that say the same the one in the language of the view. */
export const inLanguage =
  ({ language }: Pick<View, 'language'>): Say =>
  (en, vi) =>
    language === 'vi' ? vi : en;

/** The time is cut, not rounded: `2026-11-20 09:30 +07:00`. */
export function minuteText(instant: string | number, view: Pick<View, 'utc'>): string {
  const [day, time, zone] = partsOf(instant, view);
  return `${day} ${time.slice(0, 5)} ${zone}`;
}

/** Down to the second: `2026-11-20 09:30:05 +07:00`. */
export function secondText(instant: string | number, view: Pick<View, 'utc'>): string {
  const [day, time, zone] = partsOf(instant, view);
  return `${day} ${time.slice(0, 8)} ${zone}`;
}

/** Down to the millisecond, as the ledger has it. */
export const instantText = (instant: string | number, view: Pick<View, 'utc'>): string =>
  partsOf(instant, view).join(' ');

function partsOf(instant: string | number, { utc }: Pick<View, 'utc'>): [string, string, string] {
  const time = typeof instant === 'number' ? instant : Date.parse(instant);
  const [day = '', clock = ''] = new Date(time + (utc ? 0 : OFFSET)).toISOString().split(/[TZ]/);
  return [day, clock, utc ? '+00:00' : '+07:00'];
}
