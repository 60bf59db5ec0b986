/** Requests that are refused for one parameter. */
import { type FindingValue, type Problem, problem } from './problems.ts';

type ParameterFinding = Omit<FindingValue, 'pointer' | 'parameter' | 'key'> & { readonly parameter: string };

export const refusedParameter = (finding: ParameterFinding): Problem =>
  problem('invalid-request', {}, [{ pointer: null, key: null, ...finding }]);

export const unknownAgency = (value: string): Problem =>
  refusedParameter({ code: 'unknown-agency', parameter: 'agency', details: { value } });

/** `after` names nothing that a list could go on behind. */
export const unknownCursor = (value: string): Problem =>
  refusedParameter({ code: 'unknown-cursor', parameter: 'after', details: { value } });
