/** Each read of a preflight against answers as AWS documents them: found, not there, in pages. */
import { afterEach, expect, test } from 'vitest';
import type { AccountPorts } from '../../../../../shared/app/ports/account.ts';
import { accountPorts } from '../../../../../shared/aws/oversight/account/account.ts';
import { ok } from '../../../../../shared/domain/problems/result.ts';
import {
  type Answer,
  type Asked,
  json,
  refusal,
  type StandIn,
  startStandIn,
  xml,
  xmlRefusal,
} from './stand-in.ts';

let standIn: StandIn | undefined;
afterEach(() => standIn?.stop());

const certificateArn = 'arn:aws:acm:ap-southeast-1:111111111111:certificate/0a1b';
const result = (operation: string, body: string): string =>
  `<${operation}Response><${operation}Result>${body}</${operation}Result></${operation}Response>`;
const member = (body: string): string => `<member>${body}</member>`;
const stack = result(
  'DescribeStacks',
  `<Stacks>${member(
    '<StackName>dtm-prod-api</StackName><CreationTime>2026-11-30T00:00:00Z</CreationTime><StackStatus>CREATE_COMPLETE</StackStatus><EnableTerminationProtection>true</EnableTerminationProtection><Outputs><member><OutputKey>ApiUrl</OutputKey><OutputValue>https://a</OutputValue></member></Outputs>',
  )}</Stacks>`,
);
const resource = (id: string, status: string): string =>
  member(
    `<LogicalResourceId>L</LogicalResourceId><PhysicalResourceId>${id}</PhysicalResourceId><ResourceType>T</ResourceType><ResourceStatus>${status}</ResourceStatus><LastUpdatedTimestamp>2026-11-30T00:00:00Z</LastUpdatedTimestamp>`,
  );
const records = (body: string, rest: string): string =>
  `<ListResourceRecordSetsResponse xmlns="https://route53.amazonaws.com/doc/2013-04-01/"><ResourceRecordSets>${body}</ResourceRecordSets><MaxItems>2</MaxItems>${rest}</ListResourceRecordSetsResponse>`;
const record = (name: string, type: string): string =>
  `<ResourceRecordSet><Name>${name}</Name><Type>${type}</Type></ResourceRecordSet>`;

type Case = readonly [
  name: string,
  read: (ports: AccountPorts) => Promise<unknown>,
  answers: Readonly<Record<string, Answer | ((asked: Asked) => Answer)>>,
  value: unknown,
];

const cases: readonly Case[] = [
  [
    'account and region',
    (ports) => ports.readPlace(),
    { GetCallerIdentity: xml(result('GetCallerIdentity', '<Account>111111111111</Account>')) },
    { account: '111111111111', region: 'ap-southeast-1' },
  ],
  [
    'the version of the bootstrap',
    (ports) => ports.readBootstrapVersion('/cdk-bootstrap/hnb659fds/version'),
    { GetParameter: json({ Parameter: { Name: 'x', Type: 'String', Value: '27', Version: 1 } }) },
    27,
  ],
  [
    'no bootstrap',
    (ports) => ports.readBootstrapVersion('/cdk-bootstrap/hnb659fds/version'),
    { GetParameter: refusal('ParameterNotFound', 'Parameter not found') },
    null,
  ],
  [
    'the concurrency of the account',
    (ports) => ports.readConcurrency(),
    {
      'GET /2016-08-19/account-settings': json({
        AccountLimit: { ConcurrentExecutions: 10, UnreservedConcurrentExecutions: 8, CodeSizeUnzipped: 1 },
        AccountUsage: { FunctionCount: 0 },
      }),
    },
    { limit: 10, unreserved: 8 },
  ],
  [
    'what two functions have reserved, and one that is not there',
    (ports) => ports.readReserved(['a', 'b', 'c']),
    {
      'GET /2019-09-30/functions/a/concurrency': json({ ReservedConcurrentExecutions: 2 }),
      'GET /2019-09-30/functions/b/concurrency': json({}),
      'GET /2019-09-30/functions/c/concurrency': refusal(
        'ResourceNotFoundException',
        'Function not found',
        404,
      ),
    },
    2,
  ],
  [
    'the throttle of API Gateway',
    (ports) => ports.readThrottle(),
    { 'GET /account': json({ throttleSettings: { burstLimit: 1250, rateLimit: 2500 }, features: [] }) },
    { rate: 2500, burst: 1250 },
  ],
  [
    'quotas that were asked for, on two pages, of which one is decided',
    (ports) => ports.readAskedFor({ service: 'lambda', code: 'L-B99A9384' }),
    {
      ListRequestedServiceQuotaChangeHistoryByQuota: ({ input }) =>
        input.includes('"NextToken":"2"')
          ? json({ RequestedQuotas: [{ Status: 'CASE_OPENED', DesiredValue: 1000 }] })
          : json({
              NextToken: '2',
              RequestedQuotas: [
                { Status: 'DENIED', DesiredValue: 5000 },
                { Status: 'PENDING', DesiredValue: 500 },
              ],
            }),
    },
    1000,
  ],
  [
    'no quota that was asked for',
    (ports) => ports.readAskedFor({ service: 'lambda', code: 'L-B99A9384' }),
    { ListRequestedServiceQuotaChangeHistoryByQuota: refusal('NoSuchResourceException', 'none') },
    null,
  ],
  [
    'a stack with its resources, on two pages, without those that it lost; and none of another name',
    (ports) => ports.readStacks(['dtm-prod-api', 'dtm-prod-stateful']),
    {
      DescribeStacks: ({ input }) =>
        input.includes('dtm-prod-api')
          ? xml(stack)
          : xmlRefusal('ValidationError', 'Stack with id dtm-prod-stateful does not exist'),
      ListStackResources: ({ input }) =>
        input.includes('NextToken=2')
          ? xml(
              result(
                'ListStackResources',
                `<StackResourceSummaries>${resource('b', 'UPDATE_COMPLETE')}</StackResourceSummaries>`,
              ),
            )
          : xml(
              result(
                'ListStackResources',
                `<NextToken>2</NextToken><StackResourceSummaries>${resource('a', 'CREATE_COMPLETE')}${resource('left', 'DELETE_SKIPPED')}${resource('gone', 'DELETE_COMPLETE')}</StackResourceSummaries>`,
              ),
            ),
    },
    new Map([
      [
        'dtm-prod-api',
        {
          status: 'CREATE_COMPLETE',
          isProtected: true,
          outputs: { ApiUrl: 'https://a' },
          resources: ['a', 'b'],
        },
      ],
    ]),
  ],
  [
    'the types of the region, on two pages',
    (ports) => ports.readTypes(),
    {
      ListTypes: ({ input }) =>
        input.includes('NextToken=2')
          ? xml(
              result(
                'ListTypes',
                `<TypeSummaries>${member('<TypeName>AWS::WAFv2::WebACL</TypeName>')}</TypeSummaries>`,
              ),
            )
          : xml(
              result(
                'ListTypes',
                `<NextToken>2</NextToken><TypeSummaries>${member('<TypeName>AWS::SQS::Queue</TypeName>')}</TypeSummaries>`,
              ),
            ),
    },
    new Set(['AWS::SQS::Queue', 'AWS::WAFv2::WebACL']),
  ],
  [
    'a certificate',
    (ports) => ports.readCertificate(certificateArn),
    {
      DescribeCertificate: json({
        Certificate: {
          Status: 'ISSUED',
          DomainName: 'mst.gov.vn',
          SubjectAlternativeNames: ['mst.gov.vn', '*.mst.gov.vn'],
          NotAfter: 1811808000,
        },
      }),
    },
    { status: 'ISSUED', names: ['mst.gov.vn', '*.mst.gov.vn'], ends: Date.parse('2027-06-01T00:00:00Z') },
  ],
  [
    'no certificate',
    (ports) => ports.readCertificate(certificateArn),
    { DescribeCertificate: refusal('ResourceNotFoundException', 'Could not find certificate') },
    null,
  ],
  [
    'a zone',
    (ports) => ports.readZone('Z123'),
    {
      'GET /2013-04-01/hostedzone/Z123': xml(
        '<GetHostedZoneResponse xmlns="https://route53.amazonaws.com/doc/2013-04-01/"><HostedZone><Id>/hostedzone/Z123</Id><Name>mst.gov.vn.</Name><CallerReference>1</CallerReference><Config><PrivateZone>true</PrivateZone></Config></HostedZone></GetHostedZoneResponse>',
      ),
    },
    { name: 'mst.gov.vn.', isPrivate: true },
  ],
  [
    'no zone',
    (ports) => ports.readZone('Z123'),
    { 'GET /2013-04-01/hostedzone/Z123': xmlRefusal('NoSuchHostedZone', 'No hosted zone found', 404) },
    null,
  ],
  [
    'the records of a name, on two pages, and none of its neighbours',
    (ports) => ports.readRecordTypes('Z123', 'dtm.mst.gov.vn'),
    {
      'GET /2013-04-01/hostedzone/Z123/rrset': ({ input }) =>
        input.includes('type=CNAME')
          ? xml(
              records(
                `${record('dtm.mst.gov.vn.', 'CNAME')}${record('eoffice.mst.gov.vn.', 'A')}`,
                '<IsTruncated>true</IsTruncated><NextRecordName>f.mst.gov.vn.</NextRecordName><NextRecordType>A</NextRecordType>',
              ),
            )
          : xml(
              records(
                record('dtm.mst.gov.vn.', 'TXT'),
                '<IsTruncated>true</IsTruncated><NextRecordName>dtm.mst.gov.vn.</NextRecordName><NextRecordType>CNAME</NextRecordType>',
              ),
            ),
    },
    ['TXT', 'CNAME'],
  ],
  [
    'a domain that some API has',
    (ports) => ports.readDomainIsTaken('dtm.mst.gov.vn'),
    { 'GET /domainnames/dtm.mst.gov.vn': json({ domainName: 'dtm.mst.gov.vn' }) },
    true,
  ],
  [
    'a domain that none has',
    (ports) => ports.readDomainIsTaken('dtm.mst.gov.vn'),
    {
      'GET /domainnames/dtm.mst.gov.vn': refusal('NotFoundException', 'Invalid domain name identifier', 404),
    },
    false,
  ],
];

test.each(cases)('%s', async (_, read, answers, value) => {
  standIn = await startStandIn((asked) => {
    const answer = answers[asked.operation];
    return typeof answer === 'function' ? answer(asked) : answer;
  });
  expect(await read(accountPorts(standIn.target))).toEqual(ok(value));
});
