/** What is open to all. */
import type * as z from 'zod';
import type { Health } from '../contract/problem.ts';
import type { Operations } from './pipeline.ts';

/** The document is written out once, not at every call. */
export function publicOperations(stage: string, openapi: object): Operations<'public'> {
  const health: z.infer<typeof Health> = { status: 'ok', stage };
  let document: string | undefined;
  return {
    getHealth: async () => ({ ok: true, value: { status: 200, body: health } }),
    getOpenApi: async () => {
      document ??= JSON.stringify(openapi);
      return { ok: true, value: { status: 200, body: document } };
    },
  };
}
