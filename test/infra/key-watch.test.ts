/** Who is told that the hub's key is off, and that they can be. */
import type { CfnTopic } from 'aws-cdk-lib/aws-sns';
import { expect, test } from 'vitest';
import { faultOf, type Hub, hub, only, synthesize } from './hub.ts';

const context = { operatorsEmail: 'ops@mst.gov.vn' };
const assembly = synthesize(hub({ context }));
const ofTheWatch = (type: string) =>
  only(assembly, type, ({ logicalId }) => logicalId.startsWith('KeyWatch'));

test('a rule on the hub’s key tells the operators, whoever switches it off or has it deleted', () => {
  const rule = only(assembly, 'AWS::Events::Rule');
  const { detail, source } = rule.properties.EventPattern as {
    detail: { eventName: unknown; resources: { ARN: unknown[] } };
    source: unknown;
  };
  expect(source).toEqual(['aws.kms']);
  expect(detail.eventName).toEqual(['DisableKey', 'ScheduleKeyDeletion']);
  expect(assembly.follow(detail.resources.ARN[0], rule)?.type).toBe('AWS::KMS::Key');
  const [{ Arn, InputTransformer }] = rule.properties.Targets as [Record<string, unknown>];
  expect(assembly.follow(Arn, rule)?.logicalId).toBe(ofTheWatch('AWS::SNS::Topic').logicalId);
  expect(JSON.stringify(InputTransformer)).toContain('Runbook: docs/runbooks/key-disabled.md');
  expect(ofTheWatch('AWS::SNS::Subscription').properties).toMatchObject({ Endpoint: 'ops@mst.gov.vn' });
});

test('its topic is under no key of ours, and lets EventBridge publish', () => {
  expect(ofTheWatch('AWS::SNS::Topic').properties.KmsMasterKeyId).toBeUndefined();
  expect(JSON.stringify(ofTheWatch('AWS::SNS::TopicPolicy').properties)).toMatch(
    /"Action":"sns:Publish".*"Principal":\{"Service":"events.amazonaws.com"\}/,
  );
});

const encrypted = ({ stateful }: Hub) => {
  const topic = stateful.node.findChild('KeyWatch').node.findChild('Topic').node.defaultChild as CfnTopic;
  topic.kmsMasterKeyId = stateful.key.keyArn;
};

test('the synth stops at a watch that would be told under the key that it watches', () => {
  const fault = faultOf(encrypted);
  expect(fault).toContain('is encrypted with the key that rule');
  expect(fault).toContain('infra/constructs/key-watch.ts');
});

test('and at a key that does not let EventBridge use it for an encrypted target', () => {
  expect(faultOf(encrypted)).toContain('needs events.amazonaws.com in the policy of key');
});
