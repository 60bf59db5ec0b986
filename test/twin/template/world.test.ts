import { describe, expect, it } from 'vitest';
import type { Json, Stack, Template } from '../../../twin/template/assembly.ts';
import { createWorld } from '../../../twin/template/world.ts';

const stack = (name: string, template: Template): Stack => ({ name, template, assets: new Map() });

const producer = stack('data', {
  Resources: { Table: { Type: 'AWS::DynamoDB::Table', Properties: { TableName: 'ledger' } } },
  Outputs: { TableArn: { Value: { 'Fn::GetAtt': ['Table', 'Arn'] }, Export: { Name: 'data:TableArn' } } },
});

const worldOf = (value: Json) =>
  createWorld(
    [
      producer,
      stack('app', {
        Parameters: { Stage: { Type: 'String', Default: 'dev' } },
        Mappings: { Sizes: { dev: { memory: 256 } } },
        Conditions: {
          IsDev: { 'Fn::Equals': [{ Ref: 'Stage' }, 'dev'] },
          IsProd: { 'Fn::Not': [{ Condition: 'IsDev' }] },
          Both: { 'Fn::And': [{ Condition: 'IsDev' }, { Condition: 'IsProd' }] },
          Either: { 'Fn::Or': [{ Condition: 'IsDev' }, { Condition: 'IsProd' }] },
        },
        Resources: {
          It: { Type: 'AWS::SQS::Queue', Properties: { QueueName: 'it', value } },
          Nameless: { Type: 'AWS::S3::Bucket' },
          Absent: { Type: 'AWS::SQS::Queue', Condition: 'IsProd' },
        },
      }),
    ],
    { accountId: '123456789012', region: 'ap-southeast-1', awsUrl: () => 'http://127.0.0.1:1' },
  );
const evaluate = (value: Json) => worldOf(value).ofType('AWS::SQS::Queue')[0]?.property('value');

describe('intrinsic functions', () => {
  it.each<[Json, unknown]>([
    [{ Ref: 'Stage' }, 'dev'],
    [{ Ref: 'AWS::Region' }, 'ap-southeast-1'],
    [{ Ref: 'It' }, 'http://127.0.0.1:1/123456789012/it'],
    [{ 'Fn::GetAtt': ['It', 'Arn'] }, 'arn:aws:sqs:ap-southeast-1:123456789012:it'],
    [{ 'Fn::GetAtt': 'It.QueueName' }, 'it'],
    [{ 'Fn::Join': ['-', ['a', { Ref: 'Stage' }]] }, 'a-dev'],
    [
      { 'Fn::Sub': `\${Stage}/\${It.QueueName}/\${AWS::AccountId}/\${!Literal}` },
      `dev/it/123456789012/\${Literal}`,
    ],
    [{ 'Fn::Sub': [`\${Own}`, { Own: { Ref: 'Stage' } }] }, 'dev'],
    [{ 'Fn::Select': [1, { 'Fn::Split': [':', 'a:b:c'] }] }, 'b'],
    [{ 'Fn::If': ['IsDev', 'yes', { Ref: 'Nothing' }] }, 'yes'],
    [{ 'Fn::If': ['Both', 1, 2] }, 2],
    [{ 'Fn::If': ['Either', 1, 2] }, 1],
    [{ 'Fn::FindInMap': ['Sizes', { Ref: 'Stage' }, 'memory'] }, 256],
    [{ 'Fn::ImportValue': 'data:TableArn' }, 'arn:aws:dynamodb:ap-southeast-1:123456789012:table/ledger'],
    [
      { 'Fn::GetStackOutput': { StackName: 'data', OutputName: 'TableArn' } },
      'arn:aws:dynamodb:ap-southeast-1:123456789012:table/ledger',
    ],
    [{ kept: 1, gone: { Ref: 'AWS::NoValue' } }, { kept: 1 }],
    [['a', { Ref: 'AWS::NoValue' }], ['a']],
    [{ Condition: { StringEquals: { a: 'b' } } }, { Condition: { StringEquals: { a: 'b' } } }],
  ])('%j', (value, expected) => {
    expect(evaluate(value)).toEqual(expected);
  });

  it('stop at a reference to what the conditions leave out', () => {
    expect(() => evaluate({ Ref: 'Absent' })).toThrow(
      "'Absent' in stack app: no such resource, or its condition is false",
    );
  });

  it('stop at an output or attribute that nobody has', () => {
    expect(() => evaluate({ 'Fn::GetStackOutput': { StackName: 'none', OutputName: 'x' } })).toThrow(
      "stack none has no output 'x'",
    );
    expect(() => evaluate({ 'Fn::GetAtt': ['It', 'Colour'] })).toThrow(
      'the twin knows Arn, QueueName, QueueUrl',
    );
  });
});

it('names what the template does not, the same every time', () => {
  const names = [1, 2].map(() => worldOf(null).ofType('AWS::S3::Bucket')[0]?.ref());
  expect(names[0]).toMatch(/^app-nameless-[a-z0-9]{12}$/);
  expect(names[1]).toBe(names[0]);
});
