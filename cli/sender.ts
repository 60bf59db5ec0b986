/** Where to call and with which key, for the commands that act as a sender. */
import { type Answer, problemOf } from './call-hub.ts';
import { CommandFault } from './fault.ts';
import type { Hub } from './hub.ts';
import { problemText } from './problem-table.ts';

export function apiOf({ apiUrl, stage }: Hub): string {
  if (apiUrl === null) {
    throw new CommandFault(
      `the address of stage ${stage} is not known: give it with --url https://…/v1, or in DTM_URL`,
    );
  }
  let end = apiUrl.length;
  while (apiUrl.charAt(end - 1) === '/') end -= 1;
  return apiUrl.slice(0, end);
}

/** The key that was given, else the one that the twin's start issued to the agency. */
export function keyFor({ keyOf }: Hub, given: string | undefined, agency: string | null): string {
  const key = given || (agency === null ? null : keyOf(agency));
  if (key === null) {
    throw new CommandFault(
      `no key${agency === null ? '' : ` for ${agency}`}: give one with --key or in DTM_KEY`,
    );
  }
  return key;
}

/** A refusal. A key that was not given on the command line can be another agency's than meant: where it came from is said. */
export function refusalText(
  answer: Answer,
  given: string | undefined,
  { DTM_KEY }: Readonly<Record<string, string | undefined>>,
): string {
  const isOfKey = answer.status === 401 || answer.status === 403;
  const text = problemText(problemOf(answer));
  if (!isOfKey || given !== undefined || !DTM_KEY) return text;
  return `${text}\n\nThis key came from DTM_KEY. Give another with --key; without DTM_KEY, the one that npm start issued is used.`;
}
