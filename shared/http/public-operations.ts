/** What is open to all. */
import type * as z from 'zod';
import type { Health } from '../contract/problem.ts';
import type { Language } from '../contract/text.ts';
import { translated } from './openapi/translated.ts';
import { vietnamese } from './openapi/vietnamese.ts';
import type { Operations } from './pipeline.ts';

/** The document, in English, is written out once in each language, not at every call. */
export function publicOperations(stage: string, openapi: object): Operations<'public'> {
  const health: z.infer<typeof Health> = { status: 'ok', stage };
  const written = new Map<Language, string>();
  const write = (language: Language): string =>
    JSON.stringify(language === 'vi' ? translated(openapi, vietnamese) : openapi);
  return {
    getHealth: async () => ({ ok: true, value: { status: 200, body: health } }),
    getOpenApi: async ({ query, language }) => {
      const asked = query.lang ?? language;
      const body = written.get(asked) ?? write(asked);
      written.set(asked, body);
      return { ok: true, value: { status: 200, body, headers: { 'Content-Language': asked } } };
    },
  };
}
