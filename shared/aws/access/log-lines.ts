import { type CloudWatchLogsClient, paginateFilterLogEvents } from '@aws-sdk/client-cloudwatch-logs';
import type { ReadLog } from '../../app/ports/trail.ts';

/** A page has 1 MB or 10,000 lines at most, and may be empty before the last one. */
export const readLog = (client: CloudWatchLogsClient): ReadLog =>
  async function* ({ logGroup, pattern }, from, to) {
    const asked = {
      logGroupName: logGroup,
      startTime: from,
      // AWS includes this millisecond.
      endTime: to - 1,
      ...(pattern !== '' && { filterPattern: pattern }),
    };
    for await (const { events = [] } of paginateFilterLogEvents({ client }, asked))
      yield events.map(({ eventId = '', timestamp = 0, logStreamName: logStream = '', message = '' }) => ({
        id: eventId,
        timestamp,
        logGroup,
        logStream,
        message,
      }));
  };
