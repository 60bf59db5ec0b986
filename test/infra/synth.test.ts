import type { CfnTable } from 'aws-cdk-lib/aws-dynamodb';
import { AwsSolutionsChecks } from 'cdk-nag';
import { describe, expect, test } from 'vitest';
import { HouseChecks } from '../../infra/checks/house-checks.ts';
import { faultOf, hub } from './hub.ts';

const all = {
  validateCloudFormation: true,
  plugins: (app: ReturnType<typeof hub>['app']) => [new HouseChecks(), new AwsSolutionsChecks(app)],
};
const named = {
  domain: 'dtm.mst.gov.vn',
  certificateArn: 'arn:aws:acm:ap-southeast-1:111111111111:certificate/0a1b',
  hostedZoneId: 'Z123',
};

describe('with all checks on', { timeout: 30_000 }, () => {
  test.each([
    {},
    { stage: 'prod', ...named, keepDefaultEndpoint: 'true', reserveConcurrency: 'true' },
    { stage: 'trial', removal: 'destroy' },
  ])('the app synthesizes without account and region: %j', (context) => {
    const assembly = hub({ ...all, context }).app.synth();
    expect(assembly.stacks.map(({ environment }) => environment.name)).toEqual(
      Array(5).fill('aws://unknown-account/unknown-region'),
    );
  });

  test('a finding of cdk-nag fails the synth', () => {
    const fault = faultOf(({ stateful }) => {
      stateful.submissionsQueue.node.tryRemoveChild('Policy');
    }, all);
    expect(fault).toContain('AwsSolutions-SQS4');
  });

  test('a value that CloudFormation does not know fails the synth', () => {
    const fault = faultOf(({ stateful }) => {
      (stateful.totals.node.defaultChild as CfnTable).billingMode = 'PAY_LATER';
    }, all);
    expect(fault).toContain('PAY_LATER');
  });
});
