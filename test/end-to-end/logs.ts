/** The logs of a test's hub, read back from their files. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod';
import type { Twin } from '../../twin/twin.ts';
import { STAGE } from './hub.ts';

const LogEvent = z.object({ message: z.string() });

/** Every log group that was written to, by its name, with its messages. */
export function allLogs({ logDirectory }: Twin): ReadonlyMap<string, readonly string[]> {
  const files = readdirSync(logDirectory, { recursive: true, encoding: 'utf8' });
  return new Map(
    files
      .filter((name) => name.endsWith('.log'))
      .map((name) => [name.replace(/\.log$/, ''), messagesIn(join(logDirectory, name))]),
  );
}

const messagesIn = (file: string): string[] =>
  readFileSync(file, 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => LogEvent.parse(JSON.parse(line)).message);

/** What a function wrote as JSON, with or without the time and level that Lambda puts before it. */
export function jsonLog(twin: Twin, name: string): unknown[] {
  const lambda = twin.functions.get(`dtm-${STAGE}-${name}`);
  if (lambda === undefined) throw new Error(`the twin has no function ${name}`);
  const file = twin.logFile(lambda.specification.logGroup);
  return (existsSync(file) ? messagesIn(file) : []).flatMap((message) => {
    const text = message.slice(message.lastIndexOf('\t') + 1);
    return text.startsWith('{') ? [JSON.parse(text) as unknown] : [];
  });
}

/** The lines of one event, as their schema has them. */
export const eventsOf = <T>(schema: z.ZodType<T>, lines: readonly unknown[]): T[] =>
  lines.flatMap((line) => schema.safeParse(line).data ?? []);
