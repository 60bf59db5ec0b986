/** A sender as the tests of the running hub know it: posts, asks, and waits as one would, over HTTP only. */
import { expect } from 'vitest';
import type * as z from 'zod';
import { ProblemDetails } from '../../shared/contract/problem.ts';
import { DryRunVerdict } from '../../shared/contract/submissions/dry-run.ts';
import {
  Accepted,
  type ReportSubmission,
  SubmissionList,
  SubmissionState,
} from '../../shared/contract/submissions/submission.ts';
import { TotalsAnswer } from '../../shared/contract/totals.ts';
import type { TestHub } from './hub.ts';

export type HttpCall = {
  readonly method?: string;
  /** Below the stage: `/submissions`. */
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: unknown;
};

export type HttpAnswer = { readonly status: number; readonly headers: Headers; readonly text: string };

/** What a post was answered with: exactly one of the three, by its status. */
export type Posted = HttpAnswer & {
  readonly accepted: Accepted | null;
  readonly verdict: DryRunVerdict | null;
  readonly problem: ProblemDetails | null;
};

export type Sender = {
  readonly call: (call: HttpCall) => Promise<HttpAnswer>;
  /** An object is sent as JSON, a text as it is. */
  readonly post: (body: object | string, headers?: Record<string, string>) => Promise<Posted>;
  readonly dryRun: (body: object | string) => Promise<Posted>;
  readonly state: (id: string) => Promise<SubmissionState>;
  readonly list: (system: string, dataset: string, period: string) => Promise<readonly SubmissionState[]>;
  readonly totals: (agency: string, dataset?: string, period?: string) => Promise<TotalsAnswer>;
};

const parsedAs = <T>(schema: z.ZodType<T>, { status, text }: HttpAnswer): T => {
  expect({ status, text }).toEqual({ status: 200, text });
  return schema.parse(JSON.parse(text));
};

/** Without a key, null, no `Authorization` is sent. */
export function senderOf(hub: TestHub, key: string | null): Sender {
  const call = async ({ method = 'GET', path, headers = {}, body }: HttpCall): Promise<HttpAnswer> => {
    const answer = await fetch(`${hub.twin.apiUrl}${path}`, {
      method,
      headers: {
        ...(key === null ? {} : { Authorization: `Bearer ${key}` }),
        'Accept-Language': 'en',
        ...(body === undefined ? {} : { 'Content-Type': 'application/json' }),
        ...headers,
      },
      ...(body === undefined
        ? {}
        : { body: typeof body === 'string' || body instanceof Uint8Array ? body : JSON.stringify(body) }),
    });
    return { status: answer.status, headers: answer.headers, text: await answer.text() };
  };
  const postTo =
    (path: string) =>
    async (body: object | string, headers: Record<string, string> = {}): Promise<Posted> => {
      const answer = await call({ method: 'POST', path, headers, body });
      const json: unknown = JSON.parse(answer.text);
      return {
        ...answer,
        accepted: answer.status === 202 ? Accepted.parse(json) : null,
        verdict: answer.status === 200 ? DryRunVerdict.parse(json) : null,
        problem: answer.status >= 400 ? ProblemDetails.parse(json) : null,
      };
    };
  const read = async <T>(schema: z.ZodType<T>, path: string, query: Record<string, string> = {}) =>
    parsedAs(schema, await call({ path: `${path}?${new URLSearchParams(query)}` }));
  return {
    call,
    post: postTo('/submissions'),
    dryRun: postTo('/submissions?dryRun=true'),
    state: (id) => read(SubmissionState, `/submissions/${id}`),
    list: async (system, dataset, period) =>
      (await read(SubmissionList, '/submissions', { system, dataset, period })).submissions,
    totals: (agency, dataset = 'etx-monthly', period = '2026-11') =>
      read(TotalsAnswer, '/totals', { agency, dataset, period }),
  };
}

export const idOf = ({
  system,
  dataset,
  period,
  revision,
}: Pick<ReportSubmission, 'system' | 'dataset' | 'period' | 'revision'>): string =>
  `${system}~${dataset}~${period}~${revision}`;

/** The state says that the total of the agency has seen it. */
export const untilCounted = (sender: Sender, report: ReportSubmission, milliseconds = 15_000) =>
  expect
    .poll(async () => (await sender.state(idOf(report))).state, { timeout: milliseconds, interval: 50 })
    .toBe('counted');
