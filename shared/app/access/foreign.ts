/** Refusals of what is not the key's own (R20). Whether it exists at all is not said. */
import type { Credential } from '../../contract/registry.ts';
import { agenciesText } from '../../domain/access/agencies-of.ts';
import { type Problem, problem } from '../../domain/problems/problems.ts';

/** What of a credential says what it may send for, and by which id the ledger knows it. */
export type SendingKey = Pick<Credential, 'keyId' | 'agency' | 'furtherAgencies' | 'systems'>;

/** Where the request names it: in the body, or as a parameter of path or query. */
export type NamedAt = { readonly pointer: string } | { readonly parameter: string };

const findingAt = (at: NamedAt) => ({ pointer: null, ...at, key: null });

export function foreignAgency(credential: SendingKey, what: string, at: NamedAt): Problem {
  const { keyId } = credential;
  const agency = agenciesText(credential);
  const details = { agency, value: what };
  return problem('foreign-agency', { keyId, agency, what }, [
    { code: 'foreign-agency', ...findingAt(at), details },
  ]);
}

/**
 * Why a credential may not act for a system, of an agency that it acts for or not; null when it may. Of an agency that
 * is not its own nothing more is said.
 */
export function refuseSystem(
  credential: SendingKey,
  isOwnAgency: boolean,
  system: string,
  at: NamedAt,
): Problem | null {
  if (!isOwnAgency) return foreignAgency(credential, system, at);
  const { keyId, systems: allowed } = credential;
  if (allowed === null || allowed.includes(system)) return null;
  const systems = allowed.join(', ');
  return problem('foreign-system', { keyId, systems, what: system }, [
    { code: 'foreign-system', ...findingAt(at), details: { systems, value: system }, allowed },
  ]);
}
