/**
 * What an auditor asks, each once: the saved queries of the template and `dtm audit` are made of these (ADR 34). The language is that of
 * CloudWatch Logs Insights. What stands in capitals is to be replaced, and stands in quotes or in a regular expression.
 *
 * They hang on nothing that AWS leaves open: no query asks whether a field is there that a line may have as `null`, and none compares one
 * that may be absent with `!=`.
 */
import type { FunctionName } from '../../config.ts';
import type { Localized } from '../text.ts';
import { accessLogOf, functionLogOf, trailSourcesOf } from './trail-sources.ts';

/** What a question takes beside a stretch of time, by its word in the query. */
export type AuditParameter = 'AGENCY' | 'PERIOD' | 'KEYID' | 'OPERATOR' | 'SUBMISSIONID';

/** `calls`: the functions that the API calls; `access`: the lines of API Gateway; or functions by name. */
type Source = 'calls' | 'access' | FunctionName;

export type AuditQuery = {
  readonly question: Localized;
  readonly takes: readonly AuditParameter[];
  readonly of: readonly Source[];
  /** Commands in their order, without `limit`. */
  readonly query: readonly string[];
};

/** Logs Insights gives no more rows; a query that gives as many may have been cut. */
export const MOST_ROWS = 10_000;

const line = 'fields time, agency, credential, action, resource, outcome, status, problem, sourceAddress';
const oldestFirst = 'sort @timestamp asc';
/** Whoever's target it is, or below; where none is known, whose key it was. */
const ofAgency = '(target.agency like /^AGENCY([.]|$)/ or agency like /^AGENCY([.]|$)/)';
/** Of API Gateway's own refusals, which reach no function. `-` where it has none. */
const atGateway = 'gatewayError like /^[A-Z]/ and status like /^4/';

const auditQueries = {
  'sent-for-an-agency': {
    question: {
      vi: 'Ai đã gửi gì cho một cơ quan trong một kỳ?',
      en: 'Who sent what for an agency in a period?',
    },
    takes: ['AGENCY', 'PERIOD'],
    of: ['calls'],
    query: [
      'fields time, credential, action, target.system, target.dataset, target.period, resource, sha256, requestId',
      'filter ispresent(audit) and action in ["submit", "withdraw"] and outcome = "done" and target.agency like /^AGENCY([.]|$)/ and target.period like /^PERIOD/',
      oldestFirst,
    ],
  },
  'refused-by-quota': {
    question: {
      vi: 'Ai bị từ chối vì đã dùng hết hạn mức, bao nhiêu lần?',
      en: 'Who was refused for a quota that was used up, and how often?',
    },
    takes: [],
    of: ['calls'],
    query: [
      'filter ispresent(audit) and problem = "quota-exceeded"',
      'stats count(*) as refused, earliest(time) as first, latest(time) as last by agency, credential',
      'sort refused desc, credential asc',
    ],
  },
  'refused-by-reason': {
    question: {
      vi: 'Những yêu cầu nào bị từ chối, vì lý do gì?',
      en: 'What was refused, and for which reason?',
    },
    takes: [],
    of: ['calls', 'access'],
    query: [
      `filter (ispresent(audit) and outcome = "refused") or (${atGateway})`,
      'fields coalesce(problem, gatewayError) as reason, coalesce(event, route) as what',
      'stats count(*) as refused, earliest(time) as first, latest(time) as last by reason, what',
      'sort refused desc, reason asc, what asc',
    ],
  },
  'refused-for-an-agency': {
    question: {
      vi: 'Yêu cầu nào liên quan đến một cơ quan bị từ chối, ai gửi?',
      en: 'Which refused requests concerned an agency, and who tried?',
    },
    takes: ['AGENCY'],
    of: ['calls'],
    query: [
      `${line}, target.agency, target.system, target.dataset, target.period`,
      `filter ispresent(audit) and outcome = "refused" and ${ofAgency}`,
      oldestFirst,
    ],
  },
  'what-one-key-did': {
    question: { vi: 'Một khóa đã làm gì?', en: 'What did one key do?' },
    takes: ['KEYID'],
    of: ['calls'],
    query: [line, 'filter ispresent(audit) and credential = "KEYID"', oldestFirst],
  },
  'life-of-a-key': {
    question: {
      vi: 'Khóa được cấp, dùng, thu hồi khi nào?',
      en: 'When was a key issued, used and ended?',
    },
    takes: ['KEYID'],
    of: ['calls'],
    query: [
      'filter ispresent(audit) and (credential = "KEYID" or (action = "change" and resource like /KEYID/))',
      'stats count(*) as calls, earliest(time) as first, latest(time) as last, count_distinct(sourceAddress) as addresses by bin(1d) as day, event, outcome, problem, operator',
      'sort day asc, event asc, outcome asc',
    ],
  },
  'what-an-operator-changed': {
    question: { vi: 'Một người vận hành đã thay đổi gì?', en: 'What did an operator change?' },
    takes: ['OPERATOR'],
    of: ['calls'],
    query: [
      'fields time, event, resource, outcome, problem, before, after, sourceAddress, requestId',
      'filter ispresent(audit) and action = "change" and operator = "OPERATOR"',
      oldestFirst,
    ],
  },
  'who-used-which-task': {
    question: {
      vi: 'Ai đã dùng quyền quản trị nào?',
      en: 'Who used which right of an operator?',
    },
    takes: [],
    of: ['calls', 'access'],
    query: [
      `filter (ispresent(audit) and operator like /^arn:/) or (route like /^.admin/ and ${atGateway})`,
      'fields operator as who, coalesce(event, route) as what, coalesce(outcome, gatewayError) as ending',
      'stats count(*) as calls, earliest(time) as first, latest(time) as last by who, what, ending',
      'sort who asc, what asc, ending asc',
    ],
  },
  'who-read-an-agency': {
    question: { vi: 'Ai đã đọc số liệu của một cơ quan?', en: 'Who read the figures of an agency?' },
    takes: ['AGENCY'],
    of: ['calls'],
    query: [
      `${line}, target.agency, target.dataset, target.period`,
      'filter ispresent(audit) and action = "read" and (target.agency like /^AGENCY([.]|$)/ or resource like /^AGENCY([.~]|$)/)',
      oldestFirst,
    ],
  },
  'one-submission': {
    question: { vi: 'Điều gì đã xảy ra với một lần gửi?', en: 'What happened to one submission?' },
    takes: ['SUBMISSIONID'],
    of: ['calls'],
    query: [
      `${line}, sha256, requestId`,
      'filter ispresent(audit) and resource = "SUBMISSIONID"',
      oldestFirst,
    ],
  },
  'refused-credentials': {
    question: { vi: 'Khóa nào bị từ chối, từ địa chỉ nào?', en: 'Which keys were refused, from where?' },
    takes: [],
    of: ['calls'],
    query: [
      'filter ispresent(audit) and status in [401, 403]',
      'stats count(*) as attempts, earliest(time) as first, latest(time) as last by sourceAddress, credential, problem',
      'sort attempts desc, sourceAddress asc, credential asc, problem asc',
    ],
  },
  'failed-log-ins-by-network': {
    question: {
      vi: 'Đăng nhập thất bại đến từ mạng nào?',
      en: 'From which networks did log-ins fail?',
    },
    takes: [],
    of: ['calls', 'access'],
    query: [
      'filter (ispresent(audit) and status = 401) or gatewayError in ["INVALID_SIGNATURE", "ACCESS_DENIED", "MISSING_AUTHENTICATION_TOKEN"]',
      'fields coalesce(sourceAddress, ip) as address, coalesce(problem, gatewayError) as reason',
      'parse address /^(?<network>[0-9]+[.][0-9]+[.][0-9]+|[0-9a-f]+:[0-9a-f]*:[0-9a-f]*)/',
      'stats count(*) as attempts, count_distinct(address) as addresses, earliest(time) as first, latest(time) as last by network, reason',
      'sort attempts desc, network asc, reason asc',
    ],
  },
  'refused-at-the-gateway': {
    question: {
      vi: 'Cổng đã tự từ chối những yêu cầu nào?',
      en: 'What did the gateway refuse before any function was called?',
    },
    takes: [],
    of: ['access'],
    query: [
      `filter ${atGateway}`,
      'stats count(*) as refused, count_distinct(ip) as addresses, earliest(time) as first, latest(time) as last by gatewayError, status, method, route, firewall',
      'sort refused desc, gatewayError asc, method asc, route asc',
    ],
  },
  'slow-calls': {
    question: { vi: 'Yêu cầu nào chậm?', en: 'Which calls were slow?' },
    takes: [],
    of: ['calls'],
    query: [
      'fields time, durationMs, event, agency, resource, status, problem, requestId',
      'filter ispresent(audit) and durationMs > 1000',
      'sort durationMs desc',
    ],
  },
  drills: {
    question: {
      vi: 'Ai yêu cầu diễn tập khôi phục, kết quả ra sao?',
      en: 'Who asked for recovery drills, and what came of them?',
    },
    takes: [],
    of: ['admin', 'drill'],
    query: [
      'fields @timestamp, event, operator, coalesce(drill, resource) as which, step, outcome, differences, overdueDays, failing',
      'filter (ispresent(audit) and action = "change" and event like /Drill$/) or event = "drill-advanced"',
      oldestFirst,
    ],
  },
  verifications: {
    question: {
      vi: 'Ai yêu cầu kiểm chứng, đã sửa gì?',
      en: 'Which verifications were asked for, and what did they mend?',
    },
    takes: [],
    of: ['admin', 'verify', 'mend'],
    query: [
      'fields @timestamp, event, operator, coalesce(id, resource) as which, what, step, outcome, totalsMended, entriesMended, trouble',
      'filter (ispresent(audit) and action = "change" and event like /Verification$/) or event = "verification-advanced"',
      oldestFirst,
    ],
  },
  gaps: {
    question: {
      vi: 'Có yêu cầu nào thiếu dòng nhật ký không?',
      en: 'Is there a call that lacks a line of access or audit?',
    },
    takes: [],
    of: ['calls', 'access'],
    query: [
      'filter ispresent(audit) or ispresent(route)',
      'stats count(audit) as audited, count(route) as passed, latest(gatewayError) as gateway, latest(event) as what, earliest(time) as at by requestId',
      'filter passed = 0 or (audited = 0 and gateway = "-")',
      'sort requestId asc',
    ],
  },
  'trail-audit-lines': {
    question: {
      vi: 'Mỗi giờ có bao nhiêu dòng kiểm toán?',
      en: 'How many audit lines were written each hour?',
    },
    takes: [],
    of: ['calls'],
    query: [
      'filter ispresent(audit)',
      'stats count(*) as lines by bin(1h) as hour, @log',
      'sort hour asc, @log asc',
    ],
  },
  'trail-access-lines': {
    question: {
      vi: 'Mỗi giờ có bao nhiêu dòng truy cập?',
      en: 'How many access lines were written each hour?',
    },
    takes: [],
    of: ['access'],
    query: ['stats count(*) as lines by bin(1h) as hour', 'sort hour asc'],
  },
} as const satisfies Readonly<Record<string, AuditQuery>>;

export type AuditQueryName = keyof typeof auditQueries;
export const auditQueryNames = Object.keys(auditQueries) as AuditQueryName[];

export const auditQueryOf = (name: AuditQueryName): AuditQuery => auditQueries[name];

/** As Logs Insights takes it, its words in capitals not yet replaced. */
export const insightsTextOf = ({ query }: AuditQuery): string =>
  [...query, `limit ${MOST_ROWS}`].join('\n| ');

/** Names of log groups. */
export function logGroupsOf({ of }: AuditQuery, stage: string): string[] {
  const calls = trailSourcesOf(stage)
    .map(({ logGroup }) => logGroup)
    .filter((group) => group !== accessLogOf(stage));
  return of.flatMap((source) => {
    if (source === 'calls') return calls;
    return [source === 'access' ? accessLogOf(stage) : functionLogOf(stage, source)];
  });
}
