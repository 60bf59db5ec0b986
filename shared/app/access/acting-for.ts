/** For which of its agencies a key acted: audit lines name it where a vendor's key has several. */
import type { Credential } from '../../contract/registry.ts';
import { onDay } from '../../domain/registry/tree.ts';
import { parseAgencyCode } from '../../domain/values/agency-code.ts';
import { dayOf } from '../../domain/values/period.ts';
import type { FindAgency, FindSystem } from '../ports/registry.ts';
import { ownerOf } from '../registry/placed.ts';
import { agencyFor } from './acts-for.ts';

type ActingPorts = { readonly findAgency: FindAgency; readonly findSystem: FindSystem };

/**
 * `what`: a system's id or an agency's code, that the key asked for or sent for. As things are placed at `now`, in
 * milliseconds; null where it is none of the key's agencies that has it now.
 */
export const actingFor =
  ({ findAgency, findSystem }: ActingPorts) =>
  async (credential: Credential, what: string, now: number): Promise<string | null> => {
    const days = onDay(dayOf(now));
    const parsed = parseAgencyCode(what);
    const system = parsed.ok ? null : await findSystem(what);
    if (!parsed.ok && system === null) return null;
    const code = parsed.ok ? parsed.code : ownerOf(system?.value ?? null, what, days);
    return agencyFor(findAgency, credential, code, [days]);
  };
