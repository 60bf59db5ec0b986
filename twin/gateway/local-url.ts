/** Where a function asks the API by its address in the cloud, it is to ask the one on this machine. */
import type { FunctionSpecification } from '../functions/specification.ts';
import type { GatewayConfiguration } from './configuration.ts';

/** The function with every variable that is the API's address, by its own host or a domain, put in its place. */
export function withLocalApi(
  specification: FunctionSpecification,
  gateway: GatewayConfiguration | undefined,
  region: string,
  apiUrl: string,
): FunctionSpecification {
  if (gateway === undefined) return specification;
  const own = `https://${gateway.apiId}.execute-api.${region}.amazonaws.com/${gateway.stage}`;
  const domains = [...gateway.domains].map(([host, basePath]) => `https://${host}${basePath}`);
  const addresses = new Set([own, ...domains]);
  const variables = Object.entries(specification.variables).map(([name, value]): [string, string] => [
    name,
    addresses.has(value) ? apiUrl : value,
  ]);
  return { ...specification, variables: Object.fromEntries(variables) };
}
