/** Cloud assemblies made by hand: a REST API before one function, a queue before another, and what they need. */
import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export type Resources = Record<string, { Type: string; Properties: Record<string, unknown> }>;

const invokeUri = (logicalId: string) => ({
  'Fn::Join': [
    '',
    [
      'arn:',
      { Ref: 'AWS::Partition' },
      ':apigateway:',
      { Ref: 'AWS::Region' },
      ':lambda:path/2015-03-31/functions/',
      { 'Fn::GetAtt': [logicalId, 'Arn'] },
      '/invocations',
    ],
  ],
});

const trust = (service: string) => ({
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Action: 'sts:AssumeRole', Principal: { Service: service } }],
});

/** A function with a role of its own that may write its log and do what `statements` say. */
export function functionResources(
  logicalId: string,
  options: { statements?: object[]; properties?: Record<string, unknown> } = {},
): Resources {
  return {
    [`${logicalId}Role`]: {
      Type: 'AWS::IAM::Role',
      Properties: {
        AssumeRolePolicyDocument: trust('lambda.amazonaws.com'),
        ManagedPolicyArns: ['arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole'],
        Policies: [{ PolicyName: 'own', PolicyDocument: { Statement: options.statements ?? [] } }],
      },
    },
    [logicalId]: {
      Type: 'AWS::Lambda::Function',
      Properties: {
        FunctionName: logicalId.toLowerCase(),
        Handler: 'index.handler',
        Runtime: 'nodejs24.x',
        Role: { 'Fn::GetAtt': [`${logicalId}Role`, 'Arn'] },
        Code: { S3Bucket: 'assets', S3Key: `${logicalId}.zip` },
        ...options.properties,
      },
    },
  };
}

/** `POST /things`, `GET /things/{id}` and `ANY /files/{path+}` in stage `v1`, all to one function. */
export function apiResources(logicalId: string, stage: Record<string, unknown> = {}): Resources {
  const method = (resource: unknown, httpMethod: string, integration: Record<string, unknown> = {}) => ({
    Type: 'AWS::ApiGateway::Method',
    Properties: {
      RestApiId: { Ref: 'Api' },
      ResourceId: resource,
      HttpMethod: httpMethod,
      AuthorizationType: 'NONE',
      Integration: {
        Type: 'AWS_PROXY',
        IntegrationHttpMethod: 'POST',
        Uri: invokeUri(logicalId),
        ...integration,
      },
    },
  });
  const resource = (parent: unknown, part: string) => ({
    Type: 'AWS::ApiGateway::Resource',
    Properties: { RestApiId: { Ref: 'Api' }, ParentId: parent, PathPart: part },
  });
  return {
    Api: { Type: 'AWS::ApiGateway::RestApi', Properties: { Name: 'tiny', BinaryMediaTypes: ['*/*'] } },
    Stage: {
      Type: 'AWS::ApiGateway::Stage',
      Properties: { RestApiId: { Ref: 'Api' }, StageName: 'v1', ...stage },
    },
    Things: resource({ 'Fn::GetAtt': ['Api', 'RootResourceId'] }, 'things'),
    Thing: resource({ Ref: 'Things' }, '{id}'),
    Files: resource({ 'Fn::GetAtt': ['Api', 'RootResourceId'] }, 'files'),
    File: resource({ Ref: 'Files' }, '{path+}'),
    PostThing: method({ Ref: 'Things' }, 'POST'),
    GetThing: method({ Ref: 'Thing' }, 'GET', { TimeoutInMillis: 600 }),
    AnyFile: method({ Ref: 'File' }, 'ANY'),
    Permission: {
      Type: 'AWS::Lambda::Permission',
      Properties: {
        Action: 'lambda:InvokeFunction',
        FunctionName: { 'Fn::GetAtt': [logicalId, 'Arn'] },
        Principal: 'apigateway.amazonaws.com',
        SourceArn: { 'Fn::Sub': `arn:aws:execute-api:\${AWS::Region}:\${AWS::AccountId}:\${Api}/*/*/*` },
      },
    },
    NotFound: {
      Type: 'AWS::ApiGateway::GatewayResponse',
      Properties: {
        RestApiId: { Ref: 'Api' },
        ResponseType: 'MISSING_AUTHENTICATION_TOKEN',
        StatusCode: '404',
        ResponseTemplates: { 'application/json': '{"code":"not-found","requestId":"$context.requestId"}' },
        ResponseParameters: { 'gatewayresponse.header.Content-Type': "'application/problem+json'" },
      },
    },
  };
}

/** A queue with its dead-letter queue, feeding a function made with `queueStatements`. */
export function queueResources(
  logicalId: string,
  mapping: Record<string, unknown> = {},
  visibilityTimeout = 3,
): Resources {
  return {
    Dead: { Type: 'AWS::SQS::Queue', Properties: { QueueName: 'tiny-dead' } },
    Queue: {
      Type: 'AWS::SQS::Queue',
      Properties: {
        QueueName: 'tiny',
        VisibilityTimeout: visibilityTimeout,
        RedrivePolicy: { deadLetterTargetArn: { 'Fn::GetAtt': ['Dead', 'Arn'] }, maxReceiveCount: 2 },
      },
    },
    Mapping: {
      Type: 'AWS::Lambda::EventSourceMapping',
      Properties: {
        EventSourceArn: { 'Fn::GetAtt': ['Queue', 'Arn'] },
        FunctionName: { Ref: logicalId },
        BatchSize: 100,
        MaximumBatchingWindowInSeconds: 1,
        ScalingConfig: { MaximumConcurrency: 2 },
        FunctionResponseTypes: ['ReportBatchItemFailures'],
        ...mapping,
      },
    },
  };
}

export const queueStatements = [
  {
    Effect: 'Allow',
    Action: ['sqs:ReceiveMessage', 'sqs:DeleteMessage', 'sqs:GetQueueAttributes'],
    Resource: { 'Fn::GetAtt': ['Queue', 'Arn'] },
  },
];

/** A schedule with a role that may invoke its function. */
export function scheduleResources(logicalId: string, target: Record<string, unknown> = {}): Resources {
  return {
    ScheduleRole: {
      Type: 'AWS::IAM::Role',
      Properties: {
        AssumeRolePolicyDocument: trust('scheduler.amazonaws.com'),
        Policies: [
          {
            PolicyName: 'invoke',
            PolicyDocument: {
              Statement: [
                {
                  Effect: 'Allow',
                  Action: 'lambda:InvokeFunction',
                  Resource: { 'Fn::GetAtt': [logicalId, 'Arn'] },
                },
              ],
            },
          },
        ],
      },
    },
    Nightly: {
      Type: 'AWS::Scheduler::Schedule',
      Properties: {
        Name: 'nightly',
        ScheduleExpression: 'cron(0 2 * * ? *)',
        FlexibleTimeWindow: { Mode: 'OFF' },
        Target: {
          Arn: { 'Fn::GetAtt': [logicalId, 'Arn'] },
          RoleArn: { 'Fn::GetAtt': ['ScheduleRole', 'Arn'] },
          ...target,
        },
      },
    },
  };
}

export const temporaryDirectory = (): string => mkdtempSync(join(tmpdir(), 'dtm-twin-'));

/** Writes one stack `tiny`; `handlers` are the texts of each function's index.mjs. */
export function writeAssembly(resources: Resources, handlers: Record<string, string>): string {
  const directory = temporaryDirectory();
  const files: Record<string, object> = {};
  for (const [logicalId, text] of Object.entries(handlers)) {
    mkdirSync(join(directory, `asset.${logicalId}`));
    writeFileSync(join(directory, `asset.${logicalId}`, 'index.mjs'), text);
    files[logicalId] = {
      source: { path: `asset.${logicalId}`, packaging: 'zip' },
      destinations: { here: { bucketName: 'assets', objectKey: `${logicalId}.zip` } },
    };
  }
  const write = (name: string, value: object) => writeFileSync(join(directory, name), JSON.stringify(value));
  write('tiny.template.json', { Resources: resources, Outputs: {} });
  write('tiny.assets.json', { version: '48.0.0', files });
  write('manifest.json', {
    version: '48.0.0',
    artifacts: {
      'tiny.assets': { type: 'cdk:asset-manifest', properties: { file: 'tiny.assets.json' } },
      tiny: {
        type: 'aws:cloudformation:stack',
        properties: { templateFile: 'tiny.template.json' },
        dependencies: ['tiny.assets'],
      },
    },
  });
  return directory;
}
