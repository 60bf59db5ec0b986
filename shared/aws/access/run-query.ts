import {
  type CloudWatchLogsClient,
  GetQueryResultsCommand,
  StartQueryCommand,
} from '@aws-sdk/client-cloudwatch-logs';
import type { QueryRow, RunQuery } from '../../app/ports/trail.ts';

/** Between two looks at a query that runs. */
const PAUSE = 500;
/** Looks: a quarter of an hour. AWS itself gives up after an hour. */
const MOST_LOOKS = 1800;

/** Every row has the field, and it is of no use without the console. */
const POINTER = '@ptr';

/** `wait` takes milliseconds. A query that fails, is cancelled or takes too long throws. */
export const runQuery =
  (client: CloudWatchLogsClient, wait: (milliseconds: number) => Promise<void>): RunQuery =>
  async ({ logGroups, text, from, to }) => {
    const { queryId } = await client.send(
      new StartQueryCommand({
        logGroupNames: [...logGroups],
        queryString: text,
        startTime: from,
        endTime: to,
      }),
    );
    for (let look = 0; look < MOST_LOOKS; look += 1) {
      const { status, results = [] } = await client.send(new GetQueryResultsCommand({ queryId }));
      if (status === 'Complete')
        return results.map((row): QueryRow => {
          const fields = row.filter(({ field }) => field !== POINTER);
          return Object.fromEntries(fields.map(({ field = '', value = '' }) => [field, value]));
        });
      if (status !== 'Running' && status !== 'Scheduled')
        throw new Error(`the query ended as ${status}: ask for a shorter stretch of time`);
      await wait(PAUSE);
    }
    throw new Error('the query has not ended for a quarter of an hour: ask for a shorter stretch of time');
  };
