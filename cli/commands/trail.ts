/** `dtm trail check`: whether the locked copy of the logs has every line (R23). */

import type { Command } from 'commander';
import { checkTrail, type TrailHour } from '../../shared/app/access/check-trail.ts';
import { trailSourcesOf } from '../../shared/contract/access/trail-sources.ts';
import { localized } from '../../shared/domain/language/localized.ts';
import { CommandFault } from '../fault.ts';
import { instantOf } from '../instant.ts';
import { trailPorts } from '../trail-ports.ts';
import { trailHourText, trailText } from '../trail-text.ts';
import type { Shell } from './command.ts';

type Options = { readonly from?: string; readonly to?: string; readonly repair?: true; readonly json?: true };

const MINUTE = 60_000;
/** CloudWatch Logs delivers within three minutes as a rule; a delivery that fails comes again after one and two more. */
const SETTLED = 15 * MINUTE;
const DAY = 24 * 60 * MINUTE;

export function addTrail(program: Command, shell: Shell): void {
  program
    .command('trail')
    .description('the locked copy of access and audit lines')
    .command('check')
    .description('compare it with the logs, hour by hour; exit code 1 when it lacks a line')
    .option('--from <instant>', 'such as 2026-11-29T00:00:00Z; by default a day before the end')
    .option('--to <instant>', 'not included; by default 15 minutes ago, as younger lines may be on their way')
    .option('--repair', 'copy what is missing from the logs')
    .option('--json', 'print the hours as JSON, one a line')
    .action((options: Options) => check(options, shell));
}

async function check(
  { from, to, repair, json }: Options,
  { hub, say, now, refuse, view }: Shell,
): Promise<void> {
  const end = to === undefined ? now() - SETTLED : instantOf('--to', to);
  const range = { from: from === undefined ? end - DAY : instantOf('--from', from), to: end };
  if (range.from >= range.to)
    throw new CommandFault(
      localized('--from: allowed: an instant before --to', '--from: được phép: thời điểm trước --to'),
    );
  const found = hub();
  const ports = await trailPorts(found);
  const hours: TrailHour[] = [];
  for await (const hour of checkTrail(ports, trailSourcesOf(found.stage), range, repair === true)) {
    hours.push({ ...hour, first: [] });
    if (json) say(JSON.stringify(hour));
    else if (hour.missing > 0 || hour.unreadable.length > 0) say(trailHourText(hour, view));
  }
  if (!json) say(trailText(hours, view));
  if (hours.some(({ missing, copied, unreadable }) => missing > copied || unreadable.length > 0)) refuse();
}
