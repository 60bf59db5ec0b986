/**
 * The OpenAPI 3.1 document (R11), made from the schemas, the list of routes, the problem table and the examples
 * that the tests replay. It is built at development time only; `docs/openapi.json` is what is served.
 */
import * as z from 'zod';
import { createDocument, type ZodOpenApiOperationObject, type ZodOpenApiResponsesObject } from 'zod-openapi';
import { AvailabilityAnswer } from '../../contract/oversight/availability.ts';
import { ComplianceAnswer } from '../../contract/oversight/duties.ts';
import { Health, ProblemDetails } from '../../contract/problem.ts';
import { DrillList, DrillReport } from '../../contract/recovery/drill.ts';
import { type OperationId, type Route, routes } from '../../contract/routes.ts';
import { KeySet } from '../../contract/submissions/receipt.ts';
import {
  Accepted,
  DryRunVerdict,
  EventSubmission,
  IdempotencyKey,
  ReportSubmission,
  SubmissionList,
  SubmissionState,
} from '../../contract/submissions/submission.ts';
import { SeriesAnswer, TotalsAnswer } from '../../contract/totals.ts';
import { type ProblemKind, problems } from '../../domain/problems/problems.ts';
import type { Example } from './example.ts';
import { examples } from './examples.ts';

type Described = {
  readonly summary: string;
  readonly description: string;
  readonly header?: z.ZodObject;
  readonly body?: z.ZodType;
  /** Status → what is answered then, beside problems. */
  readonly answers: Readonly<Record<number, { description: string; schema: z.ZodType }>>;
  readonly problems: readonly ProblemKind[];
};

const ofKey = [
  'key-missing',
  'key-malformed',
  'key-unknown',
  'key-revoked',
  'key-expired',
  'scope-missing',
] as const;
const ofHub = ['too-many-requests', 'internal-error', 'unavailable', 'timeout'] as const;

const acceptLanguage = z
  .string()
  .optional()
  .meta({ description: 'vi (default) or en: the language of titles and details (R5).', examples: ['en'] });

const described: Readonly<Record<OperationId, Described>> = {
  submit: {
    summary: 'Submit a report or events / Gửi báo cáo hoặc sự kiện',
    description:
      'A report is the state of one system in one period; events are increments with a time window, up to 500 in a request, recorded as one entry: all of them are accepted, or none, and then `errors[]` names each that is wrong by its index. The dataset decides which. Records durably, then answers 202. The same content again, in any order of cells, is answered as the first time was: retry without fear. Other content under the same revision is a 409; a correction sends the next revision. `dryRun=true` gives the verdict that the real run would give and records nothing. The body may be gzipped.',
    header: z.object({
      'Idempotency-Key': IdempotencyKey.optional().meta({
        description:
          '1-64 characters of A-Z a-z 0-9 . _ : -, bare or between double quotes (RFC 8941 §3.3.3): the key is the same. Required for events, where it is unique within the time bucket; optional for reports, where it is unique within the revision. The same key with other content is a 422.',
      }),
      'Content-Digest': z
        .string()
        .optional()
        .meta({ description: 'Checked when sent (RFC 9530): `sha-256=:<base64>:` of the body as sent.' }),
      'Content-Encoding': z.string().optional().meta({ description: '`gzip` or none.' }),
      'Accept-Language': acceptLanguage,
    }),
    body: z.union([ReportSubmission, EventSubmission]),
    answers: {
      200: { description: 'The verdict of a dry run.', schema: DryRunVerdict },
      202: { description: 'Recorded durably; the totals follow within seconds.', schema: Accepted },
    },
    problems: [
      'malformed-json',
      'not-utf-8',
      'malformed-gzip',
      'digest-mismatch',
      'invalid-request',
      ...ofKey,
      'foreign-agency',
      'foreign-system',
      'revision-conflict',
      'period-closed',
      'payload-too-large',
      'unsupported-media-type',
      'unsupported-charset',
      'unsupported-encoding',
      'invalid-submission',
      'idempotency-key-reused',
      ...ofHub,
    ],
  },
  listSubmissions: {
    summary: 'What a system has sent / Những gì một hệ thống đã gửi',
    description:
      'Of a report all revisions, oldest first, each with its state. Of an event dataset the entries of the period, or of one bucket of it, in the order of bucket, shard and key, up to 100 at a time: go on with `after`. What arrives meanwhile moves nothing; what arrives in front of the cursor is seen when the list is begun anew. Empty where nothing was received from a system that the registry has.',
    header: z.object({ 'Accept-Language': acceptLanguage }),
    answers: { 200: { description: 'What was sent.', schema: SubmissionList } },
    problems: ['invalid-request', ...ofKey, 'foreign-agency', 'foreign-system', ...ofHub],
  },
  getSubmission: {
    summary: 'The state of one submission / Trạng thái của một lần gửi',
    description:
      'accepted → counted, superseded or withdrawn. The state is derived from the ledger. With `content=true` also the figures that were recorded, in the form in which they are sent; evidence too.',
    header: z.object({ 'Accept-Language': acceptLanguage }),
    answers: { 200: { description: 'The submission.', schema: SubmissionState } },
    problems: [
      'invalid-request',
      ...ofKey,
      'foreign-agency',
      'foreign-system',
      'submission-not-found',
      ...ofHub,
    ],
  },
  withdrawSubmission: {
    summary: 'Take a submission back / Rút lại một lần gửi',
    description:
      'The submission disappears from all totals; the ledger keeps it. Of a report only the highest revision can be withdrawn; the withdrawal is the next revision, and the one behind it can bring the report back. Asking again is answered as the first time was. `dryRun=true` gives the verdict that the real run would give, on the withdrawal, and records nothing.',
    header: z.object({ 'Accept-Language': acceptLanguage }),
    answers: {
      200: { description: 'The verdict of a dry run.', schema: DryRunVerdict },
      202: { description: 'Recorded durably; the totals follow within seconds.', schema: Accepted },
    },
    problems: [
      'invalid-request',
      ...ofKey,
      'foreign-agency',
      'foreign-system',
      'submission-not-found',
      'revision-superseded',
      'period-closed',
      ...ofHub,
    ],
  },
  getTotals: {
    summary: 'Totals of a node and its children / Số liệu tổng hợp của một đơn vị và các đơn vị con',
    description:
      'Exact: every total can be recomputed from what was received. Ratios come with their numerator and denominator.',
    header: z.object({ 'Accept-Language': acceptLanguage }),
    answers: { 200: { description: 'The totals.', schema: z.union([TotalsAnswer, SeriesAnswer]) } },
    problems: ['invalid-request', ...ofKey, 'foreign-agency', ...ofHub],
  },
  getCompliance: {
    summary: 'Who is overdue with what / Đơn vị nào quá hạn nghĩa vụ nào',
    description:
      'Recovery drills, penetration assessments and reports of availability of connected systems, as each said in its newest report. Due dates come from the registry, by size and security level.',
    header: z.object({ 'Accept-Language': acceptLanguage }),
    answers: { 200: { description: 'Duties with their due dates.', schema: ComplianceAnswer } },
    problems: ['invalid-request', ...ofKey, 'foreign-agency', ...ofHub],
  },
  getKeySet: {
    summary: 'The public keys of receipts / Khóa công khai của biên nhận',
    description:
      'A JWK set (RFC 7517): of both slots all keys from the first year to the next, a year before they sign, and all that were ever replaced. A saved copy verifies receipts offline; fetch it again when a receipt names a `kid` that it does not have.',
    answers: { 200: { description: 'The keys.', schema: KeySet } },
    problems: ['invalid-request', 'too-many-requests', 'internal-error', 'unavailable', 'timeout'],
  },
  getAvailability: {
    summary: 'How available the hub is / Mức độ sẵn sàng của hệ thống',
    description:
      'Measured every minute through the public endpoint. Planned maintenance and minutes without a measurement count as downtime; at most 1 % of a year may be (R6).',
    header: z.object({ 'Accept-Language': acceptLanguage }),
    answers: { 200: { description: 'Minutes, and the budget that is left.', schema: AvailabilityAnswer } },
    problems: ['invalid-request', ...ofKey, ...ofHub],
  },
  listDrills: {
    summary: 'Recovery drills / Các lần diễn tập khôi phục',
    description: 'Newest first, with outcome and figures (R7). For every reader.',
    header: z.object({ 'Accept-Language': acceptLanguage }),
    answers: { 200: { description: 'The drills.', schema: DrillList } },
    problems: ['invalid-request', ...ofKey, ...ofHub],
  },
  getDrill: {
    summary: 'The report of a drill / Báo cáo một lần diễn tập',
    description:
      'What was restored, checked and found; of a drill under way, what is known so far. With `Accept: text/html` a page in Vietnamese and English. For keys of the country only, as differences name submissions of all agencies.',
    header: z.object({ 'Accept-Language': acceptLanguage }),
    answers: { 200: { description: 'The report.', schema: DrillReport } },
    problems: ['invalid-request', ...ofKey, 'foreign-agency', 'drill-not-found', ...ofHub],
  },
  getOpenApi: {
    summary: 'This document / Tài liệu này',
    description: 'OpenAPI 3.1.',
    answers: { 200: { description: 'The document.', schema: z.looseObject({ openapi: z.string() }) } },
    problems: ['invalid-request', 'too-many-requests'],
  },
  getHealth: {
    summary: 'Whether the hub answers / Hệ thống có trả lời không',
    description: 'Says nothing of stores and queues: those have alarms.',
    answers: { 200: { description: 'It does.', schema: Health } },
    problems: ['invalid-request', 'too-many-requests'],
  },
};

const exampleMap = (of: readonly Example[], value: (example: Example) => unknown) =>
  Object.fromEntries(
    of.map((example) => [example.name, { summary: example.summary, value: value(example) }]),
  );

function responsesOf(id: OperationId): ZodOpenApiResponsesObject {
  const responses: ZodOpenApiResponsesObject = {};
  const answeredWith = (status: number) => examples[id].filter((example) => example.status === status);
  const withExamples = (status: number) => {
    const of = answeredWith(status).filter((example) => example.answer !== undefined);
    return of.length === 0 ? {} : { examples: exampleMap(of, (example) => example.answer) };
  };
  for (const [status, { description, schema }] of Object.entries(described[id].answers)) {
    responses[`${Number(status)}` as '200'] = {
      description,
      content: { 'application/json': { schema, ...withExamples(Number(status)) } },
    };
  }
  for (const [status, kinds] of Map.groupBy(described[id].problems, (kind) => problems[kind].status)) {
    responses[`${status}` as '400'] = {
      description: kinds
        .map((kind) => `\`${kind}\`: ${problems[kind].title.en} / ${problems[kind].title.vi}`)
        .join('\n\n'),
      content: { 'application/problem+json': { schema: ProblemDetails, ...withExamples(status) } },
    };
  }
  return responses;
}

function operationOf(route: Route & { operationId: OperationId }): ZodOpenApiOperationObject {
  const { summary, description, header, body } = described[route.operationId];
  const query = route.query();
  const path = route.id && z.object({ id: route.id.schema() });
  const posted = examples[route.operationId].filter((example) => example.body !== undefined);
  return {
    operationId: route.operationId,
    summary,
    description,
    tags: [route.scope === null ? 'hub' : (route.path.split('/')[1] ?? '')],
    security: route.scope === null ? [] : [{ bearer: [] }, { apiKey: [] }],
    requestParams: {
      ...(Object.keys(query.shape).length > 0 && { query }),
      ...(path && { path }),
      ...(header && { header }),
    },
    ...(body && {
      requestBody: {
        required: true,
        content: {
          'application/json': { schema: body, examples: exampleMap(posted, (example) => example.body) },
        },
      },
    }),
    responses: responsesOf(route.operationId),
  };
}

/** The document as it is committed and served; the same input gives the same text. */
export function openApiDocument() {
  const paths: Record<string, Record<string, ZodOpenApiOperationObject>> = {};
  for (const route of routes) {
    paths[route.path] = { ...paths[route.path], [route.method.toLowerCase()]: operationOf(route) };
  }
  return createDocument({
    openapi: '3.1.0',
    info: {
      title: 'DTM hub / Hệ thống DTM',
      version: '1.0.0',
      description:
        'Receives, aggregates and shares data about the electronic transactions of state agencies under Circular 12/2025/TT-BKHCN. Errors are problem details (RFC 9457) with all errors of a request at once in `errors[]`, at most 100 of them; `moreErrors` counts the rest. Parameters are strict: one that is unknown, empty or repeated is a 400, and so is a body where none is read. Every GET answers HEAD, every path OPTIONS; another method is a 405 with `Allow`. / Tiếp nhận, tổng hợp và chia sẻ dữ liệu về giao dịch điện tử của cơ quan nhà nước theo Thông tư 12/2025/TT-BKHCN.',
      license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
    },
    servers: [{ url: '/v1', description: 'The stage of the API, on any deployment.' }],
    tags: [
      { name: 'submissions', description: 'Reports come in and are asked after / Gửi báo cáo và tra cứu' },
      { name: 'totals', description: 'Aggregated data / Số liệu tổng hợp' },
      { name: 'availability', description: 'Of the hub, measured / Mức độ sẵn sàng đo được' },
      { name: 'compliance', description: 'Duties of connected systems / Nghĩa vụ của hệ thống kết nối' },
      { name: 'drills', description: 'Recovery drills and what they showed / Diễn tập khôi phục' },
      { name: 'hub', description: 'The hub itself / Về hệ thống' },
    ],
    components: {
      securitySchemes: {
        bearer: { type: 'http', scheme: 'bearer', description: 'API key `dtm_<stage>_…`.' },
        apiKey: { type: 'apiKey', in: 'header', name: 'X-API-Key', description: 'The same key.' },
      },
    },
    paths,
  });
}
