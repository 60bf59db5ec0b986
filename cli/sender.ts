/** Where to call and with which key, for the commands that act as a sender. */
import { CommandFault } from './fault.ts';
import type { Hub } from './hub.ts';

export function apiOf({ apiUrl, stage }: Hub): string {
  if (apiUrl === null) {
    throw new CommandFault(`the address of stage ${stage} is not known: give it with --url https://…/v1`);
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
