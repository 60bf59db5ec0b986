import type { Localized } from '../../contract/text.ts';

export const localized = (en: string, vi: string): Localized => ({ vi, en });
