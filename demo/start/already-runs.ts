/** Before a start: whether the twin of this directory runs already, which would otherwise look like a taken port. */
import { readEndpoint } from '../../cli/twin-state.ts';
import { runningIn } from '../../twin/lock.ts';

/** Where it runs and how to stop it; null where none does. */
export function alreadyRuns(state: string): string | null {
  const process = runningIn(state);
  if (process === null) return null;
  const endpoint = readEndpoint(state);
  const where = endpoint === null ? 'it is still starting' : `the hub is at ${endpoint.apiUrl}`;
  return `the twin of ${state} runs already (process ${process}): ${where}. Stop it with Ctrl-C where it was started, or: kill ${process}; another beside it: --state DIR --port N`;
}
