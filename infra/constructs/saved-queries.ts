import { CfnLogGroup, CfnQueryDefinition } from 'aws-cdk-lib/aws-logs';
import type { Construct } from 'constructs';
import { config, type FunctionName } from '../../shared/config.ts';
import {
  auditQueryNames,
  auditQueryOf,
  insightsTextOf,
  logGroupsOf,
} from '../../shared/contract/access/audit-queries.ts';
import { functionLogOf } from '../../shared/contract/access/trail-sources.ts';
import type { Settings } from '../settings.ts';
import { firewallLogs } from './web-acl.ts';

/** Of the logs of functions, or of the firewall's. */
type SavedQuery = {
  readonly of: readonly FunctionName[] | 'firewall';
  readonly query: readonly string[];
};

const all = Object.keys(config) as FunctionName[];

/** Questions of operators; the runbooks name them. What is in capitals is to be replaced. */
const operatorQueries = {
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
} as const satisfies Record<string, SavedQuery>;

/** Saved in CloudWatch Logs Insights as `dtm-<stage>/<name>`: those, and the questions of auditors (R13, R23). */
export const savedQueryNames = [
  ...Object.keys(operatorQueries),
  ...auditQueryNames.map((name) => `auditor-${name}`),
];

function savedQueriesOf(stage: string): { name: string; logGroupNames: string[]; queryString: string }[] {
  return [
    ...Object.entries(operatorQueries).map(([name, { of, query }]) => ({
      name,
      logGroupNames: groupsOf(stage, of),
      queryString: query.join('\n| '),
    })),
    ...auditQueryNames.map((name) => ({
      name: `auditor-${name}`,
      logGroupNames: logGroupsOf(auditQueryOf(name), stage),
      queryString: insightsTextOf(auditQueryOf(name)),
    })),
  ];
}

function groupsOf(stage: string, of: SavedQuery['of']): string[] {
  return of === 'firewall' ? [firewallLogs(stage)] : of.map((name) => functionLogOf(stage, name));
}

/** To be called when all log groups of the app are there. */
export function addSavedQueries(scope: Construct, { stage }: Settings): void {
  const groups = scope.node.root.node
    .findAll()
    .filter((one): one is CfnLogGroup => one instanceof CfnLogGroup);
  for (const { name, ...query } of savedQueriesOf(stage)) {
    const saved = new CfnQueryDefinition(scope, `Query-${name}`, { name: `dtm-${stage}/${name}`, ...query });
    // CloudFormation knows of no order by names, and a group that is not there yet may be refused. Across stacks this orders the stacks.
    for (const group of groups) saved.addResourceDependency(group);
  }
}
