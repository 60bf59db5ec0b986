/** One request to the hub's API, as a well-behaved sender makes it. */
import { setTimeout as sleep } from 'node:timers/promises';
import { ProblemDetails } from '../shared/contract/problem.ts';
import { readRecorded } from '../shared/contract/recorded.ts';
import type { Language } from '../shared/contract/text.ts';
import { cut } from '../shared/domain/values/cut.ts';

export type HubCall = {
  readonly method: 'GET' | 'POST' | 'DELETE';
  readonly url: string;
  readonly key: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** Of problems; English when left out. */
  readonly language?: Language;
  /** Bytes are sent as they are. */
  readonly body?: string | Uint8Array<ArrayBuffer>;
};
/** `date` is the clock of who answered, in milliseconds, `link` what it says of other pages (RFC 8288); null where it does not say. */
export type Answer = {
  readonly status: number;
  readonly body: unknown;
  readonly date?: number | null;
  readonly link?: string | null;
  /** Where the answer is instead: nothing follows it by itself, as the key is not for others. */
  readonly location?: string | null;
};

const MOST_ATTEMPTS = 5;
/** In milliseconds: longer than the 29 s in which the gateway answers or says that it cannot. */
export const PATIENCE = 40_000;

/** Asks again where the hub asks for that (429, 503), after the time that it names. Throws when nobody answers. */
export const callHub = ({ method, url, key, headers, language = 'en', body }: HubCall): Promise<Answer> =>
  answerTo({ method, url, body: body ?? null }, async () => ({
    Authorization: `Bearer ${key}`,
    'Accept-Language': language,
    ...headers,
  }));

type Sent = {
  readonly method: string;
  readonly url: string;
  readonly body: string | Uint8Array<ArrayBuffer> | null;
};

/** `headersNow` is asked for each attempt: signatures grow old. */
export async function answerTo(
  { method, url, body }: Sent,
  headersNow: () => Promise<Readonly<Record<string, string>>>,
): Promise<Answer> {
  for (let attempt = 1; ; attempt += 1) {
    const headers = await headersNow();
    const request = { method, headers, body, redirect: 'manual' } as const;
    const answer = await fetch(url, { ...request, signal: AbortSignal.timeout(PATIENCE) });
    const text = await answer.text();
    const wait = Number(answer.headers.get('retry-after') ?? 1);
    const isBusy = answer.status === 409 && answer.headers.has('retry-after');
    const later = answer.status === 429 || answer.status === 503 || isBusy;
    if (!later || attempt === MOST_ATTEMPTS) {
      const date = Date.parse(answer.headers.get('date') ?? '');
      return {
        status: answer.status,
        body: answer.headers.get('content-type')?.startsWith('text/csv') ? text : readBody(text),
        date: Number.isNaN(date) ? null : date,
        link: answer.headers.get('link'),
        location: answer.headers.get('location'),
      };
    }
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
  const title = 'unknown';
  return { type: 'about:blank', title, status, detail, code: 'unknown', requestId: '', errors: [] };
}
