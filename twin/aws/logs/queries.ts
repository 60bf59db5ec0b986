/** `StartQuery` and `GetQueryResults`: Logs Insights over the files of the log groups. */
import { randomUUID } from 'node:crypto';
import { readLogLines } from '../../log-lines.ts';
import { type JsonObject, list, text } from '../wire.ts';
import { type ResultRow, readQuery } from './insights/query.ts';
import type { LogRecord } from './insights/record.ts';
import { MalformedQuery } from './insights/tokens.ts';

type Fault = { readonly code: string; readonly message: string };
type Answer = { readonly ok: JsonObject } | { readonly fault: Fault };

type Finished = { readonly rows: readonly ResultRow[]; readonly matched: number; asked: number };

const refuse = (code: string, message: string): Answer => ({ fault: { code, message } });

/** StartQuery takes as many log groups. */
const MOST_GROUPS = 50;
/** Results that are kept for whoever asks. */
const MOST_KEPT = 100;

function* recordsIn(file: string, log: string, from: number, to: number): Generator<LogRecord> {
  for (let at = 0; ; ) {
    const { lines, end, isAll } = readLogLines(file, at);
    for (const { timestamp, logStream, message } of lines)
      if (timestamp >= from && timestamp <= to) yield { timestamp, logStream, message, log };
    if (isAll) return;
    at = end;
  }
}

export const groupsOf = (input: JsonObject): string[] => {
  const one = text(input, 'logGroupName');
  return one === undefined ? list(input.logGroupNames).map(String) : [one];
};

export function openQueries(files: ReadonlyMap<string, string>, accountId: string) {
  const finished = new Map<string, Finished>();

  /** Instants are whole seconds, the last one included. */
  function start(input: JsonObject): Answer {
    const groups = groupsOf(input);
    const [from, to] = [Number(input.startTime), Number(input.endTime)];
    if (groups.length === 0 || groups.length > MOST_GROUPS)
      return refuse('InvalidParameterException', `1 to ${MOST_GROUPS} log groups`);
    if (!Number.isInteger(from) || !Number.isInteger(to) || from > to)
      return refuse('InvalidParameterException', 'startTime and endTime are whole seconds, in order');
    if (groups.some((group) => !files.has(group)))
      return refuse('ResourceNotFoundException', 'The specified log group does not exist.');
    try {
      const run = readQuery(text(input, 'queryString') ?? '');
      const records = groups.flatMap((group) => [
        ...recordsIn(files.get(group) ?? '', `${accountId}:${group}`, from * 1000, to * 1000 + 999),
      ]);
      const rows = run(records);
      const queryId = randomUUID();
      finished.set(queryId, { rows, matched: records.length, asked: 0 });
      for (const old of [...finished.keys()].slice(0, -MOST_KEPT)) finished.delete(old);
      return { ok: { queryId } };
    } catch (error) {
      if (!(error instanceof MalformedQuery)) throw error;
      return refuse('MalformedQueryException', error.message);
    }
  }

  /** The first time it is not there yet, as on AWS: who does not wait has half of the answer. */
  function results(input: JsonObject): Answer {
    const found = finished.get(text(input, 'queryId') ?? '');
    if (found === undefined) return refuse('ResourceNotFoundException', 'Query does not exist.');
    found.asked += 1;
    const isThere = found.asked > 1;
    return {
      ok: {
        status: isThere ? 'Complete' : 'Running',
        results: (isThere ? found.rows : found.rows.slice(0, 1)).map((row, at) => [
          ...row,
          { field: '@ptr', value: `record-${at}` },
        ]),
        statistics: { recordsScanned: found.matched },
      },
    };
  }

  return { start, results };
}
