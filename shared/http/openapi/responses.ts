/** The responses of an operation: its answers, and its problems by status. */
import type { ZodOpenApiResponsesObject } from 'zod-openapi';
import { ProblemDetails } from '../../contract/problem.ts';
import { type ProblemKind, problems } from '../../domain/problems/problems.ts';
import type { Description } from './description.ts';
import { type Example, exampleMap } from './example.ts';
import { problemLine } from './problem-line.ts';

export function responsesOf(
  { answers, problems: kinds }: Description,
  examples: readonly Example[],
): ZodOpenApiResponsesObject {
  const responses: ZodOpenApiResponsesObject = {};
  const isCounted = kinds.includes('quota-exceeded');
  for (const [status, { description, schema, type = 'application/json' }] of Object.entries(answers)) {
    responses[status as '200'] = {
      description,
      ...(isCounted && { headers: quotas }),
      ...(schema && {
        content: { [type]: { schema, ...examplesOf(examples, Number(status)) } },
      }),
    };
  }
  for (const [status, those] of Map.groupBy(kinds, (kind) => problems[kind].status)) {
    responses[`${status}` as '400'] = {
      description: those.map((kind) => problemLine(kind, 'en')).join('\n\n'),
      ...headersOf(those),
      content: { 'application/problem+json': { schema: ProblemDetails, ...examplesOf(examples, status) } },
    };
  }
  return responses;
}

/** What to wait and what to show is in the header of the answer, whatever its language. */
const headersOf = (kinds: readonly ProblemKind[]) => {
  const headers = {
    ...(kinds.some((kind) => problems[kind].retry === 'later') && { 'Retry-After': retryAfter }),
    ...(kinds.includes('quota-exceeded') && quotas),
    ...(kinds.some((kind) => problems[kind].status === 401) && { 'WWW-Authenticate': challenge }),
  };
  return Object.keys(headers).length === 0 ? {} : { headers };
};

const retryAfter = {
  description: 'Seconds to wait before the same request is sent again.',
  schema: { type: 'integer', minimum: 1, maximum: 86_400 },
} as const;
/** Those of all answers to calls with a right key; the document names them where a client is to look. */
const quotas = {
  'RateLimit-Policy': {
    description:
      'The quotas of the key and of the agency that it acts for: `q` requests in `w` seconds (draft-ietf-httpapi-ratelimit-headers-10).',
    schema: { type: 'string', maxLength: 400 },
  },
  RateLimit: {
    description:
      'Of each quota how much is left (`r`), as far as is known, and in how many seconds it begins anew (`t`).',
    schema: { type: 'string', maxLength: 400 },
  },
} as const;
const challenge = {
  description: 'How a key is shown (RFC 6750).',
  schema: { type: 'string', maxLength: 200 },
} as const;

const examplesOf = (examples: readonly Example[], status: number) => {
  const shown = examples.filter((example) => example.status === status && example.answer !== undefined);
  return shown.length === 0 ? {} : { examples: exampleMap(shown, ({ answer }) => answer) };
};
