/** What an account may lack, finding by finding. */
import { describe, expect, test } from 'vitest';
import type { DeploymentPlan } from '../../../../../shared/domain/oversight/preflight/plan.ts';
import { outcomeOf, preflight } from '../../../../../shared/domain/oversight/preflight/preflight.ts';
import type { Readings } from '../../../../../shared/domain/oversight/preflight/readings.ts';
import type { Verdict } from '../../../../../shared/domain/oversight/preflight/row.ts';
import { fail, ok } from '../../../../../shared/domain/problems/result.ts';
import { inEnglish, inPlace, now, plan, stackIn } from '../../../../fixtures/preflight.ts';

const rowsOf = (readings: Partial<Readings>, changes: Partial<DeploymentPlan> = {}) =>
  inEnglish(preflight({ ...inPlace, ...readings }, { ...plan, ...changes }, now));
const table = 'AWS::DynamoDB::Table';

test('an account in which all is there is ready; what could be better does not change that', () => {
  const rows = rowsOf({});
  expect(rows.filter(({ verdict }) => verdict !== 'ready').map(({ what }) => what)).toEqual([
    'Lambda: reserved for aggregate, prober',
  ]);
  expect(outcomeOf(preflight(inPlace, plan, now))).toBe('ready');
});

type Case = readonly [
  name: string,
  readings: Partial<Readings>,
  plan: Partial<DeploymentPlan>,
  what: string,
  found: string,
  verdict: Verdict,
  todo: string,
];

const cases: readonly Case[] = [
  [
    'a stack in another region',
    {},
    { elsewhere: [{ name: 'dtm-prod-replica', region: 'ap-southeast-3' }] },
    'stack dtm-prod-replica',
    'not looked at: it is in ap-southeast-3',
    'advice',
    '$ aws cloudformation describe-stacks --stack-name dtm-prod-replica --region ap-southeast-3',
  ],
  [
    'no bootstrap',
    { bootstrapVersion: ok(null) },
    {},
    'CDK bootstrap: version',
    'none',
    'missing',
    '$ npx cdk bootstrap aws://111111111111/ap-southeast-1',
  ],
  [
    'an old bootstrap',
    { bootstrapVersion: ok(7) },
    {},
    'CDK bootstrap: version',
    '7',
    'missing',
    '$ npx cdk bootstrap aws://111111111111/ap-southeast-1',
  ],
  [
    'a type that the region lacks',
    { types: ok(new Set([table])) },
    {},
    'CloudFormation: types in this region',
    'without AWS::Scheduler::Schedule',
    'missing',
    'take one that has them',
  ],
  [
    "a new account's concurrency",
    { concurrency: ok({ limit: 10, unreserved: 10 }) },
    {},
    'Lambda: functions at once',
    '10',
    'missing',
    '$ aws service-quotas request-service-quota-increase --service-code lambda --quota-code L-B99A9384 --desired-value 1000',
  ],
  [
    'a quota that was asked for',
    { concurrency: ok({ limit: 10, unreserved: 10 }), concurrencyAskedFor: ok(1000) },
    {},
    'Lambda: functions at once',
    '10',
    'missing',
    '1000 were asked for already',
  ],
  [
    'a quota of which too little was asked for',
    { concurrency: ok({ limit: 10, unreserved: 10 }), concurrencyAskedFor: ok(50) },
    {},
    'Lambda: functions at once',
    '10',
    'missing',
    '--desired-value 1000',
  ],
  [
    'room to reserve, and nothing reserved',
    {},
    {},
    'Lambda: reserved for aggregate, prober',
    '1000 may be shared out',
    'advice',
    '-c reserveConcurrency=true',
  ],
  [
    'no room to reserve, and nothing reserved',
    { concurrency: ok({ limit: 103, unreserved: 103 }) },
    {},
    'Lambda: reserved for aggregate, prober',
    '103 may be shared out',
    'ready',
    '',
  ],
  [
    'no room for what the template reserves',
    { concurrency: ok({ limit: 103, unreserved: 103 }) },
    { reserved: { 'dtm-prod-aggregate': 2, 'dtm-prod-prober': 2 } },
    'Lambda: reserved for aggregate, prober',
    '103 may be shared out',
    'missing',
    '-c reserveConcurrency=false',
  ],
  [
    'just enough for what the template reserves',
    { concurrency: ok({ limit: 104, unreserved: 104 }) },
    { reserved: { 'dtm-prod-aggregate': 2, 'dtm-prod-prober': 2 } },
    'Lambda: reserved for aggregate, prober',
    '104 may be shared out',
    'ready',
    '',
  ],
  [
    'what the stage has reserved already is not missing',
    { concurrency: ok({ limit: 104, unreserved: 100 }), ownReserved: ok(4) },
    { reserved: { 'dtm-prod-aggregate': 2, 'dtm-prod-prober': 2 } },
    'Lambda: reserved for aggregate, prober',
    '104 may be shared out',
    'ready',
    '',
  ],
  [
    'a region with the smaller throttle',
    { throttle: ok({ rate: 2500, burst: 1250 }) },
    {},
    'API Gateway: requests a second, and at once',
    '2500, 1250',
    'missing',
    '$ aws service-quotas request-service-quota-increase --service-code apigateway --quota-code L-8A5B8E43 --desired-value 10000',
  ],
  [
    'a right that is refused',
    { concurrency: fail({ kind: 'refused', action: 'lambda:GetAccountSettings' }) },
    {},
    'Lambda: functions at once',
    'not read: lambda:GetAccountSettings is refused',
    'unread',
    'lambda:GetAccountSettings',
  ],
  [
    'a service that does not answer',
    { throttle: fail({ kind: 'silent', action: 'apigateway:GET on /account' }) },
    {},
    'API Gateway: requests a second, and at once',
    'not read: no answer to apigateway:GET on /account',
    'unread',
    'Run it again',
  ],
  [
    'an answer that is an error',
    { place: fail({ kind: 'failed', action: 'sts:GetCallerIdentity', message: 'the token has expired' }) },
    {},
    'account and region',
    'not read',
    'unread',
    'sts:GetCallerIdentity: the token has expired',
  ],
  [
    'a first deployment that failed',
    { stacks: ok(new Map([['dtm-prod-api', stackIn('ROLLBACK_COMPLETE')]])) },
    {},
    'stack dtm-prod-api',
    'ROLLBACK_COMPLETE',
    'missing',
    '$ aws cloudformation delete-stack --stack-name dtm-prod-api',
  ],
  [
    'one whose stack is protected',
    { stacks: ok(new Map([['dtm-prod-stateful', stackIn('ROLLBACK_COMPLETE', { isProtected: true })]])) },
    {},
    'stack dtm-prod-stateful',
    'ROLLBACK_COMPLETE',
    'missing',
    '--no-enable-termination-protection --stack-name dtm-prod-stateful',
  ],
  [
    'an update that could not be rolled back',
    { stacks: ok(new Map([['dtm-prod-api', stackIn('UPDATE_ROLLBACK_FAILED')]])) },
    {},
    'stack dtm-prod-api',
    'UPDATE_ROLLBACK_FAILED',
    'missing',
    '$ aws cloudformation continue-update-rollback --stack-name dtm-prod-api',
  ],
  [
    'a deployment that is under way',
    { stacks: ok(new Map([['dtm-prod-api', stackIn('UPDATE_IN_PROGRESS')]])) },
    {},
    'stack dtm-prod-api',
    'UPDATE_IN_PROGRESS',
    'missing',
    'wait for its end',
  ],
  [
    'an update that was rolled back',
    { stacks: ok(new Map([['dtm-prod-api', stackIn('UPDATE_ROLLBACK_COMPLETE')]])) },
    {},
    'stack dtm-prod-api',
    'UPDATE_ROLLBACK_COMPLETE',
    'ready',
    '',
  ],
];

test.each(cases)('%s', (_, readings, changes, what, found, verdict, todo) => {
  const row = rowsOf(readings, changes).find((one) => one.what === what);
  expect(row).toMatchObject({ found, verdict });
  if (todo === '') expect(row?.todo).toEqual([]);
  else expect(row?.todo.join('\n')).toContain(todo);
});

describe('the outcome', () => {
  const unread = fail({ kind: 'silent', action: 'ssm:GetParameter' } as const);
  test.each([
    [{}, 'ready'],
    [{ bootstrapVersion: unread }, 'not known'],
    [{ bootstrapVersion: ok(null) }, 'not ready'],
    [{ bootstrapVersion: unread, throttle: ok({ rate: 2500, burst: 1250 }) }, 'not ready'],
  ] as const)('%j: %s', (readings, outcome) => {
    expect(outcomeOf(preflight({ ...inPlace, ...readings }, plan, now))).toBe(outcome);
  });
});

test.each([
  [{ kind: 'no region' }, '$ export AWS_REGION=ap-southeast-1 AWS_PROFILE=<profile>'],
  [{ kind: 'no credentials', message: 'Could not load' }, '$ export AWS_PROFILE=<profile>'],
] as const)('%j is said once, with what to give: nothing else could be read either', (unread, todo) => {
  const place = fail(unread);
  const rows = rowsOf({ place, bootstrapVersion: place, stacks: place, throttle: place });
  expect(rows.map(({ what, verdict }) => [what, verdict])).toEqual([['account and region', 'unread']]);
  expect(rows[0]?.todo.at(-1)).toBe(todo);
});
