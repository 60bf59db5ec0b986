/** The parameters of a call, as its route names them: strict, before any operation runs. */
import type { APIGatewayProxyEvent } from 'aws-lambda';
import type { Route } from '../contract/routes.ts';
import { bareObject } from '../domain/json/bare-object.ts';
import { type Problem, problem } from '../domain/problems/problems.ts';
import { fail, ok, type Result } from '../domain/problems/result.ts';
import { cut } from '../domain/values/cut.ts';
import { readQuery } from './query.ts';

type Parameters = { readonly id: string | null; readonly query: object };
export type ReadParameters = (event: APIGatewayProxyEvent) => Result<Parameters, Problem>;

/** A malformed escape stays as it is: no id of ours has a percent sign, so it is just one that does not exist. */
function decoded(value: string): string {
  try {
    return value.includes('%') ? decodeURIComponent(value) : value;
  } catch {
    return value;
  }
}

function queryOf({
  queryStringParameters: last,
  multiValueQueryStringParameters: all,
}: APIGatewayProxyEvent) {
  const query = bareObject<readonly string[]>();
  if (all) for (const name in all) query[name] = all[name] ?? [''];
  else for (const name in last) query[name] = [last[name] ?? ''];
  return query;
}

/** The longest part of an id that is said again. */
const SHOWN = 160;

/** Its schemas are made here, once for a function. */
export function parametersOf(route: Route): ReadParameters {
  const schema = route.query();
  const id = route.id && { schema: route.id.schema(), missing: route.id.missing };
  return (event) => {
    const query = readQuery(queryOf(event), schema);
    if (!query.ok) return query;
    if (id === undefined) return ok({ id: null, query: query.value });
    const sent = decoded(event.pathParameters?.id ?? '');
    const parsed = id.schema.safeParse(sent);
    return parsed.success
      ? ok({ id: parsed.data, query: query.value })
      : fail(problem(id.missing, { id: cut(sent, SHOWN) }));
  };
}
