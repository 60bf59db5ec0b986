/** A function that Lambda has no room for, behind the gateway: 500, as AWS documents it, and the hub's problem where there is one. */
import { expect, test } from 'vitest';
import { gatewayBody } from '../../infra/constructs/gateway-responses.ts';
import { ProblemDetails } from '../../shared/contract/problem.ts';
import { startTwin } from '../../twin/twin.ts';
import {
  apiResources,
  functionResources,
  type Resources,
  temporaryDirectory,
  writeAssembly,
} from './tiny-assembly.ts';

const handlers = { Api1: 'export const handler = async () => ({ statusCode: 200 });' };

/** What a caller gets of a function without room; the template as given, with a gateway and that function. */
async function answered(others: Resources): Promise<Response> {
  const crowded = functionResources('Api1', { properties: { ReservedConcurrentExecutions: 0 } });
  const assemblyDirectory = writeAssembly({ ...crowded, ...apiResources('Api1'), ...others }, handlers);
  const twin = await startTwin({ assemblyDirectory, stateDirectory: temporaryDirectory(), port: 0 });
  try {
    return await fetch(`${twin.apiUrl}/things/x`);
  } finally {
    await twin.stop();
  }
}

test('the gateway’s own answer is a 500', async () => {
  const answer = await answered({});
  expect(answer.status).toBe(500);
  expect(await answer.json()).toEqual({ message: 'Internal server error' });
});

test('the hub’s is a problem that says to come again, and when', async () => {
  const answer = await answered({
    Fault: {
      Type: 'AWS::ApiGateway::GatewayResponse',
      Properties: {
        RestApiId: { Ref: 'Api' },
        ResponseType: 'DEFAULT_5XX',
        StatusCode: '500',
        ResponseParameters: { 'gatewayresponse.header.Retry-After': "'5'" },
        ResponseTemplates: { 'application/json': gatewayBody('internal-error') },
      },
    },
  });
  expect([answer.status, answer.headers.get('Retry-After')]).toEqual([500, '5']);
  expect(ProblemDetails.parse(await answer.json())).toMatchObject({ code: 'internal-error', status: 500 });
});
