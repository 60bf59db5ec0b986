/** Of which account a service has to be, and through what a role uses the key: the synth stops at a statement that does not say. */
import { describe, expect, test } from 'vitest';
import { allowedIn, servicesOf, statementsOf } from '../../infra/checks/policy-statements.ts';
import { faultOf, type Hub, hub, only, synthesize } from './hub.ts';
import { first, override, remove } from './plant.ts';

const alarms = 'KeyPolicy.Statement.2';
const anybody = 'for every account';
const ours = { StringEquals: { 'aws:SourceAccount': '111111111111' } };

/** In the place of what the alarms' statement asks for. */
const instead = (condition: object) => (hub: Hub) => {
  remove('AWS::KMS::Key', '', `${alarms}.Condition.StringEquals`)(hub);
  for (const [operator, values] of Object.entries(condition))
    override('AWS::KMS::Key', '', `${alarms}.Condition.${operator}`, values)(hub);
};

describe('the synth stops at a service that may come from any account', () => {
  test.each<[string, (hub: Hub) => void, string[]]>([
    [
      'in the key policy',
      remove('AWS::KMS::Key', '', `${alarms}.Condition`),
      ['lets cloudwatch.amazonaws.com in', anybody, 'AlarmsToTheOperatorsTopic', 'aws:SourceAccount'],
    ],
    [
      'in the policy of the topic',
      remove('AWS::SNS::TopicPolicy', '', 'PolicyDocument.Statement.1.Condition'),
      ['AWS::SNS::TopicPolicy OperatorsTopicPolicy', anybody, 'AlarmsOfThisAccount'],
    ],
    [
      'in what a role of a schedule trusts',
      remove('AWS::IAM::Role', 'VerifyHourly', 'AssumeRolePolicyDocument.Statement.0.Condition'),
      ['AWS::IAM::Role VerifyHourlyRole', 'lets scheduler.amazonaws.com in', anybody],
    ],
    [
      'in what a role trusts beside Lambda, of which nothing is known',
      override('AWS::IAM::Role', 'Submit/', 'AssumeRolePolicyDocument.Statement.0.Principal.Service', [
        'lambda.amazonaws.com',
        'ec2.amazonaws.com',
      ]),
      ['lets ec2.amazonaws.com in', anybody],
    ],
    [
      'in the permission of a function',
      remove('AWS::Lambda::Permission', '', 'SourceArn'),
      ['lets apigateway.amazonaws.com in', '(permission)'],
    ],
    [
      'in the permission of a function, with a source of any account',
      override('AWS::Lambda::Permission', '', 'SourceArn', 'arn:aws:execute-api:*'),
      ['lets apigateway.amazonaws.com in'],
    ],
    [
      'by a condition that also holds where the key is absent',
      instead({ StringEqualsIfExists: ours.StringEquals }),
      ['lets cloudwatch.amazonaws.com in'],
    ],
    [
      'by a condition on any account',
      instead({ StringLike: { 'aws:SourceAccount': '*' } }),
      ['lets cloudwatch.amazonaws.com in'],
    ],
    [
      'in a policy that is a text',
      (hub) => {
        const topicPolicy = first(hub.app, 'AWS::SNS::TopicPolicy');
        const document = JSON.stringify({
          Statement: [{ Effect: 'Allow', Principal: { Service: 'delivery.logs.amazonaws.com' } }],
        });
        topicPolicy.addPropertyOverride('PolicyDocument', document);
      },
      ['lets delivery.logs.amazonaws.com in'],
    ],
  ])('%s', (_, plant, expected) => {
    const fault = faultOf(plant);
    for (const text of expected) expect(fault).toContain(text);
  });

  test('an account that is written out is one', () => {
    expect(faultOf(instead(ours))).toBe('the synth passed');
  });
});

test('the synth stops at a role that may call KMS itself', () => {
  const policy = only(synthesize(hub()), 'AWS::IAM::Policy', ({ logicalId }) =>
    logicalId.startsWith('SubmitRole'),
  );
  const at = statementsOf(policy).findIndex(({ Action }) => Action?.includes('kms:Decrypt'));
  const plant = remove('AWS::IAM::Policy', 'Submit/', `PolicyDocument.Statement.${at}.Condition`);
  const fault = faultOf(plant);
  expect(fault).toMatch(/AWS::IAM::Policy SubmitRole\w+ allows kms:Decrypt, .* without kms:ViaService/);
  expect(fault).toContain('infra/constructs/access.ts');
});

test('every service that is let in is one that was looked at', () => {
  const assembly = synthesize(hub());
  const services = new Set(allowedIn(assembly).flatMap(([, statement]) => servicesOf(statement)));
  expect([...services].toSorted()).toEqual([
    'apigateway.amazonaws.com',
    'cloudwatch.amazonaws.com',
    'events.amazonaws.com',
    'lambda.amazonaws.com',
    `logs.\${AWS::Region}.amazonaws.com`,
    's3.amazonaws.com',
    'scheduler.amazonaws.com',
  ]);
});
