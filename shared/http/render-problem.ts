/** A problem as the caller reads it: `application/problem+json` (RFC 9457) in the caller's language. */
import type { Finding, ProblemDetails } from '../contract/problem.ts';
import type { Language } from '../contract/text.ts';
import { findingText } from '../domain/finding-text.ts';
import { type FindingValue, fill, type Problem, problems } from '../domain/problems.ts';

/** Lambda answers with at most 6 MB, in which a text can double by being escaped once more. */
const LARGEST_ERRORS = 2_900_000;
const LONGEST_ALLOWED = 50;
/** So many findings fit whatever they say; only beyond them sizes are counted. */
const SURELY_FIT = 250;

const cut = {
  vi: ' errors[] chỉ hiển thị {shown} lỗi đầu tiên trong {count} lỗi.',
  en: ' errors[] shows the first {shown} of {count}.',
} as const;

function renderFinding(finding: FindingValue, language: Language, withAllowed: boolean): Finding {
  const { code, pointer, parameter, key, allowed } = finding;
  return {
    code,
    pointer,
    ...(parameter !== undefined && { parameter }),
    key,
    detail: findingText(finding, language),
    ...(withAllowed && allowed !== undefined && { allowed: allowed.slice(0, LONGEST_ALLOWED) }),
  };
}

/** All of them (R25), as long as the answer can carry them; far down the list without their allowed values. */
function renderErrors(findings: readonly FindingValue[], language: Language): Finding[] {
  const errors: Finding[] = [];
  let size = 0;
  for (const finding of findings) {
    const error = renderFinding(finding, language, errors.length < SURELY_FIT);
    if (findings.length > SURELY_FIT) {
      size += Buffer.byteLength(JSON.stringify(error)) + 1;
      if (size > LARGEST_ERRORS) break;
    }
    errors.push(error);
  }
  return errors;
}

export function problemDetails(problem: Problem, language: Language, requestId: string): ProblemDetails {
  const { status, title, detail } = problems[problem.kind];
  const count = problem.findings.length;
  const details = { count, ...problem.details };
  const errors = renderErrors(problem.findings, language);
  const rest = errors.length < count ? fill(cut[language], { shown: errors.length, count }) : '';
  return {
    type: `urn:dtm:problem:${problem.kind}`,
    title: title[language],
    status,
    detail: fill(detail[language], details) + rest,
    code: problem.kind,
    requestId,
    errors,
  };
}

/** `WWW-Authenticate` by RFC 6750 §3: without `error` where no key was sent. */
function challenge(problem: Problem): string | null {
  if (problem.kind === 'key-missing') return 'Bearer realm="dtm"';
  if (problem.kind === 'scope-missing') {
    return `Bearer realm="dtm", error="insufficient_scope", scope="${problem.details.scope}"`;
  }
  return problems[problem.kind].status === 401 ? 'Bearer realm="dtm", error="invalid_token"' : null;
}

/** Seconds, spread so that those refused together do not come back together; `random` is in [0, 1). */
const retryAfter = (problem: Problem, random: () => number): string =>
  String(problem.details.retryAfter ?? 1 + Math.floor(random() * 4));

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
