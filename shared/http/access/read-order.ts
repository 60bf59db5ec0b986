import type * as z from 'zod';
import { readForm } from '../../domain/json/read-form.ts';
import { problem } from '../../domain/problems/problems.ts';
import { fail, ok, type Result } from '../../domain/problems/result.ts';
import type { DecodedBody } from '../operation.ts';

/** The body of a change by its schema; what is wrong with its form is said all at once (R25). */
export function readOrder<T extends object>(schema: z.ZodType<T>, body: DecodedBody | null): Result<T> {
  if (body === null) throw new Error('the route reads a body');
  const { findings } = readForm(schema, body.value, body.findings, body.literals);
  if (findings.length > 0) return fail(problem('invalid-change', { count: findings.length }, findings));
  return ok(schema.parse(body.value));
}
