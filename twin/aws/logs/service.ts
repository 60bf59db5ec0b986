import { eventIdOf, patternOf, readLogLines } from '../../log-lines.ts';
import type { ServiceHandler } from '../pipeline.ts';
import { type JsonObject, parseObject, text, type WireAnswer } from '../wire.ts';
import { errorAnswer } from '../wire-errors.ts';
import { groupsOf, openQueries } from './queries.ts';

const refuse = (code: string, message: string): WireAnswer =>
  errorAnswer('logs', { status: 400, code, message });

const json = (output: JsonObject): WireAnswer => ({
  status: 200,
  headers: { 'content-type': 'application/x-amz-json-1.1' },
  body: JSON.stringify(output),
});

const instant = (input: JsonObject, name: string, otherwise: number): number => {
  const value = input[name];
  return typeof value === 'number' ? value : otherwise;
};

/** A page is what a megabyte of the file has, so that pages before the last one may be empty, as on AWS. */
function filterEvents(file: string, input: JsonObject): WireAnswer {
  const [from, to] = [instant(input, 'startTime', 0), instant(input, 'endTime', Number.POSITIVE_INFINITY)];
  let matches: (message: string) => boolean;
  try {
    matches = patternOf(text(input, 'filterPattern') ?? '');
  } catch (fault) {
    return refuse('InvalidParameterException', fault instanceof Error ? fault.message : String(fault));
  }
  const { lines, end, isAll } = readLogLines(file, Number(text(input, 'nextToken') ?? 0));
  const events = lines
    .filter(({ timestamp, message }) => timestamp >= from && timestamp <= to && matches(message))
    .map((line) => ({
      logStreamName: line.logStream,
      timestamp: line.timestamp,
      message: line.message,
      ingestionTime: line.timestamp,
      eventId: eventIdOf(line, 'searched'),
    }));
  return json({ events, searchedLogStreams: [], ...(isAll ? {} : { nextToken: String(end) }) });
}

const operations = ['FilterLogEvents', 'StartQuery', 'GetQueryResults'];

/** CloudWatch Logs' JSON 1.1, as far as a search for lines and queries. `files`: the file of each log group. */
export function logsService(
  files: ReadonlyMap<string, string>,
  arnPrefix: string,
  accountId: string,
): ServiceHandler {
  const queries = openQueries(files, accountId);
  const answerOf = (operation: string, input: JsonObject): WireAnswer => {
    if (operation === 'FilterLogEvents') {
      const file = files.get(text(input, 'logGroupName') ?? '');
      return file === undefined
        ? refuse('ResourceNotFoundException', 'The specified log group does not exist.')
        : filterEvents(file, input);
    }
    const answer = operation === 'StartQuery' ? queries.start(input) : queries.results(input);
    return 'ok' in answer ? json(answer.ok) : refuse(answer.fault.code, answer.fault.message);
  };
  return async (request) => {
    const operation = String(request.headers['x-amz-target'] ?? '').replace('Logs_20140328.', '');
    const input = parseObject(request.body);
    if (input === undefined || !operations.includes(operation))
      return refuse(
        'UnknownOperationException',
        `The twin does not know the CloudWatch Logs operation "${operation}"; it knows ${operations.join(', ')}.`,
      );
    const groups = groupsOf(input);
    // GetQueryResults names no log group, so that a policy can only allow it for all.
    const resources =
      operation === 'GetQueryResults' ? ['*'] : groups.map((group) => `${arnPrefix}${group}:*`);
    return {
      operation,
      resource: groups[0] ?? '',
      accesses: resources.map((resource) => ({ action: `logs:${operation}`, resource, context: {} })),
      carryOut: async () => ({ answer: answerOf(operation, input), usages: [] }),
    };
  };
}
