/** The two schedules of each minute, as often as the clock of a test is impatient. */
import { setTimeout as sleep } from 'node:timers/promises';
import { STAGE, type TestHub } from '../hub.ts';

/** Goes on with what was asked for until `work` has its answer. */
export async function served<T>({ twin }: TestHub, work: Promise<T>): Promise<T> {
  let isDone = false;
  const end = () => {
    isDone = true;
  };
  work.then(end, end);
  while (!isDone) {
    for (const schedule of ['verify-asked', 'mend-asked'])
      await twin.schedules.run(`dtm-${STAGE}-${schedule}`);
    await sleep(300);
  }
  return work;
}
