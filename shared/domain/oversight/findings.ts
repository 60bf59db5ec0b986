/** Findings of planned maintenance. */
import type { Localized } from '../../contract/text.ts';
import { localized } from '../language/localized.ts';

export const oversightFindings = {
  'until-over': localized('{until} is over already.', '{until} đã qua.'),
  'until-too-far': localized(
    'Maintenance lasts {hours} hours at most: until {latest}.',
    'Bảo trì kéo dài tối đa {hours} giờ: đến {latest}.',
  ),
} satisfies Readonly<Record<string, Localized>>;
