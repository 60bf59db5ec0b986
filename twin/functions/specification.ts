/** What the template says about one function, in the terms of whoever runs it. */
import { existsSync, statSync } from 'node:fs';
import type { Deployed, World } from '../template/world.ts';

export type FunctionSpecification = {
  readonly name: string;
  readonly label: string;
  readonly arn: string;
  readonly roleArn: string;
  readonly directory: string;
  readonly handler: string;
  readonly runtime: string;
  readonly timeoutSeconds: number;
  readonly memoryMegabytes: number;
  readonly reservedConcurrency: number | undefined;
  readonly variables: Readonly<Record<string, string>>;
  readonly logGroup: string;
  readonly logFormat: 'JSON' | 'Text';
  readonly logLevel: string | undefined;
};

/** Lambda's limit on all variables together. */
const MOST_VARIABLES_BYTES = 4096;

type Properties = {
  readonly Code?: { readonly S3Key?: string; readonly ZipFile?: string };
  readonly Handler?: string;
  readonly Runtime?: string;
  readonly Role?: string;
  readonly Timeout?: number;
  readonly MemorySize?: number;
  readonly ReservedConcurrentExecutions?: number;
  readonly Environment?: { readonly Variables?: Record<string, unknown> };
  readonly LoggingConfig?: {
    readonly LogGroup?: string;
    readonly LogFormat?: 'JSON' | 'Text';
    readonly ApplicationLogLevel?: string;
  };
};

function assetOf(resource: Deployed, key: string | undefined): string {
  const directory = key === undefined ? undefined : resource.asset(key);
  if (directory === undefined) {
    throw new Error(
      `AWS::Lambda::Function ${resource.label}: its code is no asset of the assembly (${key}); use Code.fromAsset`,
    );
  }
  if (!existsSync(directory) || !statSync(directory).isDirectory()) {
    throw new Error(
      `AWS::Lambda::Function ${resource.label}: ${directory} is no folder; build the bundles and synthesize again`,
    );
  }
  return directory;
}

function specificationOf(resource: Deployed): FunctionSpecification {
  const properties = resource.properties() as Properties;
  const name = resource.ref();
  const { Runtime = '', LoggingConfig } = properties;
  const fault = (text: string): Error => new Error(`AWS::Lambda::Function ${resource.label}: ${text}`);
  if (!Runtime.startsWith('nodejs')) throw fault(`the twin runs Node.js functions only, not '${Runtime}'`);
  const variables = Object.entries(properties.Environment?.Variables ?? {}).map(
    ([key, value]): [string, string] => {
      if (value === undefined || value === null || typeof value === 'object') {
        throw fault(`environment variable ${key} is no text: ${JSON.stringify(value)}`);
      }
      return [key, String(value)];
    },
  );
  const bytes = variables.reduce((sum, [key, value]) => sum + Buffer.byteLength(key + value), 0);
  if (bytes > MOST_VARIABLES_BYTES)
    throw fault(`its environment has ${bytes} bytes, Lambda takes ${MOST_VARIABLES_BYTES}`);
  return {
    name,
    label: resource.label,
    arn: resource.attribute('Arn'),
    roleArn: String(properties.Role),
    directory: assetOf(resource, properties.Code?.S3Key),
    handler: properties.Handler ?? '',
    runtime: Runtime,
    timeoutSeconds: Number(properties.Timeout ?? 3),
    memoryMegabytes: Number(properties.MemorySize ?? 128),
    reservedConcurrency: properties.ReservedConcurrentExecutions,
    variables: Object.fromEntries(variables),
    logGroup: LoggingConfig?.LogGroup ?? `/aws/lambda/${name}`,
    logFormat: LoggingConfig?.LogFormat ?? 'Text',
    logLevel: LoggingConfig?.ApplicationLogLevel,
  };
}

export const functionSpecifications = (world: World): FunctionSpecification[] =>
  world.ofType('AWS::Lambda::Function').map(specificationOf);
