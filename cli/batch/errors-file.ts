/** The errors of a file as CSV, a page at a time: there may be a hundred thousand of them. */
import { writeFileSync } from 'node:fs';
import type { Calls } from './calls.ts';

/** Without it Excel reads Vietnamese as Latin-1; the hub sends it, and who reads an answer as text loses it. */
const MARK = '\ufeff';

/** The query of the next page (RFC 8288); null where there is none. */
function nextOf(link: string): string | null {
  const [address = '', relation] = link.split('>; rel=', 2);
  const query = address.indexOf('?after=');
  return relation === '"next"' && query >= 0 ? address.slice(query) : null;
}

/** What stands in the file before is overwritten. */
export async function writeErrors({ call, refused }: Calls, id: string, path: string): Promise<void> {
  const headers = { Accept: 'text/csv' };
  let [flag, mark] = ['w', MARK];
  for (let after: string | null = ''; after !== null; ) {
    const answer = await call(`/batches/${encodeURIComponent(id)}/errors${after}`, { headers });
    if (answer.status !== 200) throw refused(answer);
    writeFileSync(path, mark + String(answer.body), { flag });
    [flag, mark] = ['a', ''];
    after = nextOf(answer.link ?? '');
  }
}
