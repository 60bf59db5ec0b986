import type { Localized } from '../../contract/text.ts';

export const localized = (en: string, vi: string): Localized => ({ vi, en });

/** What has no words: values, codes, quoted names. */
export const unworded = (text: string): Localized => ({ vi: text, en: text });
