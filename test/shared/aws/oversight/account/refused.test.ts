/** What cannot be read is named with its right, and keeps nothing else from being read. */
import { afterEach, describe, expect, test } from 'vitest';
import { readAccount } from '../../../../../shared/app/oversight/read-account.ts';
import { accountPorts } from '../../../../../shared/aws/oversight/account/account.ts';
import { call, reading } from '../../../../../shared/aws/oversight/account/reading.ts';
import { plan } from '../../../../fixtures/preflight.ts';
import { json, refusal, type StandIn, startStandIn, xml, xmlRefusal } from './stand-in.ts';

let standIn: StandIn | undefined;
afterEach(() => standIn?.stop());
const hasty = { attempts: 1, silence: 200 };
const denied = (action: string): string =>
  `User: arn:aws:iam::111111111111:user/x is not authorized to perform: ${action} on resource: * because no identity-based policy allows the ${action} action`;

describe('a right that is missing', () => {
  test('is named as AWS names it, in JSON', async () => {
    standIn = await startStandIn(() =>
      refusal('AccessDeniedException', denied('lambda:GetAccountSettings'), 403),
    );
    expect(await accountPorts(standIn.target, hasty).readConcurrency()).toEqual({
      ok: false,
      problem: { kind: 'refused', action: 'lambda:GetAccountSettings' },
    });
  });

  test('and in XML; of two calls the one that was refused', async () => {
    standIn = await startStandIn(({ operation }) =>
      operation === 'DescribeStacks'
        ? xml(
            '<DescribeStacksResponse><DescribeStacksResult><Stacks><member><StackName>x</StackName><CreationTime>2026-11-30T00:00:00Z</CreationTime><StackStatus>CREATE_COMPLETE</StackStatus></member></Stacks></DescribeStacksResult></DescribeStacksResponse>',
          )
        : xmlRefusal('AccessDenied', denied('cloudformation:ListStackResources'), 403),
    );
    expect(await accountPorts(standIn.target, hasty).readStacks(['x'])).toEqual({
      ok: false,
      problem: { kind: 'refused', action: 'cloudformation:ListStackResources' },
    });
  });

  test('as AWS names it, also where that is not the name of the call', async () => {
    standIn = await startStandIn(() => refusal('AccessDeniedException', denied('apigateway:GET'), 403));
    expect(await accountPorts(standIn.target, hasty).readThrottle()).toEqual({
      ok: false,
      problem: { kind: 'refused', action: 'apigateway:GET' },
    });
  });

  test('where AWS does not say which, it is that of the call', async () => {
    standIn = await startStandIn(() => xmlRefusal('AccessDenied', 'Access Denied', 403));
    expect(await accountPorts(standIn.target, hasty).readTaken['AWS::S3::Bucket'](['x'])).toEqual({
      ok: false,
      problem: { kind: 'refused', action: 's3:ListAllMyBuckets' },
    });
  });
});

test('a service that says nothing is given up', async () => {
  standIn = await startStandIn(() => 'silence');
  expect(await accountPorts(standIn.target, hasty).readThrottle()).toEqual({
    ok: false,
    problem: { kind: 'silent', action: 'apigateway:GET on /account' },
  });
});

test('any other error is told in the words of AWS', async () => {
  standIn = await startStandIn(() => refusal('ExpiredTokenException', 'The security token has expired'));
  expect(await accountPorts(standIn.target, hasty).readTypes()).toMatchObject({
    ok: false,
    problem: { kind: 'failed', action: 'cloudformation:ListTypes' },
  });
});

test('an answer without what AWS documents to be in it is an error, not a nought', async () => {
  standIn = await startStandIn(() => json({}));
  expect(await accountPorts(standIn.target, hasty).readConcurrency()).toMatchObject({
    ok: false,
    problem: { kind: 'failed', message: 'the answer has no ConcurrentExecutions' },
  });
});

test('where all is refused all is asked for all the same, and nothing is asked to change', async () => {
  const place =
    '<GetCallerIdentityResponse><GetCallerIdentityResult><Account>111111111111</Account></GetCallerIdentityResult></GetCallerIdentityResponse>';
  standIn = await startStandIn(({ operation, service }) => {
    if (operation === 'GetCallerIdentity') return xml(place);
    return ['cloudformation', 'route53', 's3'].includes(service)
      ? xmlRefusal('AccessDenied', denied(`${service}:X`), 403)
      : refusal('AccessDeniedException', denied(`${service}:X`), 403);
  });
  const ports = accountPorts(standIn.target, hasty);
  const readings = await readAccount(ports, {
    ...plan,
    domain: { name: 'dtm.mst.gov.vn', certificateArn: 'arn', hostedZoneId: 'Z123' },
  });
  const { place: found, taken, domain, ...others } = readings;
  expect(found.ok).toBe(true);
  for (const reading of [...Object.values(others), ...taken.values(), ...Object.values(domain ?? {})])
    expect(reading).toMatchObject({ ok: false, problem: { kind: 'refused' } });
  const operations = new Set(standIn.asked.map(({ operation }) => operation));
  for (const operation of operations) expect(operation).toMatch(/^(Get|List|Describe|GET )/);
});

test('without the account nothing is said of names that have it in them, and the others are asked for', async () => {
  standIn = await startStandIn(({ operation }) =>
    operation === 'DescribeTable' ? json({ Table: { ItemCount: 0 } }) : undefined,
  );
  const { taken } = await readAccount(accountPorts(standIn.target, hasty), plan);
  expect(taken.get('AWS::S3::Bucket')).toMatchObject({
    ok: false,
    problem: { action: 'sts:GetCallerIdentity' },
  });
  expect(taken.get('AWS::DynamoDB::Table')).toMatchObject({ ok: true });
});

test.each([
  [
    Object.assign(new Error('Could not load credentials from any providers\nmore'), {
      name: 'CredentialsProviderError',
    }),
    { kind: 'no credentials', message: 'Could not load credentials from any providers' },
  ],
  [new Error('Region is missing'), { kind: 'no region' }],
])('%s says that nothing can be read', async (error, problem) => {
  const read = () =>
    call('sts:GetCallerIdentity', async () => {
      throw error;
    });
  expect(await reading(read)).toEqual({ ok: false, problem });
});
