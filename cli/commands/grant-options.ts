/** Options by which operators say what a key or a client may do, and how long. */
import { InvalidArgumentError } from 'commander';
import { MOST_KEY_DAYS } from '../../shared/contract/access/keys.ts';
import { scopes as allowedScopes, type Scope } from '../../shared/contract/access/scopes.ts';
import { oneOf } from '../fault.ts';

export const listOf = (text: string): string[] => text.split(',').map((part) => part.trim());

export function scopesOf(text: string): Scope[] {
  const scopes = allowedScopes.filter((scope) => listOf(text).includes(scope));
  if (scopes.length !== new Set(listOf(text)).size) throw new InvalidArgumentError(oneOf(allowedScopes));
  return scopes;
}

export const daysFrom =
  (least: number, most: number) =>
  (text: string): number => {
    const days = Number(text);
    if (!/^\d{1,4}$/.test(text) || days < least || days > most)
      throw new InvalidArgumentError(`allowed: ${least} to ${most}`);
    return days;
  };

export const daysOf = daysFrom(1, MOST_KEY_DAYS);
