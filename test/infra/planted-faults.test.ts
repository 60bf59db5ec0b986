import { Stack } from 'aws-cdk-lib';
import { type CfnFunction, CfnPermission } from 'aws-cdk-lib/aws-lambda';
import { CfnQueryDefinition } from 'aws-cdk-lib/aws-logs';
import type { CfnQueue } from 'aws-cdk-lib/aws-sqs';
import { describe, expect, test } from 'vitest';
import { bundleFunctions } from '../../infra/bundle.ts';
import { routes } from '../../shared/contract/routes.ts';
import { faultOf, type Hub, standInFunctions } from './hub.ts';
import { ANY, first, override, remove, resources } from './plant.ts';

const countedRule = 'Rules.1.Statement.ManagedRuleGroupStatement.RuleActionOverrides';

describe('the synth stops at a fault that the first deployment would show', () => {
  test.each<[string, (hub: Hub) => void, string[]]>([
    [
      'an environment variable misspelt',
      (hub) => {
        const submit = first(hub.app, 'AWS::Lambda::Function', 'Submit/');
        submit.addPropertyOverride('Environment.Variables.REGISTRY_TABEL', 'x');
        submit.addPropertyDeletionOverride('Environment.Variables.REGISTRY_TABLE');
      },
      ['dtm-dev-submit lacks REGISTRY_TABLE and has REGISTRY_TABEL', 'shared/config.ts'],
    ],
    [
      'an environment variable missing',
      remove('AWS::Lambda::Function', 'Aggregate/', 'Environment.Variables.JOURNAL_BUCKET'),
      ['dtm-dev-aggregate lacks JOURNAL_BUCKET', 'Allowed: STAGE, REGISTRY_TABLE'],
    ],
    [
      'a visibility timeout below six times that of the function',
      (hub) => {
        (hub.stateful.submissionsQueue.node.defaultChild as CfnQueue).visibilityTimeout = 359;
      },
      ['dtm-dev-submissions has a visibility timeout of 359 s', 'At least 360 s', 'work-queue.ts'],
    ],
    [
      'partial-batch answers not switched on',
      remove('AWS::Lambda::EventSourceMapping', '', 'FunctionResponseTypes'),
      ['dtm-dev-aggregate does not take partial-batch answers', 'reportBatchItemFailures: true'],
    ],
    [
      'a dead-letter queue missing',
      remove('AWS::SQS::Queue', 'Queue/Queue', 'RedrivePolicy'),
      ['dtm-dev-submissions has a consumer but no dead-letter queue', 'Set deadLetterQueue'],
    ],
    [
      'a queue that gives up early',
      override('AWS::SQS::Queue', 'Queue/Queue', 'RedrivePolicy.maxReceiveCount', 3),
      ['gives up after 3 receives; at least 80'],
    ],
    [
      'a bucket that tells a queue which does not let it',
      remove('AWS::SQS::QueuePolicy', 'BatchesQueue/Queue', 'PolicyDocument.Statement.1.Condition.ArnLike'),
      ['the policy of queue dtm-dev-batches does not let s3.amazonaws.com send for this bucket'],
    ],
    [
      'a bucket that may be made before its queue lets it',
      (hub) => first(hub.app, 'AWS::S3::Bucket', 'Uploads').addDeletionOverride('DependsOn'),
      ['the policy of queue dtm-dev-batches may be made after it', 'upload-bucket.ts'],
    ],
    [
      'a schedule without a role',
      override('AWS::Scheduler::Schedule', '', 'Target.RoleArn', ''),
      ['has no role (RoleArn is "")', 'infra/constructs/schedule.ts'],
    ],
    [
      'a schedule whose role may not invoke',
      (hub) => {
        const policy = first(hub.app, 'AWS::IAM::Policy', 'VerifyHourly');
        policy.addPropertyOverride('PolicyDocument.Statement.0.Action', 'lambda:GetFunction');
      },
      ['may not invoke VerifyFunction'],
    ],
    [
      'a schedule of each minute that begins at an odd second',
      override('AWS::Scheduler::Schedule', 'Prober', 'ScheduleExpression', 'rate(1 minute)'),
      ['is rate(1 minute)', 'Use cron(* * * * ? *)'],
    ],
    [
      'a scheduled function that Lambda tries again by its own rules',
      override('AWS::Lambda::EventInvokeConfig', 'Drill/', 'FunctionName', 'another'),
      ['dtm-dev-drill has no AWS::Lambda::EventInvokeConfig', 'Give the function `longestWait`'],
    ],
    [
      'a scheduled function that is tried again',
      override('AWS::Lambda::EventInvokeConfig', 'Prober/', 'MaximumRetryAttempts', 2),
      ['Lambda tries what dtm-dev-prober fails at 2 times more (MaximumRetryAttempts is 2)'],
    ],
    [
      'a scheduled function whose events wait for hours',
      remove('AWS::Lambda::EventInvokeConfig', 'Verify/', 'MaximumEventAgeInSeconds'),
      ['MaximumEventAgeInSeconds is not set'],
    ],
    [
      'a key policy without the service of the logs',
      override('AWS::KMS::Key', '', 'KeyPolicy.Statement.1.Principal.Service', 'ec2.amazonaws.com'),
      [`needs logs.\${AWS::Region}.amazonaws.com in the policy of key`, 'infra/constructs/hub-key.ts'],
    ],
    [
      'a key policy without the service of the alarms',
      override('AWS::KMS::Key', '', 'KeyPolicy.Statement.2.Effect', 'Deny'),
      ['needs cloudwatch.amazonaws.com', 'the alarm publishes to an encrypted topic'],
    ],
    [
      'a firewall rule of AWS that blocks a normal body',
      override('AWS::WAFv2::WebACL', '', countedRule, []),
      [
        'SizeRestrictions_BODY of AWSManagedRulesCommonRuleSet is not set to Count: it refuses every body above 8 KB',
        'infra/constructs/web-acl.ts',
      ],
    ],
    [
      'a firewall rule of ours that blocks a normal body',
      override('AWS::WAFv2::WebACL', '', 'Rules.4.Statement', {
        SizeConstraintStatement: {
          FieldToMatch: { Body: { OversizeHandling: 'MATCH' } },
          ComparisonOperator: 'GT',
          Size: 16384,
          TextTransformations: [{ Priority: 0, Type: 'NONE' }],
        },
      }),
      ['Rule ListedAddressWithoutKey blocks bodies from 16384 bytes on, but the hub takes 4194304'],
    ],
    [
      'a list of addresses that blocks',
      override('AWS::WAFv2::WebACL', '', 'Rules.3.Statement.ManagedRuleGroupStatement.RuleActionOverrides', [
        { Name: 'AWSManagedIPReputationList', ActionToUse: { Block: {} } },
      ]),
      ['AWSManagedIPReputationList of AWSManagedRulesAmazonIpReputationList is not set to Count'],
    ],
    [
      'a firewall whose log drops what it counts',
      override('AWS::WAFv2::LoggingConfiguration', '', 'LoggingFilter.Filters.0.Conditions', [
        { ActionCondition: { Action: 'BLOCK' } },
      ]),
      ['The log of the firewall drops what is at COUNT, EXCLUDED_AS_COUNT', 'infra/constructs/web-acl.ts'],
    ],
    [
      'a rate rule that punishes a ministry behind one address',
      override('AWS::WAFv2::WebACL', '', 'Rules.0.Statement.RateBasedStatement.Limit', 2000),
      ['RatePerAddress lets one address send 2000 requests'],
    ],
    [
      'a method whose function does not let API Gateway call it',
      (hub) => {
        for (const permission of resources(hub.app, 'AWS::Lambda::Permission')) {
          permission.addPropertyOverride('Principal', 'events.amazonaws.com');
        }
      },
      ['which does not let API Gateway call it', 'infra/constructs/hub-api.ts'],
    ],
    [
      'a resource policy over its size',
      (hub) => {
        const target = first(hub.app, 'AWS::Lambda::Function', 'Submit/') as CfnFunction;
        for (let n = 0; n < 50; n++) {
          new CfnPermission(Stack.of(target), `Extra${n}`, {
            action: 'lambda:InvokeFunction',
            functionName: target.attrArn,
            principal: 'apigateway.amazonaws.com',
            sourceArn: `arn:aws:execute-api:ap-southeast-1:111111111111:abcdefghij/v1/GET/${'a'.repeat(60)}/${n}`,
          });
        }
      },
      ['The resource policy of dtm-dev-submit has 51 permissions', 'scopePermissionToMethod: false'],
    ],
    [
      'a saved query over a log group that nothing makes',
      override('AWS::Logs::QueryDefinition', 'drill-steps', 'LogGroupNames.0', '/aws/lambda/dtm-dev-dril'),
      [
        'Saved query dtm-dev/drill-steps names the log group /aws/lambda/dtm-dev-dril, which nothing in the app makes',
        'infra/constructs/saved-queries.ts',
      ],
    ],
    [
      'a saved query that may be made before a log group of its own stack',
      (hub) => {
        const query = first(hub.app, 'AWS::Logs::QueryDefinition', 'Query-faults');
        query.removeResourceDependency(first(hub.api, 'AWS::Logs::LogGroup', 'Prober'));
      },
      ['Saved query dtm-dev/faults does not wait for the log group /aws/lambda/dtm-dev-prober'],
    ],
    [
      'a saved query in a stack that may be made before that of a log group',
      ({ functions }) => {
        new CfnQueryDefinition(functions, 'Early', {
          name: 'dtm-dev/early',
          logGroupNames: ['/aws/lambda/dtm-dev-submit', '/aws/lambda/dtm-dev-verify'],
          queryString: 'limit 1',
        });
      },
      [
        'Saved query dtm-dev/early does not wait for the log group /aws/lambda/dtm-dev-submit',
        'Saved query dtm-dev/early does not wait for the log group /aws/lambda/dtm-dev-verify',
      ],
    ],
    [
      'a stack on its way to the 500 resources that CloudFormation takes',
      ({ functions }) => {
        const left = 351 - resources(functions, ANY).length;
        for (let n = 0; n < left; n++)
          new CfnQueryDefinition(functions, `Extra${n}`, { name: `extra-${n}`, queryString: 'limit 1' });
      },
      [
        'Stack functions has 351 resources, most of them 267 AWS::Logs::QueryDefinition, 28 AWS::CloudWatch::Alarm',
        'Allowed: 350 of the 500',
        'infra/build-app.ts',
      ],
    ],
  ])('%s', (_, plant, expected) => {
    const fault = faultOf(plant);
    for (const text of expected) expect(fault).toContain(text);
  });

  test('a route without a function', () => {
    const lost = { ...routes[0], path: '/lost', operationId: 'lost', function: 'lost' as 'submit' } as const;
    const fault = faultOf(() => undefined, { routes: [...routes, lost] });
    const [, allowed = ''] =
      /^Route POST \/lost \(lost\) goes to the function "lost", .*Allowed: ([a-z, -]+)\. /.exec(fault) ?? [];
    expect(allowed.split(', ').toSorted()).toEqual(
      [...new Set(routes.map((one) => one.function))].toSorted(),
    );
    expect(fault).toContain('Correct shared/contract/routes.ts or add the function to the stack.');
  });

  test('the app without a fault passes', () => {
    expect(faultOf(() => undefined)).toBe('the synth passed');
  });
});

describe('the bundle stops at code that Lambda could not load', () => {
  test('a handler export that does not exist', () => {
    const options = standInFunctions({ submit: 'export const handle = async () => 1;\n' });
    expect(() => bundleFunctions(options)).toThrow(
      /submit\.ts exports handle, but Lambda calls index\.handler/,
    );
  });

  test('a dependency left out of the bundle', () => {
    const submit = "import * as z from 'zod';\nexport const handler = async () => z.string();\n";
    const options = { ...standInFunctions({ submit }), external: ['zod'] };
    expect(() => bundleFunctions(options)).toThrow(/imports "zod", a dependency left out of the bundle/);
  });

  test('a dependency that is not installed', () => {
    const submit = "import 'no-such-package';\nexport const handler = async () => 1;\n";
    expect(() => bundleFunctions(standInFunctions({ submit }))).toThrow(
      /Could not resolve "no-such-package"/,
    );
  });

  test('what there is not in CommonJS', () => {
    const waits = 'await Promise.resolve();\nexport const handler = async () => 1;\n';
    expect(() => bundleFunctions(standInFunctions({ submit: waits }))).toThrow(/Top-level await/);
    const asks = 'export const handler = async () => import.meta.url;\n';
    expect(() => bundleFunctions(standInFunctions({ submit: asks }))).toThrow(
      /submit\.ts:1: "import\.meta" is not available/,
    );
  });

  test('a file that does not exist', () => {
    const { buildDirectory } = standInFunctions();
    expect(() => bundleFunctions({ functionsDirectory: '/nowhere', buildDirectory })).toThrow(
      /No file \/nowhere\/submit\.ts/,
    );
  });
});
