/** Functions that take tokens of an issuer are to take those of the one on this machine. */
import type { FunctionSpecification } from '../functions/specification.ts';
import type { Issuer } from './issuer.ts';

export type LocalIssuer = Pick<Issuer, 'url' | 'audience'>;

/** Only where the template declares them: a function that it gives no issuer knows none here either. */
export function withLocalIssuer(
  specification: FunctionSpecification,
  issuer: LocalIssuer | undefined,
): FunctionSpecification {
  const { variables } = specification;
  if (issuer === undefined || variables.TOKEN_ISSUER === undefined) return specification;
  const local = { TOKEN_ISSUER: issuer.url, TOKEN_AUDIENCE: issuer.audience };
  return { ...specification, variables: { ...variables, ...local } };
}
