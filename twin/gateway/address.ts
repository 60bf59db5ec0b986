/** Where in the API a request points: the stage's prefix under the API's own host, the base path under a domain. */
import type { GatewayConfiguration } from './configuration.ts';

export type Address =
  | { readonly kind: 'api'; readonly path: string; readonly parts: readonly string[] }
  | { readonly kind: 'outside' }
  | { readonly kind: 'malformed' };

function decode(text: string): string | undefined {
  try {
    return decodeURIComponent(text);
  } catch {
    return undefined;
  }
}

/**
 * Parameters and path reach a function decoded. `path` lacks the stage but keeps the base path of a domain. A
 * path outside every stage is not the API's: the host itself answers `{"message":"Forbidden"}`.
 */
export function addressOf(configuration: GatewayConfiguration, host: string, rawPath: string): Address {
  const basePath = configuration.domains.get(host.split(':')[0] ?? '');
  const prefix = basePath ?? `/${configuration.stage}`;
  if (rawPath !== prefix && !rawPath.startsWith(`${prefix}/`)) return { kind: 'outside' };
  const below = rawPath.slice(prefix.length);
  const raw = below === '' || below === '/' ? [] : below.slice(1).split('/');
  const parts = raw.map(decode);
  if (!parts.every((part) => part !== undefined)) return { kind: 'malformed' };
  const path = `/${parts.join('/')}`;
  return { kind: 'api', parts, path: basePath === undefined ? path : basePath + path };
}
