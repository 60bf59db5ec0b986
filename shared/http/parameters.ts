/** The parameters of a call, as its route names them: strict, before any operation runs. */
import type { APIGatewayProxyEvent } from 'aws-lambda';
import type { Route } from '../contract/routes.ts';
import { bareObject } from '../domain/json/bare-object.ts';
import { type Problem, problem } from '../domain/problems/problems.ts';
import { fail, ok, type Result } from '../domain/problems/result.ts';
import { cut } from '../domain/values/cut.ts';
import type { Named } from './audit-target.ts';
import { readQuery, rightOnes } from './query.ts';

type Parameters = { readonly id: string | null; readonly query: object };

/** What may be said of a call in its audit line even where the call is wrong otherwise: each by itself has the form of an id. */
type RightParameters = {
  readonly id: string | null;
  readonly named: Named;
  /** Whether the route means the caller's own agency where none is named. */
  readonly takesAgency: boolean;
};

export type ReadParameters = {
  readonly read: (event: APIGatewayProxyEvent) => Result<Parameters, Problem>;
  readonly right: (event: APIGatewayProxyEvent) => RightParameters;
};

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
  const sentId = (event: APIGatewayProxyEvent): string => decoded(event.pathParameters?.id ?? '');
  return {
    read: (event) => {
      const query = readQuery(queryOf(event), schema);
      if (!query.ok) return query;
      if (id === undefined) return ok({ id: null, query: query.value });
      const sent = sentId(event);
      const parsed = id.schema.safeParse(sent);
      return parsed.success
        ? ok({ id: parsed.data, query: query.value })
        : fail(problem(id.missing, { id: cut(sent, SHOWN) }));
    },
    right: (event) => {
      const ofPath = id?.schema.safeParse(sentId(event)).data ?? null;
      const named = rightOnes(queryOf(event), schema, ['system', 'dataset', 'period', 'agency']);
      const takesAgency = 'agency' in schema.shape;
      return id?.missing === 'dataset-not-found'
        ? { id: null, named: { ...named, dataset: ofPath }, takesAgency }
        : { id: ofPath, named, takesAgency };
    },
  };
}
