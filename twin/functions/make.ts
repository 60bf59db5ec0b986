import type { Surroundings } from '../checks/surroundings.ts';
import type { Closing } from '../closing.ts';
import { credentialsOf } from '../credentials.ts';
import { withLocalApi } from '../gateway/local-url.ts';
import type { Ground } from '../ground.ts';
import { withLocalIssuer } from '../issuer/local-issuer.ts';
import { REGION, type TwinOptions } from '../options.ts';
import type { Telling } from '../telling.ts';
import { createFunction, type LambdaFunction } from './function.ts';

/** Processes of a function at the same time. */
export const processesOf = (options: TwinOptions): number => options.processesPerFunction ?? 2;

export type FunctionSurroundings = {
  readonly options: TwinOptions;
  readonly ground: Ground;
  readonly telling: Telling;
  readonly closing: Closing;
  readonly awsUrl: string;
  /** What a function asks that knows the API by its address on AWS. */
  readonly apiUrl: string;
};

/** Puts the functions of the template into the map, by ARN. None of them is loaded yet. */
export function makeFunctions(
  functions: Map<string, LambdaFunction>,
  template: Surroundings,
  { options, ground, telling, closing, awsUrl, apiUrl }: FunctionSurroundings,
): void {
  for (const one of template.functions) {
    const specification = withLocalIssuer(
      withLocalApi(one, template.gateway, REGION, apiUrl),
      options.issuer,
    );
    const { accessKeyId, secretAccessKey, sessionToken } = credentialsOf(specification.arn);
    const lambda = createFunction({
      specification,
      processes: processesOf(options),
      awsEnvironment: {
        AWS_REGION: REGION,
        AWS_DEFAULT_REGION: REGION,
        AWS_ACCESS_KEY_ID: accessKeyId,
        AWS_SECRET_ACCESS_KEY: secretAccessKey,
        AWS_SESSION_TOKEN: sessionToken,
        AWS_ENDPOINT_URL: awsUrl,
      },
      logs: ground.logs,
      clockOffset: ground.clock.offset,
      randomUuid: ground.randomUuid,
      onInvoked: ground.measured.onInvoked,
      onFunctionError: (functionName, error) =>
        telling.unlessDown({ kind: 'functionError', functionName, error }),
    });
    functions.set(specification.arn, lambda);
    closing.add(lambda.close);
  }
}
