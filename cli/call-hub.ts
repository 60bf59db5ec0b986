/** One request to the hub's API, as a well-behaved sender makes it. */
import { setTimeout as sleep } from 'node:timers/promises';
import { ProblemDetails } from '../shared/contract/problem.ts';
import { readRecorded } from '../shared/contract/recorded.ts';
import { cut } from '../shared/domain/values/cut.ts';

export type HubCall = {
  readonly method: 'GET' | 'POST' | 'DELETE';
  readonly url: string;
  readonly key: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** Bytes are sent as they are. */
  readonly body?: string | Uint8Array<ArrayBuffer>;
};
export type Answer = { readonly status: number; readonly body: unknown };

const MOST_ATTEMPTS = 5;
/** In milliseconds: longer than the 29 s in which the gateway answers or says that it cannot. */
export const PATIENCE = 40_000;

/** Asks again where the hub asks for that (429, 503), after the time that it names. Throws when nobody answers. */
export async function callHub(call: HubCall): Promise<Answer> {
  const headers = { Authorization: `Bearer ${call.key}`, 'Accept-Language': 'en', ...call.headers };
  for (let attempt = 1; ; attempt += 1) {
    const answer = await fetch(call.url, {
      method: call.method,
      headers,
      body: call.body ?? null,
      signal: AbortSignal.timeout(PATIENCE),
    });
    const text = await answer.text();
    const later = answer.status === 429 || answer.status === 503;
    if (!later || attempt === MOST_ATTEMPTS) return { status: answer.status, body: readBody(text) };
    const wait = Number(answer.headers.get('retry-after') ?? 1);
    await sleep(1000 * Math.min(Number.isFinite(wait) ? wait : 1, 10));
  }
}

/** Text that is no JSON stays text: it is shown as it came. */
function readBody(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

/** The problem in an answer, whatever has answered. */
export function problemOf({ status, body }: Answer): ProblemDetails {
  const problem = readRecorded(ProblemDetails, body);
  if (problem !== null) return problem;
  const detail = cut(typeof body === 'string' ? body : JSON.stringify(body), 400);
  const title = 'An answer that is none of the hub';
  return { type: 'about:blank', title, status, detail, code: 'unknown', requestId: '', errors: [] };
}
