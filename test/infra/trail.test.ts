/** The trail in the template: every log with access or audit lines, from the first call on, and nobody called for himself. */
import { readFileSync } from 'node:fs';
import { CfnResource } from 'aws-cdk-lib';
import { describe, expect, test } from 'vitest';
import { flatten } from '../../infra/checks/assembly.ts';
import { faultOf, type Hub, hub, only, synthesize } from './hub.ts';

const assembly = synthesize(hub());
const filters = assembly.all('AWS::Logs::SubscriptionFilter');
const patternOf = new Map(
  filters.map(({ properties }) => [String(properties.LogGroupName), properties.FilterPattern]),
);

describe('subscriptions', () => {
  test('are of the access log, all of it, and of each function that the API calls, its audit lines', () => {
    const called = assembly
      .all('AWS::ApiGateway::Method')
      .flatMap((method) => {
        const { Uri } = method.properties.Integration as { readonly Uri: unknown };
        return assembly.mentioned(Uri, method).filter(({ type }) => type === 'AWS::Lambda::Function');
      })
      .map(({ properties }) => `/aws/lambda/${properties.FunctionName}`);
    const expected = new Map([
      ['/dtm/dev/access', ''],
      ...[...new Set(called)].map((group) => [group, '{ $.audit IS TRUE }'] as const),
    ]);
    expect(new Map([...patternOf].toSorted())).toEqual(new Map([...expected].toSorted()));
    const groups = assembly.all('AWS::Logs::LogGroup').map(({ properties }) => properties.LogGroupName);
    expect([...patternOf.keys()].filter((group) => !groups.includes(group))).toEqual([]);
  });

  test('are there before the stage, so that its first line is delivered', () => {
    const { logicalId, templatePath } = only(assembly, 'AWS::ApiGateway::Stage');
    const { Resources } = JSON.parse(readFileSync(templatePath, 'utf8'));
    expect(Resources[logicalId].DependsOn).toEqual(
      expect.arrayContaining(filters.map(({ logicalId }) => logicalId)),
    );
  });

  test('may call one function, each for its own group in this account', () => {
    const permissions = assembly
      .all('AWS::Lambda::Permission')
      .filter(({ properties }) => properties.Principal === 'logs.amazonaws.com');
    expect(permissions.map(({ properties }) => flatten(properties.SourceArn)).toSorted()).toEqual(
      [...patternOf.keys()]
        .map((group) => `arn:\${AWS::Partition}:logs:\${AWS::Region}:\${AWS::AccountId}:log-group:${group}:*`)
        .toSorted(),
    );
    for (const permission of permissions) {
      expect(permission.properties.SourceAccount).toEqual({ Ref: 'AWS::AccountId' });
      const target = assembly.follow(permission.properties.FunctionName, permission);
      expect(target?.properties.FunctionName).toBe('dtm-dev-trail');
    }
  });
});

test('what is older than the lock is deleted', () => {
  const bucket = only(assembly, 'AWS::S3::Bucket', ({ properties }) =>
    JSON.stringify(properties.BucketName).includes('dtm-dev-trail-'),
  );
  expect(bucket.properties.LifecycleConfiguration).toMatchObject({
    Rules: [{ ExpirationInDays: 731, NoncurrentVersionExpiration: { NoncurrentDays: 1 }, Status: 'Enabled' }],
  });
});

const resource = (built: Hub, type: string, id: string): CfnResource => {
  const found = built.app.node
    .findAll()
    .filter(CfnResource.isCfnResource)
    .find((one) => one.cfnResourceType === type && one.node.path.includes(id));
  if (!found) throw new Error(`no ${type} at ${id}`);
  return found;
};

test.each<[string, (built: Hub) => void, string[]]>([
  [
    'a function that is called for its own log',
    (built) =>
      resource(built, 'AWS::Logs::SubscriptionFilter', 'TrailOf-public').addPropertyOverride(
        'LogGroupName',
        '/aws/lambda/dtm-dev-trail',
      ),
    ['dtm-dev-trail is called for each line of its own log'],
  ],
  [
    'a permission of another group',
    (built) =>
      resource(built, 'AWS::Lambda::Permission', 'TrailPermission-public').addPropertyOverride(
        'SourceArn',
        'arn:aws:logs:x:1:log-group:/other:*',
      ),
    ['CloudWatch Logs may not call dtm-dev-trail for /aws/lambda/dtm-dev-public', 'infra/stacks/trail.ts'],
  ],
  [
    'a permission for any account',
    (built) =>
      resource(built, 'AWS::Lambda::Permission', 'TrailPermission-access').addPropertyDeletionOverride(
        'SourceAccount',
      ),
    ['CloudWatch Logs may not call dtm-dev-trail for /dtm/dev/access'],
  ],
  [
    'a third subscription of a group',
    (built) => {
      for (const name of ['public', 'submit'])
        resource(built, 'AWS::Logs::SubscriptionFilter', `TrailOf-${name}`).addPropertyOverride(
          'LogGroupName',
          '/dtm/dev/access',
        );
    },
    ['/dtm/dev/access has 3 subscriptions; AWS takes 2.'],
  ],
])('the synth stops at %s', (_, plant, parts) => {
  const fault = faultOf(plant);
  for (const part of parts) expect(fault).toContain(part);
});
