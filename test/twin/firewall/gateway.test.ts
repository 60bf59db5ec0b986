/** A firewall before a stage: what it refuses never reaches the gateway's routes. */
import { expect, test } from 'vitest';
import { startTwin } from '../../../twin/twin.ts';
import {
  apiResources,
  functionResources,
  type Resources,
  temporaryDirectory,
  writeAssembly,
} from '../tiny-assembly.ts';

const count = (...rules: readonly string[]) => rules.map((Name) => ({ Name, ActionToUse: { Count: {} } }));
const group = (Name: string, ...counted: readonly string[]) => ({
  ManagedRuleGroupStatement: { VendorName: 'AWS', Name, RuleActionOverrides: count(...counted) },
});

const start = (Statement: object, Action: object = {}) => {
  const resources: Resources = {
    ...functionResources('Web'),
    ...apiResources('Web'),
    Acl: {
      Type: 'AWS::WAFv2::WebACL',
      Properties: {
        Scope: 'REGIONAL',
        Rules: [{ Name: 'rule', Priority: 0, Statement, ...Action }],
        CustomResponseBodies: { busy: { Content: '{"code":"busy"}', ContentType: 'APPLICATION_JSON' } },
      },
    },
    Before: {
      Type: 'AWS::WAFv2::WebACLAssociation',
      Properties: {
        WebACLArn: { 'Fn::GetAtt': ['Acl', 'Arn'] },
        ResourceArn: { 'Fn::Sub': `arn:aws:apigateway:\${AWS::Region}::/restapis/\${Api}/stages/\${Stage}` },
      },
    },
  };
  return startTwin({
    assemblyDirectory: writeAssembly(resources, {
      Web: 'export const handler = async (event) => ({ statusCode: 200, body: String(event.body) });',
    }),
    stateDirectory: temporaryDirectory(),
    port: 0,
  });
};

test('a rule that blocks is answered by the gateway, one that counts is not', async () => {
  const twin = await start(
    group('AWSManagedRulesCommonRuleSet', 'SizeRestrictions_BODY', 'NoUserAgent_HEADER'),
  );
  const ask = async (path: string, body: string | null = null) => {
    const answer = await fetch(`${twin.apiUrl}${path}`, { method: body === null ? 'GET' : 'POST', body });
    return [answer.status, answer.headers.get('x-amzn-errortype'), (await answer.text()).slice(0, 30)];
  };
  const refused = [403, 'ForbiddenException', '{"message":"Forbidden"}'];
  expect(await ask('/things/1')).toEqual([200, null, 'null']);
  expect(await ask('/things/1?a=../x')).toEqual(refused);
  expect(await ask('/none/of/these.log')).toEqual(refused);
  expect(await ask('/things', '{"a":"<script>"}')).toEqual(refused);
  expect(await ask('/things', `{"a":"${'x'.repeat(16_384)}<script>"}`)).toContain(200);
  await twin.stop();
});

test('a rule that says what it answers is answered so', async () => {
  const twin = await start(
    {
      ByteMatchStatement: {
        FieldToMatch: { UriPath: {} },
        PositionalConstraint: 'STARTS_WITH',
        SearchString: '/v1/things',
        TextTransformations: [{ Priority: 0, Type: 'NONE' }],
      },
    },
    {
      Action: {
        Block: {
          CustomResponse: {
            ResponseCode: 429,
            CustomResponseBodyKey: 'busy',
            ResponseHeaders: [{ Name: 'Retry-After', Value: '60' }],
          },
        },
      },
    },
  );
  const answer = await fetch(`${twin.apiUrl}/things/1`);
  expect([answer.status, answer.headers.get('retry-after'), await answer.text()]).toEqual([
    429,
    '60',
    '{"code":"busy"}',
  ]);
  expect((await fetch(`${twin.apiUrl}/files/1`)).status).toBe(200);
  await twin.stop();
});

test.each([
  [group('AWSManagedRulesSQLiRuleSet'), 'the twin does not know the group AWSManagedRulesSQLiRuleSet'],
  [{ GeoMatchStatement: { CountryCodes: ['VN'] } }, "the twin's firewall does not know GeoMatchStatement"],
])('a rule that it does not know stops the start: %j', async (statement, message) => {
  await expect(start(statement)).rejects.toThrow(message);
});
