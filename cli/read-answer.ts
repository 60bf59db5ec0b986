/** One read of the hub's API, for commands that only ask. */
import type * as z from 'zod';
import { COUNTRY } from '../shared/contract/registry.ts';
import { callHub } from './call-hub.ts';
import type { Shell } from './commands/command.ts';
import { jsonText } from './json-text.ts';
import { sayRefusal } from './refusal.ts';
import { apiOf, keyFor, refusalText } from './sender.ts';
import type { View } from './view.ts';

export type ReadOptions = { readonly key?: string; readonly json?: true };

/** What is asked: a path below `/v1`, and its parameters; those that are not given are left out. */
export type Question = {
  readonly path: string;
  readonly query?: Readonly<Record<string, string | undefined>>;
};

export const keyOption = [
  '--key <key>',
  'the API key; else DTM_KEY, else the one of the country that npm start issued',
] as const;

/** Says the answer, as a text or as it came. A refusal is said, and the exit code becomes 1. */
export async function sayAnswer<T>(
  shell: Shell,
  { path, query = {} }: Question,
  { key, json }: ReadOptions,
  schema: z.ZodType<T>,
  textOf: (answer: T, view: View) => string,
): Promise<void> {
  const { hub, say, environment, view } = shell;
  const found = hub();
  const given = Object.entries(query).flatMap(([name, value]): [string, string][] =>
    value === undefined ? [] : [[name, value]],
  );
  const answer = await callHub({
    method: 'GET',
    url: `${apiOf(found)}${path}?${new URLSearchParams(given)}`,
    key: keyFor(found, key ?? environment.DTM_KEY, COUNTRY),
    language: view.language,
  });
  const parsed = schema.safeParse(answer.body);
  if (parsed.success) return say(json ? jsonText(parsed.data) : textOf(parsed.data, view));
  sayRefusal(shell, answer, refusalText(answer, key, shell));
}
