/** One read of the hub's API, for commands that only ask. */
import type * as z from 'zod';
import { COUNTRY } from '../shared/contract/registry.ts';
import { callHub } from './call-hub.ts';
import type { Shell } from './commands/command.ts';
import { givenKey, type KeyOptions } from './given-key.ts';
import { jsonText } from './json-text.ts';
import { sayRefusal } from './refusal.ts';
import { apiOf, keyFor, refusalText } from './sender.ts';
import type { View } from './view.ts';

export type ReadOptions = KeyOptions & { readonly json?: true };

/** What is asked: a path below `/v1`, and its parameters; those that are not given are left out. */
export type Question = {
  readonly path: string;
  readonly query?: Readonly<Record<string, string | undefined>>;
  /** Whose key to take at the twin where none is given; the country's when left out. */
  readonly holder?: string | null;
};

/** The answer; null where it is a refusal, which is said, and the exit code becomes 1. */
export async function askHub<T>(
  shell: Shell,
  { path, query = {}, holder = COUNTRY }: Question,
  options: KeyOptions,
  schema: z.ZodType<T>,
): Promise<T | null> {
  const { hub, environment, view } = shell;
  const found = hub();
  const key = givenKey(options, environment);
  const given = Object.entries(query).flatMap(([name, value]): [string, string][] =>
    value === undefined ? [] : [[name, value]],
  );
  const answer = await callHub({
    method: 'GET',
    url: `${apiOf(found)}${path}?${new URLSearchParams(given)}`,
    key: keyFor(found, key, holder),
    language: view.language,
  });
  const parsed = schema.safeParse(answer.body);
  if (parsed.success) return parsed.data;
  sayRefusal(shell, answer, refusalText(answer, key, shell));
  return null;
}

/** Says the answer, as a text or as it came. */
export async function sayAnswer<T>(
  shell: Shell,
  question: Question,
  { json, ...options }: ReadOptions,
  schema: z.ZodType<T>,
  textOf: (answer: T, view: View) => string,
): Promise<void> {
  const answer = await askHub(shell, question, options, schema);
  if (answer !== null) shell.say(json ? jsonText(answer) : textOf(answer, shell.view));
}
