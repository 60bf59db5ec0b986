/** A problem as the caller reads it: `application/problem+json` (RFC 9457) in the caller's language. */
import type { Finding, ProblemDetails } from '../contract/problem.ts';
import type { Language } from '../contract/text.ts';
import { detailsWithTimes } from '../domain/language/details-with-times.ts';
import { findingText } from '../domain/language/finding-text.ts';
import {
  type Details,
  type FindingValue,
  fill,
  type Problem,
  problems,
} from '../domain/problems/problems.ts';
import { cut } from '../domain/values/cut.ts';

/** However much is wrong, an answer is no longer than this: a few hundred bytes of gzip can have fifty thousand errors. */
const MOST_ERRORS = 100;
/** Of all of them together, as JSON in UTF-8. */
const LARGEST_ERRORS = 65_536;
const LONGEST_ALLOWED = 50;
/** Of one thing that a text names: the key of a cell is the longest that the hub cuts so. */
const LONGEST_DETAIL = 300;

const rest = {
  vi: ' errors[] chỉ nêu {shown} lỗi đầu tiên trong {count} lỗi; hãy sửa rồi gửi lại để thấy các lỗi còn lại.',
  en: ' errors[] has the first {shown} of {count}; correct them and send again to see the others.',
} as const;

const bounded = (details: Details): Details =>
  Object.fromEntries(
    Object.entries(details).map(([name, value]) => [
      name,
      typeof value === 'string' ? cut(value, LONGEST_DETAIL) : value,
    ]),
  );

const boundedWords = (words: NonNullable<FindingValue['words']>): typeof words =>
  Object.fromEntries(
    Object.entries(words).map(([name, { vi, en }]) => [
      name,
      { vi: cut(vi, LONGEST_DETAIL), en: cut(en, LONGEST_DETAIL) },
    ]),
  );

function renderFinding(finding: FindingValue, language: Language): Finding {
  const { code, pointer, parameter, place, key, details, words, allowed, allowedText } = finding;
  return {
    code,
    pointer,
    ...(parameter !== undefined && { parameter }),
    ...place,
    key,
    detail: findingText(
      { code, details: bounded(details), ...(words && { words: boundedWords(words) }) },
      language,
    ),
    ...(allowed !== undefined && { allowed: allowed.slice(0, LONGEST_ALLOWED) }),
    ...(allowedText !== undefined && { allowed: [allowedText[language]] }),
  };
}

/** The first of them (R25), each whole; at least one, if there is any. */
function renderErrors(findings: readonly FindingValue[], language: Language): Finding[] {
  const errors: Finding[] = [];
  let size = 0;
  for (const finding of findings.slice(0, MOST_ERRORS)) {
    const error = renderFinding(finding, language);
    size += Buffer.byteLength(JSON.stringify(error)) + 1;
    if (size > LARGEST_ERRORS && errors.length > 0) break;
    errors.push(error);
  }
  return errors;
}

export function problemDetails(problem: Problem, language: Language, requestId: string): ProblemDetails {
  const { status, title, detail } = problems[problem.kind];
  const count = problem.findings.length;
  const errors = renderErrors(problem.findings, language);
  const moreErrors = count - errors.length;
  const more = moreErrors === 0 ? '' : fill(rest[language], { shown: errors.length, count });
  return {
    type: `urn:dtm:problem:${problem.kind}`,
    title: title[language],
    status,
    detail: fill(detail[language], bounded(detailsWithTimes({ count, ...problem.details }, language))) + more,
    code: problem.kind,
    requestId,
    errors,
    ...(moreErrors > 0 && { moreErrors }),
  };
}

/** `WWW-Authenticate` by RFC 6750 §3: without `error` where no key was sent. */
function challenge(problem: Problem): string | null {
  if (problem.kind === 'key-missing') return 'Bearer realm="dtm"';
  if (problem.kind === 'scope-missing' || problem.kind === 'token-scope') {
    return `Bearer realm="dtm", error="insufficient_scope", scope="${problem.details.scope}"`;
  }
  return problems[problem.kind].status === 401 ? 'Bearer realm="dtm", error="invalid_token"' : null;
}

/** What all wait for at once is the end of an hour or a day: nobody is let in sooner, and most come within a minute of it. */
const QUOTA_SPREAD = 60;
/** The most that a quota's window takes. */
const LONGEST = 86_400;

/** Seconds, spread so that those refused together do not come back together; `random` is in [0, 1). */
function retryAfter({ kind, details }: Problem, random: () => number): string {
  const { retryAfter: said } = details;
  if (said === undefined) return String(1 + Math.floor(random() * 4));
  if (kind !== 'quota-exceeded') return String(said);
  return String(Math.min(LONGEST, Number(said) + Math.floor(random() * QUOTA_SPREAD)));
}

/** The fields that a problem adds to those of every answer. */
export function problemHeaders(problem: Problem, random: () => number): Record<string, string> {
  const headers: Record<string, string> = { 'Content-Type': 'application/problem+json; charset=utf-8' };
  const wwwAuthenticate = challenge(problem);
  if (wwwAuthenticate !== null) headers['WWW-Authenticate'] = wwwAuthenticate;
  if (problem.kind === 'unsupported-encoding') headers['Accept-Encoding'] = 'gzip, identity'; // RFC 9110 §12.5.3
  if (problem.kind === 'method-not-allowed') headers.Allow = String(problem.details.allow); // RFC 9110 §15.5.6
  if (problems[problem.kind].retry === 'later') headers['Retry-After'] = retryAfter(problem, random);
  return headers;
}
