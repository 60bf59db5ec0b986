/** The quotas that a container goes by: those that operators have set, as they were read last. */
import type { QuotaLimits, Quotas } from '../../contract/access/quotas.ts';
import { firstQuotas, levelOf, limitsOfAgency } from '../../domain/access/quota-limits.ts';
import { MINUTE } from '../../domain/values/duration.ts';
import type { ReadQuotas, SayQuotaNews } from '../ports/quotas.ts';
import type { FindAgency } from '../ports/registry.ts';

export type InForcePorts = { readonly readQuotas: ReadQuotas; readonly say: SayQuotaNews };

/** Read again so often, whoever calls; after a read that failed, so soon. */
const STAND_MS = 5 * MINUTE;
const AGAIN_MS = 5_000;

/**
 * Another object after each read: what was made of the one before is then made anew. Without an answer those go on that were read before,
 * or those that the hub comes with. `now` in milliseconds.
 */
export function quotasInForce({ readQuotas, say }: InForcePorts): (now: number) => Promise<Quotas> {
  let quotas: Quotas = firstQuotas;
  let readNext = Number.NEGATIVE_INFINITY;
  let reading: Promise<void> | null = null;

  const read = async (now: number): Promise<void> => {
    try {
      quotas = { ...((await readQuotas()) ?? firstQuotas) };
      readNext = now + STAND_MS;
    } catch (error) {
      readNext = now + AGAIN_MS;
      say({ kind: 'limits-unread', error });
    }
    reading = null;
  };
  return async (now) => {
    if (now >= readNext) {
      reading ??= read(now);
      await reading;
    }
    return quotas;
  };
}

export async function limitsInForce(
  findAgency: FindAgency,
  quotas: Quotas,
  code: string,
): Promise<QuotaLimits> {
  return limitsOfAgency(quotas, code, levelOf(code, (await findAgency(code))?.value ?? null));
}
