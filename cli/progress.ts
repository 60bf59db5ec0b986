/** Progress of something that is counted: a bar on a terminal, a line now and then elsewhere. */
import { Presets, SingleBar } from 'cli-progress';

export type Progress = { readonly update: (count: number) => void; readonly stop: () => void };

const QUIET_MILLISECONDS = 3000;

export function showProgress(
  what: string,
  total: number,
  out: NodeJS.WriteStream,
  now: () => number,
): Progress {
  if (out.isTTY) {
    const format = `${what} {bar} {value}/{total}, {duration_formatted}`;
    // Graceful: a signal that ends the process gives the cursor back first.
    const options = { format, stream: out, hideCursor: true, barsize: 40, gracefulExit: true };
    const bar = new SingleBar(options, Presets.shades_classic);
    bar.start(total, 0);
    return { update: (count) => bar.update(count), stop: () => bar.stop() };
  }
  let said = now();
  return {
    update: (count) => {
      if (now() - said < QUIET_MILLISECONDS) return;
      said = now();
      out.write(`${what}: ${count}/${total}\n`);
    },
    stop: () => undefined,
  };
}
