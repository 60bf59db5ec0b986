/** `dtm submit`: sends a report or events, as their sender would. */
import { readFileSync, writeFileSync } from 'node:fs';
import type { Command } from 'commander';
import * as z from 'zod';
import { Accepted, DryRunVerdict } from '../../shared/contract/submission.ts';
import { levelOne } from '../../shared/domain/agency-code.ts';
import { callHub, problemOf } from '../call-hub.ts';
import { CommandFault } from '../fault.ts';
import { problemText } from '../problem-table.ts';
import { apiOf, keyFor } from '../sender.ts';
import type { Shell } from './command.ts';

type SubmitOptions = {
  readonly key?: string;
  readonly idempotencyKey?: string;
  readonly dryRun?: true;
  readonly receipt?: string;
};

export function addSubmit(program: Command, shell: Shell): void {
  program
    .command('submit')
    .description('send a report or events; exit code 1 when they are refused')
    .argument('<file>', 'the report or events, JSON')
    .option('--key <key>', 'the API key; else DTM_KEY, else the one that npm start issued to the agency')
    .option(
      '--idempotency-key <key>',
      'of events: the same again for a retry; else a new one is made and said',
    )
    .option('--receipt <file>', 'keep the signed receipt there; dtm receipt verify checks it')
    .option('--dry-run', 'only ask for the verdict: nothing is recorded')
    .action((file: string, options: SubmitOptions) => submit(file, options, shell));
}

async function submit(
  file: string,
  options: SubmitOptions,
  { hub, say, environment, newId, refuse }: Shell,
): Promise<void> {
  const body = textOf(file);
  const { sender, isEvents } = whatIsIn(body);
  const found = hub();
  const url = `${apiOf(found)}/submissions${options.dryRun ? '?dryRun=true' : ''}`;
  const key = keyFor(found, options.key ?? environment.DTM_KEY, sender);
  const idempotencyKey = options.idempotencyKey ?? (isEvents ? newId() : null);
  // Said before it is sent: whoever gets no answer needs it to ask again.
  if (isEvents && options.idempotencyKey === undefined && !options.dryRun)
    say(`Idempotency-Key ${idempotencyKey}; send again with --idempotency-key ${idempotencyKey}`);
  const headers = {
    'Content-Type': 'application/json',
    ...(idempotencyKey === null ? {} : { 'Idempotency-Key': idempotencyKey }),
  };
  const answer = await callHub({ method: 'POST', url, key, headers, body });
  const verdict = z.union([Accepted, DryRunVerdict]).safeParse(answer.body);
  if (!verdict.success) {
    say(problemText(problemOf(answer)));
    return refuse();
  }
  const { id, sha256, timeliness } = verdict.data;
  if ('dryRun' in verdict.data) {
    const meaning = verdict.data.verdict === 'new' ? 'would be accepted' : 'is there already, the same';
    return say(`✓ ${id} ${meaning} (${verdict.data.cells} cells, ${timeliness}); nothing was recorded`);
  }
  if (options.receipt !== undefined) writeFileSync(options.receipt, `${verdict.data.receipt}\n`);
  say(`✓ ${id} accepted, received at ${verdict.data.receivedAt}, ${timeliness}\nsha-256 ${sha256}`);
}

function textOf(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    throw new CommandFault(`the file cannot be read: ${error instanceof Error ? error.message : error}`);
  }
}

/** Whether these are events, and the level-1 agency of the system that is named; null where it cannot be told. */
function whatIsIn(body: string): { readonly sender: string | null; readonly isEvents: boolean } {
  try {
    const { system, increments } = JSON.parse(body) as { system?: unknown; increments?: unknown };
    return {
      sender: typeof system === 'string' ? levelOne(system) : null,
      isEvents: increments !== undefined,
    };
  } catch {
    return { sender: null, isEvents: false };
  }
}
