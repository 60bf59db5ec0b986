import * as z from 'zod';
import { localized } from '../shared/domain/language/localized.ts';
import { CommandFault } from './fault.ts';

/** An instant as it is typed, in milliseconds; with a zone, as nobody should have to guess which one is meant. */
export function instantOf(option: string, text: string): number {
  if (!z.iso.datetime({ offset: true }).safeParse(text).success)
    throw new CommandFault(
      localized(
        `${option} ${text}: allowed: 2026-11-29T02:30:00Z or 2026-11-29T09:30:00+07:00`,
        `${option} ${text}: được phép: 2026-11-29T02:30:00Z hoặc 2026-11-29T09:30:00+07:00`,
      ),
    );
  return Date.parse(text);
}
