/** An issuer of access tokens beside the twin: a process of its own, so that it has a clock, can be gone and come back. */
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { FromIssuer, IssuerClient, IssuerStart, ToIssuer } from './protocol.ts';

export type Issuer = {
  /** As `iss` and the discovery document have it. */
  readonly url: string;
  readonly audience: string;
  /** Where a token is asked for. */
  readonly tokenUrl: string;
  readonly register: (client: IssuerClient) => Promise<void>;
  /** Signs with another key from now on; with `forget` the others are published no more. */
  readonly rotate: (forget: boolean) => Promise<void>;
  /** Puts its clock ahead. */
  readonly pass: (milliseconds: number) => Promise<void>;
  readonly stop: () => Promise<void>;
};

const program = fileURLToPath(new URL('process.ts', import.meta.url));

/** `port` 0: any free one. Throws where it does not come up. Keys are new at each start. */
export async function startIssuer(start: IssuerStart): Promise<Issuer> {
  const child = fork(program, [JSON.stringify(start)], {
    // It warns of what a provider on the internet must have.
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    execArgv: ['--disable-warning=ExperimentalWarning'],
  });
  const gone = once(child, 'exit').then(() => {
    throw new Error('the issuer of tokens ended');
  });
  // Whoever waits for an answer hears of it; nobody else has to.
  gone.catch(() => undefined);
  const heard = async (): Promise<FromIssuer> => {
    const [message] = await Promise.race([once(child, 'message'), gone]);
    return message as FromIssuer;
  };
  const ready = await heard();
  if (ready.kind !== 'ready') throw new Error('the issuer of tokens did not begin');
  const { url } = ready;
  let turn: Promise<unknown> = Promise.resolve();
  const tell = (message: ToIssuer): Promise<void> => {
    const told = turn.then(async () => {
      const answer = heard();
      child.send(message);
      await answer;
    });
    turn = told.catch(() => undefined);
    return told;
  };
  return {
    url,
    audience: start.audience,
    tokenUrl: `${url}/token`,
    register: (client) => tell({ kind: 'register', client }),
    rotate: (forget) => tell({ kind: 'rotate', forget }),
    pass: (milliseconds) => tell({ kind: 'pass', milliseconds }),
    stop: async () => {
      if (child.exitCode !== null || child.signalCode !== null) return;
      const ended = once(child, 'exit');
      child.kill('SIGKILL');
      await ended;
    },
  };
}
