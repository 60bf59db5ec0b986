import { expect, test } from 'vitest';
import { ProblemDetails } from '../../../shared/contract/problem.ts';
import { languages } from '../../../shared/contract/text.ts';
import { parseStrictJson } from '../../../shared/domain/json/strict-json.ts';
import {
  type FindingValue,
  type ProblemKind,
  problem,
  problems,
} from '../../../shared/domain/problems/problems.ts';
import { problemDetails, problemHeaders } from '../../../shared/http/render-problem.ts';

const half = () => 0.5;
/** Of a proxy answer, in bytes; the body is a text in it, escaped once more. */
const sizeOf = (body: unknown): number => Buffer.byteLength(JSON.stringify({ body: JSON.stringify(body) }));

const kinds = Object.keys(problems) as ProblemKind[];

test.each(kinds.flatMap((kind) => languages.map((language) => [kind, language] as const)))(
  '%s in %s is problem details with its own type',
  (kind, language) => {
    const details = problemDetails(problem(kind), language, 'r');
    expect(ProblemDetails.parse(details)).toMatchObject({ type: `urn:dtm:problem:${kind}`, code: kind });
  },
);

test.each(kinds)('the title of %s is the same for every occurrence (RFC 9457 §3.1.3)', (kind) => {
  expect(Object.values(problems[kind].title).join()).not.toMatch(/[{}]/);
});

test.each([
  ['key-missing', 'Bearer realm="dtm"'],
  ['key-unknown', 'Bearer realm="dtm", error="invalid_token"'],
  ['scope-missing', 'Bearer realm="dtm", error="insufficient_scope", scope="submit"'],
  ['not-found', undefined],
] as const)('%s asks for a key as RFC 6750 says', (kind, field) => {
  expect(problemHeaders(problem(kind, { scope: 'submit' }), half)['WWW-Authenticate']).toBe(field);
});

test.each(kinds)('%s has Retry-After exactly when asking again can help', (kind) => {
  const after = problemHeaders(problem(kind), half)['Retry-After'];
  expect(after).toBe(problems[kind].retry === 'later' ? '3' : undefined);
});

test('Retry-After is spread over a few seconds, or what the problem says', () => {
  const after = (random: number) => problemHeaders(problem('unavailable'), () => random)['Retry-After'];
  expect([after(0), after(0.999)]).toEqual(['1', '4']);
  expect(problemHeaders(problem('too-many-requests', { retryAfter: 30 }), half)['Retry-After']).toBe('30');
});

test('an error of syntax is told in the language of the caller', () => {
  const read = parseStrictJson('[1 2]');
  const detail = (language: 'vi' | 'en') =>
    read.ok ? '' : problemDetails(read.problem, language, 'r').errors[0]?.detail;
  expect(detail('en')).toBe('A comma or the closing bracket is expected: line 1, character 4.');
  expect(detail('vi')).toBe('Cần dấu phẩy hoặc dấu ngoặc đóng: dòng 1, ký tự 4.');
});

test('allowed values are at most 50', () => {
  const allowed = Array.from({ length: 60 }, (_, index) => `v${index}`);
  const finding: FindingValue = {
    code: 'unknown-dataset',
    pointer: '/dataset',
    key: null,
    details: {},
    allowed,
  };
  expect(
    problemDetails(problem('invalid-submission', {}, [finding]), 'en', 'r').errors[0]?.allowed,
  ).toHaveLength(50);
});

test.each([
  ['names twice', `{${'"":0,'.repeat(52_000)}"":0}`],
  ['numbers of too many digits', `{"a":0,"a":[${'1234567890123456,'.repeat(15_000)}0]}`],
  ['long names twice', `{"${'/'.repeat(200)}":{${'"\\u0001":0,'.repeat(20_000)}"":0}}`],
])(
  'the worst body of the allowed size gets a short answer that counts what it leaves out: %s',
  (_name, text) => {
    expect(text.length).toBeLessThanOrEqual(262_144);
    const read = parseStrictJson(text);
    if (read.ok) throw new Error('it is refused');
    const details = problemDetails(read.problem, 'vi', 'r');
    const count = read.problem.findings.length;
    expect(details.errors).toHaveLength(100);
    expect(details.moreErrors).toBe(count - 100);
    expect(details.detail).toContain(`100 lỗi đầu tiên trong ${count} lỗi`);
    expect(sizeOf(details)).toBeLessThan(140_000);
  },
);

const manyAllowed = Array.from(
  { length: 500 },
  (_, index) => `transactions.between-agencies.number-${index}`,
);
const long = '𐀀'.repeat(5_000);
const worst = (index: number): FindingValue => ({
  code: 'unknown-indicator',
  pointer: `/cells/${index}/indicator`,
  key: '"'.repeat(300),
  details: { dataset: long, value: long },
  allowed: manyAllowed,
});

test.each([1, 2, 100, 101, 14_000])(
  'of %d long findings the first come whole, the rest in number',
  (count) => {
    const findings = Array.from({ length: count }, (_, index) => worst(index));
    const details = problemDetails(problem('invalid-submission', { count }, findings), 'en', 'r');
    const { errors, moreErrors = 0 } = ProblemDetails.parse(details);
    expect(errors.length + moreErrors).toBe(count);
    expect(errors.length).toBeGreaterThan(0);
    expect('moreErrors' in details).toBe(errors.length < count);
    expect(Buffer.byteLength(JSON.stringify(errors))).toBeLessThan(66_000);
    expect(details.detail.startsWith(`Nothing was recorded. Errors: ${count}.`)).toBe(true);
    for (const error of errors) expect(error.detail.isWellFormed()).toBe(true);
    expect(errors[0]?.detail).toBe(`Dataset ${'𐀀'.repeat(150)}… has no indicator "${'𐀀'.repeat(150)}…".`);
  },
);

test('what a problem itself names is cut as well, at whole characters', () => {
  const { detail } = problemDetails(problem('submission-not-found', { id: `x${long}` }), 'en', 'r');
  expect(detail).toBe(`The hub holds no submission x${'𐀀'.repeat(149)}….`);
});
