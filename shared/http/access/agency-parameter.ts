/** The query parameter `agency`: a code in either scheme (R18) or `VN`, the key's own agency when left out. */
import { COUNTRY, type Credential } from '../../contract/registry.ts';
import type { Problem } from '../../domain/problems/problems.ts';
import { unknownAgency } from '../../domain/problems/refused-parameter.ts';
import { fail, ok, type Result } from '../../domain/problems/result.ts';
import { parseAgencyCode } from '../../domain/values/agency-code.ts';
import { cut } from '../../domain/values/cut.ts';

/** The code of the node that is asked after. */
export function nodeOf(agency: string | undefined, credential: Credential): Result<string, Problem> {
  if (agency === undefined || agency === COUNTRY) return ok(agency ?? credential.agency);
  const parsed = parseAgencyCode(agency);
  if (parsed.ok) return ok(parsed.code);
  return fail(unknownAgency(cut(agency, 60)));
}
