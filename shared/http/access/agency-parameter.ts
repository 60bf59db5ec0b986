/** The query parameter `agency`: a code in either scheme (R18) or `VN`, the key's own agency when left out, if it has one. */
import { COUNTRY, type Credential } from '../../contract/registry.ts';
import { agenciesOf } from '../../domain/access/agencies-of.ts';
import type { Problem } from '../../domain/problems/problems.ts';
import { refusedParameter, unknownAgency } from '../../domain/problems/refused-parameter.ts';
import { fail, ok, type Result } from '../../domain/problems/result.ts';
import { parseAgencyCode } from '../../domain/values/agency-code.ts';
import { cut } from '../../domain/values/cut.ts';

/** The code of the node that is asked after. */
export function nodeOf(agency: string | undefined, credential: Credential): Result<string, Problem> {
  if (agency === undefined) return ownNode(credential);
  if (agency === COUNTRY) return ok(COUNTRY);
  const parsed = parseAgencyCode(agency);
  if (parsed.ok) return ok(parsed.code);
  return fail(unknownAgency(cut(agency, 60)));
}

function ownNode(credential: Credential): Result<string, Problem> {
  const [own = COUNTRY, ...further] = agenciesOf(credential);
  if (further.length === 0) return ok(own);
  const details = { name: 'agency' };
  return fail(
    refusedParameter({ code: 'missing-parameter', parameter: 'agency', details, allowed: [own, ...further] }),
  );
}
