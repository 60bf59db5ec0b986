/** `npm run dtm -- <command>`: what operators and senders do from a terminal. */
import { createInterface } from 'node:readline/promises';
import { CommanderError } from 'commander';
import { CommandFault, faultText } from './fault.ts';
import type { HubOptions } from './hub.ts';
import { dtmProgram, languageFor } from './program.ts';
import { shown } from './shown.ts';
import { inLanguage } from './view.ts';

const { stdin, stdout, stderr } = process;

/** To standard error, so that an answer that is piped on stays clean. Whoever ends the line with Ctrl-C or Ctrl-D has said nothing. */
async function ask(question: string): Promise<string> {
  const terminal = createInterface({ input: stdin, output: stderr });
  const ended = new Promise<string>((resolve) => void terminal.once('close', () => resolve('')));
  terminal.once('SIGINT', () => terminal.close());
  const line = await Promise.race([terminal.question(shown(question)), ended]);
  terminal.close();
  return line;
}

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
  width: stdout.isTTY ? stdout.columns : null,
  ask: stdin.isTTY && stderr.isTTY ? ask : null,
});

/** Exit codes: `ExitCode` in fault.ts. */
try {
  await program.parseAsync();
} catch (error) {
  if (error instanceof CommanderError) process.exitCode = error.exitCode === 0 ? 0 : 2;
  else {
    const language = languageFor(program, process.env);
    const text = shown(faultText(error, language));
    const isDown = text.includes('ECONNREFUSED') && program.opts<HubOptions>().stage === undefined;
    const what = inLanguage({ language })(
      `the twin does not answer (${text}): start it with npm start`,
      `bản sao không trả lời (${text}): hãy khởi động bằng npm start`,
    );
    console.error(`dtm: ${isDown ? what : text}`);
    process.exitCode = error instanceof CommandFault ? error.exitCode : 2;
  }
}
