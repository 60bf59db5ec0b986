/** What to try while the hub runs: keys and commands that work when they are pasted into another terminal. */
import type { Keys } from '../../cli/twin-state.ts';
import { COUNTRY } from '../../shared/contract/registry.ts';
import type { Example } from './example.ts';

export type GuideInput = {
  readonly apiUrl: string;
  readonly keys: Keys;
  readonly keysFile: string;
  readonly example: Example;
  /** Where the example's report is, as an absolute path. */
  readonly exampleFile: string;
  /** With which a token is got, and where. */
  readonly client: { readonly clientId: string; readonly secret: string; readonly tokenUrl: string };
};

const quoted = (text: string): string =>
  /^[\w@%+=:,./?&-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`;

/** Commands are indented by two blanks and stand on one line each, so that nothing is lost when they are copied. */
export function guide({ apiUrl, keys, keysFile, example, exampleFile, client }: GuideInput): string {
  const { report, sender, senderName } = example;
  const json = `-H 'Content-Type: application/json'`;
  const [cell = { indicator: 'none' }] = report.cells.filter(({ value }) => value !== undefined);
  const wrong = JSON.stringify({ ...report, cells: [{ ...cell, value: -1 }] });
  const totals = `'${apiUrl}/totals?dataset=${report.dataset}&period=${report.period}'`;
  return `Keys (those of all agencies are in ${keysFile}):

  export DTM_KEY=${keys[sender] ?? ''}
  export DTM_NATIONAL_KEY=${keys[COUNTRY] ?? ''}

The first sends and reads for ${senderName} (${sender}), the second reads for the country.

1. Send a report (202; the same answer when it is sent again):

  curl -i ${apiUrl}/submissions -H "Authorization: Bearer $DTM_KEY" ${json} --data-binary ${quoted(`@${exampleFile}`)}

2. Read it back in the national totals (200; a second or two later):

  curl -i ${totals} -H "Authorization: Bearer $DTM_NATIONAL_KEY"

3. Try a wrong one, of which nothing is recorded (422, with every error at once):

  curl -i '${apiUrl}/submissions?dryRun=true' -H "Authorization: Bearer $DTM_KEY" -H 'Accept-Language: en' ${json} -d '${wrong}'

4. Get an access token from the issuer beside the hub, and ask with it who you are (200; docs/oauth.md):

  export DTM_TOKEN=$(curl -s ${client.tokenUrl} -u ${client.clientId}:${client.secret} -d grant_type=client_credentials -d 'scope=submit read' | sed 's/.*"access_token":"\\([^"]*\\)".*/\\1/')
  curl -i ${apiUrl}/me -H "Authorization: Bearer $DTM_TOKEN"
`;
}
