/** DESIGN §10, row by row: what bites at the first deploy, as far as a template shows it. */
import { describe, expect, test } from 'vitest';
import { functionNames } from '../../infra/bundle.ts';
import { bodyLimits, gatewayProblems } from '../../infra/constructs/gateway-responses.ts';
import { INLINE_LIMIT } from '../../shared/contract/batches/batch.ts';
import { ProblemDetails } from '../../shared/contract/problem.ts';
import { routes } from '../../shared/contract/routes.ts';
import { BODY_LIMIT } from '../../shared/contract/submissions/submission.ts';
import { hub, only, synthesize } from './hub.ts';

const assembly = synthesize(hub());
const properties = (type: string, has: (name: string) => boolean = () => true) =>
  assembly
    .all(type)
    .filter(({ logicalId }) => has(logicalId))
    .map((resource) => resource.properties);

const isKeyWatch = (logicalId: string): boolean => logicalId.startsWith('KeyWatch');

describe('the key', () => {
  test('rotates, and every table, queue, topic and log group uses it', () => {
    expect(only(assembly, 'AWS::KMS::Key').properties.EnableKeyRotation).toBe(true);
    const encrypted = [
      ...properties('AWS::Logs::LogGroup').map(({ KmsKeyId }) => KmsKeyId),
      ...properties('AWS::SQS::Queue').map(({ KmsMasterKeyId }) => KmsMasterKeyId),
      ...properties('AWS::SNS::Topic', (id) => !isKeyWatch(id)).map(({ KmsMasterKeyId }) => KmsMasterKeyId),
    ];
    // Of each function one log group, and those of the API and the firewall; four queues; the topic.
    expect(encrypted).toHaveLength(functionNames.length + 3 + 4 + 1);
    expect(encrypted.every((key) => key !== undefined)).toBe(true);
  });

  test('the stacks refer to each other weakly', () => {
    expect(JSON.stringify(assembly.all())).not.toContain('Fn::ImportValue');
    expect(JSON.stringify(assembly.all())).toContain('Fn::GetStackOutput');
  });
});

describe('the stacks', () => {
  const built = hub();
  built.app.synth();
  const { account, stateful, functions, background, api } = built;

  test('are deployed in an order in which each finds what it refers to', () => {
    expect(stateful.dependencies).toEqual([]);
    expect(functions.dependencies).toEqual([stateful]);
    expect(background.dependencies).toEqual([stateful]);
    // Its saved queries name log groups of both.
    expect(new Set(api.dependencies)).toEqual(new Set([account, stateful, functions, background]));
  });

  test('methods are in the stack of their deployment', () => {
    const stacksOf = (type: string) => new Set(assembly.all(type).map(({ templatePath }) => templatePath));
    const [deployment] = stacksOf('AWS::ApiGateway::Deployment');
    for (const part of ['Method', 'Resource', 'Stage', 'GatewayResponse'])
      expect(stacksOf(`AWS::ApiGateway::${part}`)).toEqual(new Set([deployment]));
  });
});

describe('data', () => {
  test('tables are plain tables, on demand, restorable, protected and encrypted', () => {
    expect(properties('AWS::DynamoDB::GlobalTable')).toEqual([]);
    // Counts of the day are neither backed up nor kept (ADR 44).
    const tables = properties('AWS::DynamoDB::Table').filter(
      ({ TableName }) => TableName !== 'dtm-dev-quotas',
    );
    expect(tables.map(({ TableName }) => TableName)).toEqual([
      'dtm-dev-registry',
      'dtm-dev-submissions',
      'dtm-dev-totals',
      'dtm-dev-operations',
    ]);
    for (const table of tables) {
      expect(table).toMatchObject({
        BillingMode: 'PAY_PER_REQUEST',
        DeletionProtectionEnabled: true,
        PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true },
        SSESpecification: { SSEEnabled: true, SSEType: 'KMS' },
        KeySchema: [
          { AttributeName: 'pk', KeyType: 'HASH' },
          { AttributeName: 'sk', KeyType: 'RANGE' },
        ],
      });
    }
  });

  test('queues keep messages of 1 MiB for 14 days and ask KMS once an hour', () => {
    for (const queue of properties('AWS::SQS::Queue')) {
      expect(queue).toMatchObject({
        MessageRetentionPeriod: 14 * 86400,
        KmsDataKeyReusePeriodSeconds: 3600,
        MaximumMessageSize: 1048576,
      });
    }
  });

  test.each([
    ['journal', 35, 'dev', 'GOVERNANCE'],
    ['drills', 1825, 'dev', 'GOVERNANCE'],
    ['trail', 731, 'dev', 'GOVERNANCE'],
    ['journal', 35, 'prod', 'COMPLIANCE'],
    ['drills', 1825, 'prod', 'COMPLIANCE'],
    ['trail', 731, 'prod', 'COMPLIANCE'],
  ])(
    'bucket %s is versioned, private and locked for %d days, in %s in %s mode',
    (kind, Days, stage, Mode) => {
      const bucket = only(synthesize(hub({ context: { stage } })), 'AWS::S3::Bucket', ({ properties }) =>
        JSON.stringify(properties.BucketName).includes(`dtm-${stage}-${kind}-`),
      ).properties;
      expect(bucket).toMatchObject({
        VersioningConfiguration: { Status: 'Enabled' },
        ObjectLockConfiguration: { Rule: { DefaultRetention: { Days, Mode } } },
        PublicAccessBlockConfiguration: { BlockPublicAcls: true, RestrictPublicBuckets: true },
      });
    },
  );

  test("secrets are generated and encrypted with the hub's key, whose policy they do not touch", () => {
    const secrets = assembly.all('AWS::SecretsManager::Secret');
    expect(secrets.map(({ properties }) => properties.Name)).toEqual([
      'dtm-dev-receipt-key-a',
      'dtm-dev-receipt-key-b',
      'dtm-dev-prober-key',
    ]);
    for (const secret of secrets) {
      expect(secret.properties.GenerateSecretString).toEqual({
        PasswordLength: 64,
        ExcludePunctuation: true,
      });
      expect(assembly.follow(secret.properties.KmsKeyId, secret)?.type).toBe('AWS::KMS::Key');
    }
    // What the construct of the CDK would add to the key policy of itself.
    expect(JSON.stringify(only(assembly, 'AWS::KMS::Key').properties.KeyPolicy)).not.toContain(
      'secretsmanager',
    );
  });

  test('a stage to be destroyed has neither lock nor protection', () => {
    const trial = synthesize(hub({ context: { stage: 'trial', removal: 'destroy' } }));
    for (const { properties: bucket } of trial.all('AWS::S3::Bucket'))
      expect(bucket.ObjectLockConfiguration).toBeUndefined();
    const isProtected = trial
      .all('AWS::DynamoDB::Table')
      .map((table) => table.properties.DeletionProtectionEnabled === true);
    expect(isProtected).toEqual(Array(5).fill(false));
  });
});

describe('the API', () => {
  test('one permission per function, however many routes', () => {
    const reads = routes.filter(({ method }) => method === 'GET');
    const paths = new Set(routes.map(({ path }) => path));
    expect(properties('AWS::ApiGateway::Method')).toHaveLength(routes.length + reads.length + paths.size);
    const forApi = properties('AWS::Lambda::Permission').filter(
      ({ Principal }) => Principal === 'apigateway.amazonaws.com',
    );
    expect(forApi).toHaveLength(new Set(routes.map((r) => r.function)).size);
  });

  test('bodies reach the functions as the bytes that were sent', () => {
    expect(properties('AWS::ApiGateway::RestApi')[0]).toMatchObject({ BinaryMediaTypes: ['*/*'] });
  });

  test('what the gateway answers itself is a problem in both languages', () => {
    const responses = properties('AWS::ApiGateway::GatewayResponse');
    expect(responses).toHaveLength(gatewayProblems.length);
    for (const { StatusCode, ResponseTemplates, ResponseParameters } of responses) {
      const body = Object.values(ResponseTemplates as Record<string, string>)[0] ?? '';
      const problem = ProblemDetails.parse(JSON.parse(body));
      expect(String(problem.status)).toBe(StatusCode);
      expect(problem.requestId).toBe('$context.requestId');
      expect(`${problem.title} ${problem.detail}`).not.toMatch(/[{}]/);
      expect(ResponseParameters).toMatchObject({
        'gatewayresponse.header.Content-Type': "'application/problem+json'",
      });
    }
  });

  test('the gateway and the functions name the same limits of bodies', () => {
    expect(bodyLimits).toEqual({ limit: BODY_LIMIT, file: INLINE_LIMIT });
  });

  test.each([
    ['MISSING_AUTHENTICATION_TOKEN', '404', undefined],
    ['THROTTLED', '429', "'5'"],
    ['REQUEST_TOO_LARGE', '413', undefined],
    ['INTEGRATION_TIMEOUT', '504', "'5'"],
    // A throttled function is one of these two.
    ['DEFAULT_5XX', '500', "'5'"],
    ['INTEGRATION_FAILURE', '503', "'5'"],
  ])('%s is answered with %s', (type, status, retryAfter) => {
    const response = only(
      assembly,
      'AWS::ApiGateway::GatewayResponse',
      (r) => r.properties.ResponseType === type,
    );
    expect(response.properties.StatusCode).toBe(status);
    const parameters = response.properties.ResponseParameters as Record<string, string>;
    expect(parameters['gatewayresponse.header.Retry-After']).toBe(retryAfter);
  });

  test('the stage throttles, logs every call as JSON and never a header of the sender', () => {
    const stage = only(assembly, 'AWS::ApiGateway::Stage').properties;
    expect(stage).toMatchObject({
      StageName: 'v1',
      MethodSettings: [{ LoggingLevel: 'ERROR', ThrottlingRateLimit: 2000, ThrottlingBurstLimit: 4000 }],
    });
    const { Format } = stage.AccessLogSetting as { Format: string };
    expect(JSON.parse(Format)).toMatchObject({ requestId: '$context.requestId', status: '$context.status' });
    expect(Format).not.toMatch(/apiKey|header|authorizer/);
  });

  test('API Gateway has its role in the account, from a stack without a stage', () => {
    const { app, account, api } = hub();
    app.synth();
    expect(account.stackName).toBe('dtm-account');
    expect(api.dependencies).toContain(account);
    expect(properties('AWS::ApiGateway::Account')).toHaveLength(1);
  });

  test('without a domain the default endpoint stays, with one it goes and TLS 1.2 is the least', () => {
    expect(only(assembly, 'AWS::ApiGateway::RestApi').properties.DisableExecuteApiEndpoint).toBe(false);
    const domain = 'dtm.mst.gov.vn';
    const certificateArn = 'arn:aws:acm:ap-southeast-1:111111111111:certificate/0a1b';
    const named = synthesize(hub({ context: { domain, certificateArn, hostedZoneId: 'Z123' } }));
    expect(only(named, 'AWS::ApiGateway::RestApi').properties.DisableExecuteApiEndpoint).toBe(true);
    const { SecurityPolicy, MutualTlsAuthentication } = only(named, 'AWS::ApiGateway::DomainName').properties;
    expect([SecurityPolicy, MutualTlsAuthentication]).toEqual(['TLS_1_2', undefined]);
    expect(only(named, 'AWS::ApiGateway::BasePathMapping').properties.BasePath).toBe('v1');
  });
});

describe('the firewall', () => {
  const acl = JSON.stringify(only(assembly, 'AWS::WAFv2::WebACL').properties);

  test('lets one address send a deadline’s burst', () => {
    expect(acl).toContain('"Limit":100000');
  });

  test('its own refusals are problems in both languages', () => {
    const { CustomResponseBodies } = only(assembly, 'AWS::WAFv2::WebACL').properties;
    const bodies = Object.values(CustomResponseBodies as Record<string, { Content: string }>);
    const problems = bodies.map(({ Content }) => ProblemDetails.parse(JSON.parse(Content)));
    expect(problems.map(({ status }) => status)).toEqual([429]);
    expect(acl).toContain('"ResponseHeaders":[{"Name":"Retry-After","Value":"60"}]');
  });

  test('its log has what it blocks and counts, and neither a key nor a byte of a body', () => {
    expect(acl).toContain('"DataProtections":[{"Action":"SUBSTITUTION","Field":{"FieldType":"BODY"}}]');
    const logging = only(assembly, 'AWS::WAFv2::LoggingConfiguration').properties;
    expect(JSON.stringify(logging.RedactedFields)).toMatch(/authorization.*x-api-key/);
    expect(logging.LoggingFilter).toEqual({
      DefaultBehavior: 'DROP',
      Filters: [
        {
          Behavior: 'KEEP',
          Requirement: 'MEETS_ANY',
          Conditions: ['BLOCK', 'COUNT', 'EXCLUDED_AS_COUNT'].map((Action) => ({
            ActionCondition: { Action },
          })),
        },
      ],
    });
    const names = properties('AWS::Logs::LogGroup').map(({ LogGroupName }) => LogGroupName);
    expect(names).toContain('aws-waf-logs-dtm-dev');
  });
});

describe('operation', () => {
  test('all logs are kept for 24 months unless the operator says otherwise', () => {
    const kept = (context: Record<string, unknown>) =>
      new Set(
        synthesize(hub({ context }))
          .all('AWS::Logs::LogGroup')
          .map((group) => group.properties.RetentionInDays),
      );
    expect(kept({})).toEqual(new Set([731]));
    expect(kept({ logRetentionMonths: '60' })).toEqual(new Set([1827]));
  });

  test('the topic lets alarms publish: with a policy of its own it has lost the default one', () => {
    const policy = JSON.stringify(
      only(assembly, 'AWS::SNS::TopicPolicy', ({ logicalId }) => !isKeyWatch(logicalId)).properties
        .PolicyDocument,
    );
    expect(policy).toMatch(
      /"Action":"sns:Publish".*"Effect":"Allow","Principal":{"Service":"cloudwatch.amazonaws.com"}/,
    );
  });

  test('no custom resource: the twin could not run it', () => {
    const types = new Set(assembly.all().map(({ type }) => type));
    expect(
      [...types].filter((type) => type.startsWith('Custom::') || type.includes('CustomResource')),
    ).toEqual([]);
  });
});
