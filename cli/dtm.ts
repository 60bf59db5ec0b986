/** `npm run dtm -- <command>`: what operators and senders do from a terminal. */
import { CommanderError } from 'commander';
import { CommandFault, faultText } from './fault.ts';
import type { HubOptions } from './hub.ts';
import { dtmProgram } from './program.ts';
import { shown } from './shown.ts';

const program = dtmProgram({
  say: (text) => console.log(text),
  remark: (text) => console.error(text),
  complain: (text) => console.error(text),
  now: Date.now,
  newId: () => crypto.randomUUID(),
  environment: process.env,
  refuse: () => {
    process.exitCode = 1;
  },
});

/** Exit codes: 1 the answer is no; 2 the question was wrong or could not be asked. */
try {
  await program.parseAsync();
} catch (error) {
  if (error instanceof CommanderError) process.exitCode = error.exitCode === 0 ? 0 : 2;
  else {
    const text = shown(faultText(error));
    const isDown = text.includes('ECONNREFUSED') && program.opts<HubOptions>().stage === undefined;
    console.error(
      isDown ? `dtm: the twin does not answer (${text}): start it with npm start` : `dtm: ${text}`,
    );
    process.exitCode = error instanceof CommandFault ? error.exitCode : 2;
  }
}
