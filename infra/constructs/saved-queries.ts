import { CfnLogGroup, CfnQueryDefinition } from 'aws-cdk-lib/aws-logs';
import type { Construct } from 'constructs';
import { config, type FunctionName } from '../../shared/config.ts';
import { accessLogOf, functionLogOf } from '../../shared/contract/access/trail-sources.ts';
import type { Settings } from '../settings.ts';
import { firewallLogs } from './web-acl.ts';

/** Of the logs of functions, of the access log, or of the firewall's. */
type SavedQuery = {
  readonly of: readonly FunctionName[] | 'access' | 'firewall';
  readonly query: readonly string[];
};

const all = Object.keys(config) as FunctionName[];
const calls =
  'fields @timestamp, agency, credential, action, resource, outcome, status, problem, sourceAddress';

/**
 * Questions of operators (the runbooks name them) and of auditors (R13, R23), saved in CloudWatch Logs Insights as
 * `dtm-<stage>/<name>`. What is in capitals is to be replaced.
 */
export const savedQueries = {
  faults: {
    of: all,
    query: [
      'fields @timestamp, @log, level, event, fault, trace.0, @message',
      'filter level in ["ERROR", "WARN"] or @message like /Invoke Error|Task timed out|Runtime\\.|errorType/',
      'sort @timestamp desc',
      'limit 100',
    ],
  },
  'answers-by-problem': {
    of: all,
    query: [
      'filter ispresent(audit)',
      'stats count(*) as calls, pct(durationMs, 99) as p99 by event, status, problem',
      'sort calls desc',
    ],
  },
  'refused-by-sender': {
    of: all,
    query: [
      'filter ispresent(audit) and status >= 400 and status < 500',
      'stats count(*) as refused, latest(sourceAddress) as address by agency, credential, problem',
      'sort refused desc',
      'limit 50',
    ],
  },
  'not-counted': {
    of: ['aggregate'],
    query: [
      'filter event = "batch-counted" and (ispresent(failures.0.reason) or ispresent(buried.0.reason))',
      'fields @timestamp, messages, counted, failures.0.reason, buried.0.reason',
      'sort @timestamp desc',
      'limit 100',
    ],
  },
  'drill-steps': {
    of: ['drill'],
    query: [
      'filter event = "drill-advanced"',
      'fields @timestamp, drill, step, outcome, differences, busy, overdueDays, failing',
      'sort @timestamp desc',
      'limit 200',
    ],
  },
  sweeps: {
    of: ['verify'],
    query: [
      'filter event in ["totals-verified", "totals-verification-stopped"]',
      'fields @timestamp, lane, dataset, period, entries, totals, differenceCount, differences.0, repairs.0.outcome, stuck.0, failed.0, left, remaining',
      'sort @timestamp desc',
      'limit 200',
    ],
  },
  // A request has a label for each rule of AWS's groups that matched it, whether that blocked it or only counted.
  'firewall-by-rule': {
    of: 'firewall',
    query: [
      'fields concat(terminatingRuleId, " ", action) as ending',
      'stats count(*) as requests, count_distinct(httpRequest.clientIp) as addresses, latest(httpRequest.requestId) as newest by ending, labels.0.name, labels.1.name, labels.2.name',
      'sort requests desc',
      'limit 100',
    ],
  },
  'firewall-one-request': {
    of: 'firewall',
    query: [
      'filter httpRequest.requestId = "REQUESTID"',
      'fields @timestamp, action, terminatingRuleId, labels.0.name, labels.1.name, labels.2.name, httpRequest.clientIp, httpRequest.httpMethod, httpRequest.uri, httpRequest.args',
    ],
  },
  'auditor-trail-audit-lines': {
    of: all,
    query: ['filter ispresent(audit)', 'stats count(*) as lines by bin(1h) as hour, @log', 'sort hour asc'],
  },
  'auditor-trail-access-lines': {
    of: 'access',
    query: ['stats count(*) as lines by bin(1h) as hour', 'sort hour asc'],
  },
  'auditor-what-one-key-did': {
    of: all,
    query: [calls, 'filter ispresent(audit) and credential = "KEYID"', 'sort @timestamp asc', 'limit 10000'],
  },
  'auditor-who-read-an-agency': {
    of: all,
    query: [
      calls,
      'filter ispresent(audit) and action = "read" and resource like /^AGENCY[.~]/',
      'sort @timestamp asc',
      'limit 10000',
    ],
  },
  'auditor-one-submission': {
    of: all,
    query: [
      `${calls}, sha256, requestId`,
      'filter ispresent(audit) and resource = "SUBMISSIONID"',
      'sort @timestamp asc',
    ],
  },
  'auditor-refused-credentials': {
    of: all,
    query: [
      'filter ispresent(audit) and status in [401, 403]',
      'stats count(*) as attempts, earliest(@timestamp) as first, latest(@timestamp) as last by sourceAddress, credential, problem',
      'sort attempts desc',
      'limit 1000',
    ],
  },
} as const satisfies Record<string, SavedQuery>;

function groupsOf(stage: string, of: SavedQuery['of']): string[] {
  if (of === 'access') return [accessLogOf(stage)];
  return of === 'firewall' ? [firewallLogs(stage)] : of.map((name) => functionLogOf(stage, name));
}

/** To be called when all log groups of the app are there. */
export function addSavedQueries(scope: Construct, { stage }: Settings): void {
  const groups = scope.node.root.node
    .findAll()
    .filter((one): one is CfnLogGroup => one instanceof CfnLogGroup);
  for (const [name, { of, query }] of Object.entries(savedQueries)) {
    const saved = new CfnQueryDefinition(scope, `Query-${name}`, {
      name: `dtm-${stage}/${name}`,
      logGroupNames: groupsOf(stage, of),
      queryString: query.join('\n| '),
    });
    // CloudFormation knows of no order by names, and a group that is not there yet may be refused. Across stacks this orders the stacks.
    for (const group of groups) saved.addResourceDependency(group);
  }
}
