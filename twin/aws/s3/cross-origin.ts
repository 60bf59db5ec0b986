/** CORS as S3 evaluates it ("How Amazon S3 evaluates the CORS configuration on a bucket", User Guide; "Appendix: OPTIONS object", API Reference). */
import type { WireAnswer, WireRequest } from '../wire.ts';
import { errorAnswer } from '../wire-errors.ts';
import type { CorsRule } from './bucket-settings.ts';

/** `*` stands for any text, once in a name. */
const matches = (pattern: string, text: string): boolean => {
  const [before = '', after] = pattern.split('*');
  if (after === undefined) return pattern === text;
  return text.length >= before.length + after.length && text.startsWith(before) && text.endsWith(after);
};

const namesIn = (list: string | undefined): string[] =>
  (list ?? '')
    .split(',')
    .map((name) => name.trim().toLowerCase())
    .filter((name) => name !== '');

/** The first rule that has origin, method and every header. */
const ruleFor = (
  rules: readonly CorsRule[],
  origin: string,
  method: string,
  headers: readonly string[],
): CorsRule | undefined =>
  rules.find(
    (rule) =>
      rule.AllowedOrigins.some((one) => matches(one, origin)) &&
      rule.AllowedMethods.includes(method) &&
      headers.every((name) => rule.AllowedHeaders.some((one) => matches(one.toLowerCase(), name))),
  );

const headersOf = (rule: CorsRule, origin: string): Record<string, string> => ({
  // With `*` alone S3 says so, and lets no credentials pass.
  ...(rule.AllowedOrigins.includes('*')
    ? { 'access-control-allow-origin': '*' }
    : { 'access-control-allow-origin': origin, 'access-control-allow-credentials': 'true' }),
  'access-control-allow-methods': rule.AllowedMethods.join(', '),
  ...(rule.ExposedHeaders.length > 0 && { 'access-control-expose-headers': rule.ExposedHeaders.join(', ') }),
  vary: 'Origin, Access-Control-Request-Headers, Access-Control-Request-Method',
});

const headerOf = ({ headers }: WireRequest, name: string): string | undefined => {
  const value = headers[name];
  return typeof value === 'string' ? value : undefined;
};

/** The answer to `OPTIONS`, which nobody signs. */
export function preflight(rules: readonly CorsRule[], request: WireRequest): WireAnswer {
  const origin = headerOf(request, 'origin');
  const method = headerOf(request, 'access-control-request-method');
  if (origin === undefined || method === undefined)
    return errorAnswer('s3', {
      status: 400,
      code: 'BadRequest',
      message: 'Insufficient information. Origin request header needed.',
    });
  const asked = namesIn(headerOf(request, 'access-control-request-headers'));
  const rule = ruleFor(rules, origin, method, asked);
  if (rule === undefined)
    return errorAnswer('s3', {
      status: 403,
      code: 'AccessForbidden',
      message:
        rules.length === 0
          ? 'CORSResponse: CORS is not enabled for this bucket.'
          : 'CORSResponse: This CORS request is not allowed. This is usually because the evalution of Origin, request method / Access-Control-Request-Method or Access-Control-Request-Headers are not whitelisted by the resource’s CORS spec.',
    });
  return {
    status: 200,
    headers: {
      ...headersOf(rule, origin),
      ...(asked.length > 0 && { 'access-control-allow-headers': asked.join(', ') }),
      ...(rule.MaxAge !== undefined && { 'access-control-max-age': rule.MaxAge }),
    },
    body: '',
  };
}

/** What the answer to a request of a page has beside its own headers: without them the page may not read it. */
export function crossOriginHeaders(
  rules: readonly CorsRule[],
  request: WireRequest,
): Readonly<Record<string, string>> {
  const origin = headerOf(request, 'origin');
  if (origin === undefined) return {};
  const rule = ruleFor(rules, origin, request.method, []);
  return rule === undefined ? {} : headersOf(rule, origin);
}
