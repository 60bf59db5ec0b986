/** The edge of recovery drills: the list for every reader, the report as JSON or as a page for the ministry. */
import { listDrillSummaries, type ReadDrillsPorts, readDrill } from '../../app/recovery/read-drills.ts';
import { COUNTRY } from '../../contract/registry.ts';
import { agenciesOf, agenciesText } from '../../domain/access/agencies-of.ts';
import { problem } from '../../domain/problems/problems.ts';
import { fail } from '../../domain/problems/result.ts';
import { drillPage } from '../../domain/recovery/drill-page.ts';
import type { Operation } from '../operation.ts';

export const listDrillsOperation =
  (ports: ReadDrillsPorts): Operation<'listDrills'> =>
  async () => ({ ok: true, value: { status: 200, body: await listDrillSummaries(ports) } });

/** The page's own style and nothing else: no script, no picture, nothing from elsewhere. */
const pageHeaders = {
  'Content-Type': 'text/html; charset=utf-8',
  'Content-Security-Policy': "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'",
} as const;

/**
 * Only keys of the country: differences name submissions and figures of every agency. Those of an agency have the list,
 * with the outcome and the number of differences.
 */
export const getDrillOperation =
  (ports: ReadDrillsPorts): Operation<'getDrill'> =>
  async (request) => {
    const { credential, id } = request;
    if (credential === null) throw new Error('the route needs a key');
    const audit = { resource: id };
    if (!agenciesOf(credential).includes(COUNTRY)) {
      const { keyId } = credential;
      const agency = agenciesText(credential);
      return { ...fail(problem('foreign-agency', { keyId, agency, what: COUNTRY })), audit };
    }
    const found = await readDrill(ports, id);
    if (!found.ok) return { ...found, audit };
    const answer = wantsPage(request.headers.accept)
      ? { status: 200, body: drillPage(found.value), headers: pageHeaders }
      : { status: 200, body: found.value };
    return { ok: true, value: answer, audit };
  };

/** Whether the caller asks for HTML by name and prefers it to JSON (RFC 9110 §12.5.1), as browsers do. */
function wantsPage(accept: string | undefined): boolean {
  const weightOf = (type: string): number => {
    const range = (accept ?? '').split(',').find((one) => one.trim().toLowerCase().startsWith(type));
    if (range === undefined) return 0;
    const weight = Number(/;\s*q=([0-9.]+)/.exec(range)?.[1] ?? 1);
    return Number.isFinite(weight) ? weight : 0;
  };
  const html = weightOf('text/html');
  return html > 0 && html >= weightOf('application/json');
}
