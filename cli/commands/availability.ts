/** `dtm availability`: the hub's own, of a month or a year, and what is left of its 1 % (R6). */
import type { Command } from 'commander';
import { AvailabilityAnswer } from '../../shared/contract/oversight/availability.ts';
import { readRecorded } from '../../shared/contract/recorded.ts';
import { COUNTRY } from '../../shared/contract/registry.ts';
import { availabilityText } from '../availability-table.ts';
import { callHub } from '../call-hub.ts';
import { givenKey, type KeyOptions, keyOption } from '../given-key.ts';
import { jsonOption, jsonText } from '../json-text.ts';
import { sayRefusal } from '../refusal.ts';
import { apiOf, keyFor, refusalText } from '../sender.ts';
import type { Shell } from './command.ts';

type AvailabilityOptions = KeyOptions & {
  readonly month?: string;
  readonly year?: string;
  readonly json?: true;
};

export function addAvailability(program: Command, shell: Shell): void {
  program
    .command('availability')
    .description(
      'of the hub, measured each minute; exit code 1 when the budget is used up, or when that is refused',
    )
    .option('--month <id>', 'such as 2026-11')
    .option('--year <id>', 'such as 2026; this year when both are left out')
    .option(...keyOption)
    .option(...jsonOption)
    .action((options: AvailabilityOptions) => availability(options, shell));
}

async function availability(
  { month, year, json, ...options }: AvailabilityOptions,
  shell: Shell,
): Promise<void> {
  const { hub, say, environment, view, refuse } = shell;
  const found = hub();
  const given = givenKey(options, environment);
  const query = new URLSearchParams({ ...(month && { month }), ...(year && { year }) });
  const answer = await callHub({
    method: 'GET',
    url: `${apiOf(found)}/availability?${query}`,
    key: keyFor(found, given, COUNTRY),
    language: view.language,
  });
  const availability = readRecorded(AvailabilityAnswer, answer.body);
  if (availability === null) {
    return sayRefusal(shell, answer, refusalText(answer, given, shell));
  }
  say(json ? jsonText(availability) : availabilityText(availability, view));
  if (availability.budget.remaining.startsWith('-')) refuse();
}
