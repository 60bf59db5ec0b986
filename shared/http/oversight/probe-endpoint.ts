/** The three probes, as calls of the public endpoint over HTTPS like those of any sender. */
import type { Probe, ProbeOutcome } from '../../app/oversight/probe.ts';
import type { ProbeCheck } from '../../contract/oversight/availability.ts';
import { agencyOfSystemId } from '../../domain/submissions/submission-key.ts';

/** A call that takes longer is no answer: as long as a function of the hub may take. */
export const PATIENCE = 10_000;

type ProbeCall = { readonly path: string; readonly init: RequestInit };

/** Any answer but a 200 is a failure, and so is none. */
export function endpointProbe(
  apiUrl: string,
  key: string,
  fetch: typeof globalThis.fetch,
  now: () => number,
): Probe {
  const authorization = { Authorization: `Bearer ${key}` };
  const callOf = (check: ProbeCheck, { body, idempotencyKey, period }: Parameters<Probe>[1]): ProbeCall => {
    // The route needs no key; the firewall does, should AWS list the address that this function is lent.
    if (check === 'health') return { path: '/health', init: { headers: authorization } };
    if (check === 'read') {
      const agency = agencyOfSystemId(body.system);
      const query = new URLSearchParams({ dataset: body.dataset, period, agency });
      return { path: `/totals?${query}`, init: { headers: authorization } };
    }
    const headers = {
      ...authorization,
      'Content-Type': 'application/json',
      'Idempotency-Key': idempotencyKey,
    };
    return {
      path: '/submissions?dryRun=true',
      init: { method: 'POST', headers, body: JSON.stringify(body) },
    };
  };
  return async (check, submission): Promise<ProbeOutcome> => {
    const { path, init } = callOf(check, submission);
    const began = now();
    const answered = await fetch(`${apiUrl}${path}`, { ...init, signal: AbortSignal.timeout(PATIENCE) }).then(
      async (answer) => {
        await answer.arrayBuffer();
        return answer.status === 200;
      },
      () => false,
    );
    return { ok: answered, milliseconds: Math.min(60_000, Math.max(0, Math.round(now() - began))) };
  };
}
