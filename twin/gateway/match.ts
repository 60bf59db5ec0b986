/** Finds the route of a path: text goes before `{name}`, and that before `{name+}`. */
import type { RouteNode, RouteTarget } from './configuration.ts';

export type Match = {
  readonly target: RouteTarget;
  readonly pathParameters: Readonly<Record<string, string>> | null;
  /** Below the prefix, with its escapes: what policies are held against. */
  readonly path: string;
};

type Found = { readonly node: RouteNode; readonly parameters: Readonly<Record<string, string>> };

function find(
  node: RouteNode,
  [part, ...rest]: readonly string[],
  parameters: Found['parameters'],
): Found | undefined {
  if (part === undefined) return { node, parameters };
  const fixed = node.children.get(part);
  const exact = fixed === undefined ? undefined : find(fixed, rest, parameters);
  if (exact !== undefined) return exact;
  for (const [pattern, child] of node.children) {
    const [, name, greedy] = /^\{([^+}]+)(\+?)\}$/.exec(pattern) ?? [];
    if (name === undefined || part === '') continue;
    if (greedy) return { node: child, parameters: { ...parameters, [name]: [part, ...rest].join('/') } };
    const found = find(child, rest, { ...parameters, [name]: part });
    if (found !== undefined) return found;
  }
  return undefined;
}

/** What `ANY` stands for; API Gateway has no other methods. */
const anyMethod = new Set(['DELETE', 'GET', 'HEAD', 'OPTIONS', 'PATCH', 'POST', 'PUT']);

/** `parts` is the decoded path below the prefix. A wrong method is no match either: REST APIs have no 405 of their own. */
export function matchRoute(root: RouteNode, method: string, parts: readonly string[]): Match | undefined {
  const found = find(root, parts, {});
  const target =
    found?.node.targets.get(method) ?? (anyMethod.has(method) ? found?.node.targets.get('ANY') : undefined);
  if (found === undefined || target === undefined) return undefined;
  const { parameters } = found;
  const pathParameters = Object.keys(parameters).length === 0 ? null : parameters;
  return { target, pathParameters, path: `/${parts.map(encodeURIComponent).join('/')}` };
}
