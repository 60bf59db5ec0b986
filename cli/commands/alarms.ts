/** `dtm alarms`: which of the twin's alarms are in alarm. On AWS the console and the aws command say it. */

import type { Command } from 'commander';
import * as z from 'zod';
import { stageName } from '../../shared/contract/stage-names.ts';
import { localized } from '../../shared/domain/language/localized.ts';
import { PATIENCE } from '../call-hub.ts';
import { CommandFault } from '../fault.ts';
import { jsonText } from '../json-text.ts';
import { counted, table } from '../table.ts';
import { inLanguage } from '../view.ts';
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
    .option('--json', 'print those that ring as JSON')
    .action((options: { json?: true }) => alarms(options, shell));
}

async function alarms({ json }: { json?: true }, { hub, say, refuse, view }: Shell): Promise<void> {
  const inWords = inLanguage(view);
  const { aws, stage } = hub();
  if (aws === null) {
    const ask = `aws cloudwatch describe-alarms --state-value ALARM --alarm-name-prefix ${stageName(stage, '')}`;
    throw new CommandFault(
      localized(`alarms: of a stage on AWS ask: ${ask}`, `alarms: với môi trường trên AWS hãy hỏi: ${ask}`),
    );
  }
  const answer = await fetch(`${aws.endpoint}/_twin/alarms`, { signal: AbortSignal.timeout(PATIENCE) });
  const all = Alarms.parse(await answer.json());
  const ringing = all.filter(({ state }) => state === 'ALARM');
  if (ringing.length > 0) refuse();
  if (json) return say(jsonText(ringing));
  const [count, total] = [ringing.length, all.length];
  if (count === 0)
    return say(
      inWords(
        `✓ None of ${counted(total, 'alarm')} is in alarm.`,
        `✓ Không có cảnh báo nào trong ${total} đang báo.`,
      ),
    );
  const drawn = table(
    [{ head: inWords('alarm', 'cảnh báo') }, { head: inWords('impact', 'ảnh hưởng'), width: 60 }],
    ringing.map(({ name, description }) => [name, description]),
    view.width,
  );
  say(`${drawn}\n\n${inWords(`${count} of ${total} in alarm`, `${count} trong ${total} đang báo`)}`);
}
