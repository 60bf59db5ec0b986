/** `npm start`: synthesizes the app, runs it on this machine and serves until SIGINT or SIGTERM. */
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { synthesize } from './synth.ts';
import { startTwin, type TwinEvent } from './twin.ts';

const projectDirectory = join(import.meta.dirname, '../..');
const { values } = parseArgs({
  options: {
    port: { type: 'string', default: '3000' },
    fresh: { type: 'boolean', default: false },
    state: { type: 'string', default: join(projectDirectory, '.twin') },
  },
});

function show(event: TwinEvent): void {
  if (event.kind === 'denied') console.error(`${event.denial.message}\n  Fix: ${event.denial.grant}`);
  if (event.kind === 'functionError')
    console.error(`${event.functionName}: ${event.error.errorType}: ${event.error.errorMessage}`);
  if (event.kind === 'fault') console.error(event.text);
}

const began = performance.now();
const seconds = (): string => `${((performance.now() - began) / 1000).toFixed(1)} s`;
try {
  const { assemblyDirectory, skipped } = await synthesize({ projectDirectory });
  console.log(`${skipped ? 'template unchanged' : 'template synthesized'} (${seconds()})`);
  const twin = await startTwin({
    assemblyDirectory,
    stateDirectory: values.state,
    port: Number(values.port),
    fresh: values.fresh,
    onEvent: show,
  });
  console.log(
    `ready at ${twin.apiUrl} after ${seconds()}; AWS endpoint ${twin.awsUrl}; logs in ${twin.logDirectory}`,
  );
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => void twin.stop().then(() => process.exit(0)));
  }
} catch (fault) {
  console.error(fault instanceof Error ? fault.message : fault);
  process.exit(1);
}
