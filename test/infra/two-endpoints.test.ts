/** A domain that is added while senders still have the address before it. */
import { describe, expect, test } from 'vitest';
import { flatten } from '../../infra/checks/assembly.ts';
import { gatewayProblems } from '../../infra/constructs/gateway-responses.ts';
import { answerHeaders } from '../../shared/http/headers.ts';
import { hub, only, synthesize } from './hub.ts';

const named = {
  domain: 'dtm.mst.gov.vn',
  certificateArn: 'arn:aws:acm:ap-southeast-1:111111111111:certificate/0a1b',
};
const assemblyOf = (context: Readonly<Record<string, unknown>>) => {
  const built = hub({ context: { ...named, ...context } });
  const assembly = synthesize(built);
  const { template } = built.app.synth().getStackByName('dtm-dev-api');
  const outputs = template.Outputs as Record<string, { Value: unknown }>;
  const prober = only(assembly, 'AWS::Lambda::Function', (one) =>
    flatten(one.properties.FunctionName).endsWith('-prober'),
  );
  const { Variables } = prober.properties.Environment as { Variables: Record<string, unknown> };
  return { assembly, outputs, asked: flatten(Variables.API_URL) };
};
const switchedOff = ({ assembly }: ReturnType<typeof assemblyOf>) =>
  only(assembly, 'AWS::ApiGateway::RestApi').properties.DisableExecuteApiEndpoint;

const both = assemblyOf({ keepDefaultEndpoint: 'true' });
const one = assemblyOf({});
const ofDefault = /^https:\/\/\*\.execute-api\.\$\{AWS::Region\}\.\$\{AWS::URLSuffix\}\/v1$/;

describe('as long as the operator keeps both', () => {
  test('the address before the domain answers on, and the prober asks it', () => {
    expect(switchedOff(both)).toBe(false);
    expect(both.asked).toMatch(ofDefault);
    expect(flatten(both.outputs.DefaultApiUrl?.Value)).toMatch(ofDefault);
    expect(both.outputs.ApiUrl?.Value).toBe('https://dtm.mst.gov.vn/v1');
  });

  test('the domain leads to the same stage, under the same path, so that links without a host are right at both', () => {
    const { BasePath } = only(both.assembly, 'AWS::ApiGateway::BasePathMapping').properties;
    expect(BasePath).toBe(only(both.assembly, 'AWS::ApiGateway::Stage').properties.StageName);
  });

  test('the firewall is before both: it belongs to the stage', () => {
    const { ResourceArn } = only(both.assembly, 'AWS::WAFv2::WebACLAssociation').properties;
    expect(flatten(ResourceArn)).toMatch(/\/restapis\/\*\/stages\/\*$/);
  });

  test('what the gateway answers itself asks for TLS as the functions do', () => {
    const strict = both.assembly
      .all('AWS::ApiGateway::GatewayResponse')
      .map(({ properties }) => properties.ResponseParameters as Record<string, string>)
      .map((parameters) => parameters['gatewayresponse.header.Strict-Transport-Security']);
    expect(strict).toEqual(gatewayProblems.map(() => `'${answerHeaders['Strict-Transport-Security']}'`));
  });
});

test('when the operator ends it, only the domain is left, and the prober asks it', () => {
  expect(switchedOff(one)).toBe(true);
  expect(one.asked).toBe('https://dtm.mst.gov.vn/v1');
  expect(one.outputs.DefaultApiUrl).toBeUndefined();
});

test('going from both to one changes the API, with a new deployment, and the prober', () => {
  const changed = both.assembly
    .all()
    .filter(({ logicalId, properties }) => {
      const after = one.assembly.all().find((other) => other.logicalId === logicalId);
      return JSON.stringify(after?.properties) !== JSON.stringify(properties);
    })
    .map(({ type }) => type);
  // Without a deployment the stage would serve on as before.
  expect(changed.toSorted()).toEqual([
    'AWS::ApiGateway::Deployment',
    'AWS::ApiGateway::RestApi',
    'AWS::ApiGateway::Stage',
    'AWS::Lambda::Function',
  ]);
});
