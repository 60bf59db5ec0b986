/** The command line of `npm start`. */
import { parseArgs } from 'node:util';
import { CommandFault } from '../../cli/fault.ts';

export const startHelp = `npm start [-- <option>…]: runs the hub on this machine, plays a reporting month, and serves.

  --port <n>     of the HTTP API (3000; 0: any free port)
  --fresh        forgets what an earlier run has stored
  --no-sample    does not play the reporting month
  --state <dir>  where stores, keys and logs are (.twin)
  --help         shows this

The state survives a restart. npm run dtm -- --help shows what an operator and a sender can do meanwhile.`;

export type StartOptions = {
  readonly port: number;
  readonly fresh: boolean;
  readonly sample: boolean;
  readonly state: string;
};

/** Null asks for help. */
export function readStartOptions(args: readonly string[], defaultState: string): StartOptions | null {
  const { values } = parse(args);
  if (values.help) return null;
  const port = Number(values.port);
  if (!/^\d{1,5}$/.test(values.port) || port > 65_535) {
    throw new CommandFault(`--port ${values.port}: allowed: 0 to 65535`);
  }
  return { port, fresh: values.fresh, sample: !values['no-sample'], state: values.state ?? defaultState };
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      options: {
        port: { type: 'string', default: '3000' },
        fresh: { type: 'boolean', default: false },
        'no-sample': { type: 'boolean', default: false },
        state: { type: 'string' },
        help: { type: 'boolean', default: false },
      },
    });
  } catch (error) {
    const [what = ''] = (error instanceof Error ? error.message : String(error)).split('. ');
    throw new CommandFault(`${what}\n\n${startHelp}`);
  }
}
