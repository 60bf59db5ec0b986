/** `npm run dtm -- <command>`: what operators and senders do from a terminal. */
import { Command, CommanderError } from 'commander';
import type { Shell } from './commands/command.ts';
import { addDeadLetters } from './commands/dead-letters.ts';
import { addKey } from './commands/key.ts';
import { addRegistry } from './commands/registry.ts';
import { addSubmit } from './commands/submit.ts';
import { addTotals } from './commands/totals.ts';
import { addVerify } from './commands/verify.ts';
import { addWithdraw } from './commands/withdraw.ts';
import { CommandFault, faultText } from './fault.ts';
import { findHub, type HubOptions } from './hub.ts';

const program = new Command('dtm')
  .description('The DTM hub from a terminal: the twin that npm start runs, or with --stage a stage on AWS.')
  .option('--state <dir>', 'state directory of the twin', '.twin')
  .option('--stage <name>', 'a stage on AWS, by the ordinary AWS_* environment')
  .option('--url <url>', 'address of the API, up to and with /v1')
  .showHelpAfterError('(--help shows what there is)')
  .exitOverride();

const shell: Shell = {
  hub: () => findHub(program.opts<HubOptions>()),
  say: (text) => console.log(text),
  remark: (text) => console.error(text),
  complain: (text) => console.error(text),
  now: Date.now,
  newId: () => crypto.randomUUID(),
  environment: process.env,
  refuse: () => {
    process.exitCode = 1;
  },
};
const commands = [addVerify, addDeadLetters, addRegistry, addKey, addSubmit, addWithdraw, addTotals];
for (const add of commands) add(program, shell);

/** Exit codes: 1 the answer is no; 2 the question was wrong or could not be asked. */
try {
  await program.parseAsync();
} catch (error) {
  if (error instanceof CommanderError) process.exitCode = error.exitCode === 0 ? 0 : 2;
  else {
    const text = faultText(error);
    const isDown = text.includes('ECONNREFUSED') && program.opts<HubOptions>().stage === undefined;
    console.error(
      isDown ? `dtm: the twin does not answer (${text}): start it with npm start` : `dtm: ${text}`,
    );
    process.exitCode = error instanceof CommandFault ? error.exitCode : 2;
  }
}
