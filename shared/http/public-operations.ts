/** What is open to all. */
import * as z from 'zod';
import type { Health } from '../contract/problem.ts';
import { schema } from '../contract/schema.ts';
import type { Operation } from './operation.ts';
import type { OperationOf } from './pipeline.ts';
import { readQuery } from './query.ts';

const noParameters = /* @__PURE__ */ schema(() => z.strictObject({}));

/** The document is written out once, not at every call. */
export function publicOperations(
  stage: string,
  openapi: object,
): Readonly<Record<OperationOf<'public'>, Operation>> {
  const health: z.infer<typeof Health> = { status: 'ok', stage };
  let document: string | undefined;
  return {
    getHealth: async ({ query }) => {
      const read = readQuery(query, noParameters);
      return read.ok ? { ok: true, value: { status: 200, body: health } } : read;
    },
    getOpenApi: async ({ query }) => {
      const read = readQuery(query, noParameters);
      if (!read.ok) return read;
      document ??= JSON.stringify(openapi);
      return { ok: true, value: { status: 200, body: document } };
    },
  };
}
