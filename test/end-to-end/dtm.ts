/** `dtm` as an operator or a sender types it, against a test's hub. */
import { copyFileSync } from 'node:fs';
import { join } from 'node:path';
import { dtmProgram } from '../../cli/program.ts';
import { writeEndpoint } from '../../cli/twin-state.ts';
import { STAGE, type TestHub } from './hub.ts';

export type Said = { readonly text: string; readonly exitCode: 0 | 1 };

/** `directory`: where `endpoint.json` says how the hub is reached; without a hub, none is. Faults are thrown. */
export const dtm = (directory: string, today: string, ...words: readonly string[]): Promise<Said> =>
  dtmIn({}, directory, today, ...words);

/** With variables of the environment. */
export async function dtmIn(
  environment: Readonly<Record<string, string | undefined>>,
  directory: string,
  today: string,
  ...words: readonly string[]
): Promise<Said> {
  const began = Date.now();
  const said: string[] = [];
  let exitCode: Said['exitCode'] = 0;
  const say = (text: string) => void said.push(text);
  await dtmProgram({
    say,
    remark: say,
    complain: say,
    now: () => Date.parse(today) + Date.now() - began,
    newId: () => crypto.randomUUID(),
    environment,
    refuse: () => {
      exitCode = 1;
    },
  }).parseAsync(['--state', directory, ...words], { from: 'user' });
  return { text: said.join('\n'), exitCode };
}

export function announce(directory: string, { twin, stateDirectory }: TestHub): void {
  const operators = 'operators.json';
  if (directory !== stateDirectory) copyFileSync(join(stateDirectory, operators), join(directory, operators));
  const { apiUrl, awsUrl, region, operatorCredentials } = twin;
  // The SDK writes into the credentials that it is given.
  const { accessKeyId, secretAccessKey, sessionToken } = operatorCredentials;
  const credentials = { accessKeyId, secretAccessKey, sessionToken };
  const aws = { endpoint: awsUrl, region, credentials };
  writeEndpoint(directory, { stage: STAGE, apiUrl, aws });
}
