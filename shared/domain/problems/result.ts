/** An expected failure is a value; a throw means a bug or an outage. */
import type { Problem } from './problems.ts';

export type Result<T, F = Problem> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly problem: F };

export const ok = <T>(value: T): Result<T, never> => ({ ok: true, value });
export const fail = <F>(problem: F): Result<never, F> => ({ ok: false, problem });
