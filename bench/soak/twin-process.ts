/** The twin in a process of its own, so that it can be killed as a host is lost: with no time to put anything in order. */
import { readFileSync } from 'node:fs';
import { startTwin } from '../../twin/twin.ts';
import type { Memory } from './growth.ts';

const [, , assemblyDirectory = '', stateDirectory = ''] = process.argv;

const MB = 2 ** 20;

/** Files that LevelDB maps are left out of `own`: they grow with the store, and the kernel takes their pages back at will. */
function memoryNow(): Memory {
  const resident = process.memoryUsage.rss() / MB;
  if (globalThis.gc === undefined) throw new Error('the twin of the soak runs with --expose-gc');
  globalThis.gc();
  const [, kilobytes] = /^RssAnon:\s+(\d+) kB$/m.exec(readFileSync('/proc/self/status', 'utf8')) ?? [];
  return { resident, own: (Number(kilobytes) * 1024) / MB, heap: process.memoryUsage().heapUsed / MB };
}

const twin = await startTwin({ assemblyDirectory, stateDirectory, port: 0 });
const { apiUrl, awsUrl, region, operatorCredentials, tables, queueUrls } = twin;
process.send?.({ apiUrl, awsUrl, region, operatorCredentials, tables, queueUrls });
process.on('message', (asked: 'memory' | 'stop') => {
  if (asked === 'memory') process.send?.(memoryNow());
  else void twin.stop().then(() => process.exit(0));
});
process.on('disconnect', () => void twin.kill().then(() => process.exit(1)));
