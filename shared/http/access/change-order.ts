/** What a call to an admin route asks for, and on which version: `If-Match` (RFC 9110 §13.1.1) repeats the `ETag` of the reading. */
import { hash } from 'node:crypto';
import type { ChangeOrder } from '../../app/access/make-change.ts';
import type { Change } from '../../contract/access/change.ts';
import { positionOf } from '../../domain/access/task-version.ts';
import type { Problem } from '../../domain/problems/problems.ts';
import { refusedParameter } from '../../domain/problems/refused-parameter.ts';
import { fail, ok, type Result } from '../../domain/problems/result.ts';
import { cut } from '../../domain/values/cut.ts';
import type { Answered, HubRequest } from '../operation.ts';

export const entityTag = (version: string): Record<string, string> => ({ ETag: `"${version}"` });

/** One strong tag. `*` would be a change on whatever stands there, and is refused. */
function versionIn(ifMatch: string | undefined): Result<string | null> {
  if (ifMatch === undefined) return ok(null);
  const [, version = ''] = /^"([^"]*)"$/.exec(ifMatch.trim()) ?? [];
  if (positionOf(version) !== null) return ok(version);
  const details = { value: cut(ifMatch, 40), expected: '"3.2"' };
  return fail(refusedParameter({ code: 'wrong-form', parameter: 'If-Match', details }));
}

/** `operation` tells requests with the same body apart. */
export function changeOrder(
  request: Pick<HubRequest, 'operator' | 'requestId' | 'headers' | 'body' | 'now'>,
  task: string,
  operation: string,
): Result<ChangeOrder> {
  const { operator, requestId, headers, body, now } = request;
  if (operator === null) throw new Error(`${operation} is an operator's`);
  const on = versionIn(headers['if-match']);
  if (!on.ok) return on;
  const asked = hash('sha256', JSON.stringify([operation, body?.sha256 ?? null]));
  return ok({ task, operator, requestId, on: on.value, request: asked, now: Date.parse(now) });
}

/** The record as it is from then on, or what is `shown` of it, with the version to change it on; the audit line has its digests. */
export function answerChange(
  made: Result<Change, Problem>,
  status: 200 | 201,
  shown: (body: unknown) => unknown = (body) => body,
): Answered {
  if (!made.ok) return made;
  const { record, version, before, after, body } = made.value;
  return {
    ok: true,
    value: { status, body: shown(body), headers: entityTag(version) },
    audit: { resource: record, changed: { before, after } },
  };
}
