/** Where a line of a log lies in the trail, and by what it is known there. */
import { hash } from 'node:crypto';
import type { LogDelivery, TrailLine } from '../../contract/access/trail.ts';

export const HOUR = 3_600_000;

/** What the names of all objects with lines of one hour of a log group begin with. `at`: any instant of the hour. */
export function trailPrefix(logGroup: string, at: number): string {
  const time = new Date(at).toISOString();
  return `${logGroup.replace(/^\/+/, '')}/${time.slice(0, 10)}/${time.slice(11, 13)}/`;
}

/**
 * `delivered`: as the subscription brought it. `copied`: fetched from the log later by a repair, which an auditor should be able
 * to tell.
 */
export type Origin = 'delivered' | 'copied';

/**
 * Lines as the objects that they are kept in: one for each hour of each log group. Its name is made of the ids of its lines, so
 * that the same lines a second time are the same object.
 */
export function trailObjects(
  lines: readonly TrailLine[],
  origin: Origin,
): { readonly name: string; readonly lines: readonly TrailLine[] }[] {
  const hours = Map.groupBy(lines, ({ logGroup, timestamp }) => trailPrefix(logGroup, timestamp));
  return [...hours].map(([prefix, own]) => {
    const digest = hash('sha256', own.map(({ id }) => id).join('\n')).slice(0, 32);
    return { name: `${prefix}${digest}.${origin}.ndjson.gz`, lines: own };
  });
}

/** The lines of a delivery; none of a control message. */
export const linesOf = ({ messageType, logGroup, logStream, logEvents }: LogDelivery): TrailLine[] =>
  messageType === 'CONTROL_MESSAGE'
    ? []
    : logEvents.map(({ id, timestamp, message }) => ({ id, timestamp, logGroup, logStream, message }));

/**
 * What makes two lines the same line. Not the id: AWS nowhere says that the id of a delivered event is the id that a search
 * answers. Stream, time and text are the same in both, and each of our lines has a request id.
 */
export const printOf = ({ logStream, timestamp, message }: TrailLine): string =>
  hash('sha256', `${logStream}\n${timestamp}\n${message.trimEnd()}`, 'base64').slice(0, 22);
