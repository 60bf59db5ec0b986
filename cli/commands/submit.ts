/** `dtm submit`: sends one report, as its sender would. */
import { readFileSync } from 'node:fs';
import type { Command } from 'commander';
import * as z from 'zod';
import { Accepted, DryRunVerdict } from '../../shared/contract/submission.ts';
import { levelOne } from '../../shared/domain/agency-code.ts';
import { callHub, problemOf } from '../call-hub.ts';
import { CommandFault } from '../fault.ts';
import { problemText } from '../problem-table.ts';
import { apiOf, keyFor } from '../sender.ts';
import type { Shell } from './command.ts';

type SubmitOptions = { readonly key?: string; readonly dryRun?: true };

export function addSubmit(program: Command, shell: Shell): void {
  program
    .command('submit')
    .description('send a report; exit code 1 when it is refused')
    .argument('<file>', 'the report, JSON')
    .option('--key <key>', 'the API key; else DTM_KEY, else the one that npm start issued to the agency')
    .option('--dry-run', 'only ask for the verdict: nothing is recorded')
    .action((file: string, options: SubmitOptions) => submit(file, options, shell));
}

async function submit(
  file: string,
  options: SubmitOptions,
  { hub, say, environment, refuse }: Shell,
): Promise<void> {
  const body = textOf(file);
  const found = hub();
  const url = `${apiOf(found)}/submissions${options.dryRun ? '?dryRun=true' : ''}`;
  const key = keyFor(found, options.key ?? environment.DTM_KEY, senderOf(body));
  const headers = { 'Content-Type': 'application/json' };
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
  say(`✓ ${id} accepted, received at ${verdict.data.receivedAt}, ${timeliness}\nsha-256 ${sha256}`);
}

function textOf(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    throw new CommandFault(`the report cannot be read: ${error instanceof Error ? error.message : error}`);
  }
}

/** The level-1 agency of the system that the report names; null where it cannot be told. */
function senderOf(body: string): string | null {
  try {
    const { system } = JSON.parse(body) as { system?: unknown };
    return typeof system === 'string' ? levelOne(system) : null;
  } catch {
    return null;
  }
}
