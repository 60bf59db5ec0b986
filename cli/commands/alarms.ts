/** `dtm alarms`: which of the twin's alarms are in alarm. On AWS the console and the aws command say it. */

import type { Command } from 'commander';
import * as z from 'zod';
import { stageName } from '../../shared/contract/stage-names.ts';
import { PATIENCE } from '../call-hub.ts';
import { CommandFault } from '../fault.ts';
import { counted, table } from '../table.ts';
import type { Shell } from './command.ts';

const Alarms = z.array(
  z.object({
    name: z.string(),
    description: z.string(),
    state: z.enum(['OK', 'ALARM', 'INSUFFICIENT_DATA']),
  }),
);

export function addAlarms(program: Command, shell: Shell): void {
  program
    .command('alarms')
    .description('the alarms of the twin that ring, each with its runbook; exit code 1 when there are any')
    .action(() => alarms(shell));
}

async function alarms({ hub, say, refuse }: Shell): Promise<void> {
  const { aws, stage } = hub();
  if (aws === null) {
    throw new CommandFault(
      `alarms: of a stage on AWS ask: aws cloudwatch describe-alarms --state-value ALARM --alarm-name-prefix ${stageName(stage, '')}`,
    );
  }
  const answer = await fetch(`${aws.endpoint}/_twin/alarms`, { signal: AbortSignal.timeout(PATIENCE) });
  const all = Alarms.parse(await answer.json());
  const ringing = all.filter(({ state }) => state === 'ALARM');
  if (ringing.length === 0) return say(`✓ None of ${counted(all.length, 'alarm')} is in alarm.`);
  const rows = ringing.map(({ name, description }) => [name, description]);
  say(
    `${table([{ head: 'alarm' }, { head: 'impact', width: 60 }], rows)}\n\n${ringing.length} of ${all.length} in alarm`,
  );
  refuse();
}
