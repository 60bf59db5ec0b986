/** What a deployment asks of an account, taken from what the synth wrote: the template says each thing once. */
import * as z from 'zod';
import { reservedConcurrency } from '../../contract/capacity.ts';
import {
  type DeploymentPlan,
  type Domain,
  type Named,
  type NamedType,
  namedTypes,
} from '../../domain/oversight/preflight/plan.ts';

/** Of each type, the property that has the name. */
const nameProperty: Readonly<Record<NamedType, string>> = {
  'AWS::DynamoDB::Table': 'TableName',
  'AWS::SQS::Queue': 'QueueName',
  'AWS::S3::Bucket': 'BucketName',
  'AWS::SecretsManager::Secret': 'Name',
  'AWS::Logs::LogGroup': 'LogGroupName',
  'AWS::KMS::Alias': 'AliasName',
};

const Resource = z.object({ Type: z.string(), Properties: z.record(z.string(), z.unknown()).default({}) });
type Resource = z.output<typeof Resource>;

export const StackTemplate = z.object({ Resources: z.record(z.string(), Resource).default({}) });

export type SynthesizedStack = {
  readonly id: string;
  readonly name: string;
  /** Null: in the region of whoever deploys, the hub's. */
  readonly region: string | null;
  readonly template: z.output<typeof StackTemplate>;
  readonly bootstrap: { readonly parameter: string; readonly version: number };
};

/**
 * `synthesized` in the order of their deployment; `settings` as they were given to the synth. Throws where the templates have no stage of
 * an API: they are not the hub's.
 */
export function deploymentPlan(
  stage: string,
  settings: Readonly<Record<string, string>>,
  synthesized: readonly SynthesizedStack[],
): DeploymentPlan {
  const stacks = synthesized.filter(({ region }) => region === null);
  const all = stacks.flatMap(({ id, template }) =>
    Object.values(template.Resources).map((resource) => ({ stack: id, ...resource })),
  );
  const of = (type: string) => all.filter(({ Type }) => Type === type).map(({ Properties }) => Properties);
  const [api] = of('AWS::ApiGateway::RestApi');
  return {
    stage,
    settings: [
      `-c stage=${stage}`,
      ...Object.entries(settings).map(([key, value]) => `-c ${key}=${value}`),
    ].join(' '),
    stacks: stacks.map(({ id, name }) => ({ id, name })),
    elsewhere: synthesized.flatMap(({ name, region }) => (region === null ? [] : [{ name, region }])),
    bootstrap: newest(stacks.map(({ bootstrap }) => bootstrap)),
    named: all.flatMap(namedOf),
    types: [...new Set(all.map(({ Type }) => Type))].toSorted(),
    reserved: Object.fromEntries(
      of('AWS::Lambda::Function').flatMap(({ FunctionName, ReservedConcurrentExecutions }) =>
        typeof ReservedConcurrentExecutions === 'number'
          ? [[String(FunctionName), ReservedConcurrentExecutions]]
          : [],
      ),
    ),
    reservable: reservedConcurrency,
    throttle: throttleOf(of('AWS::ApiGateway::Stage')[0]),
    domain: domainOf(of('AWS::ApiGateway::DomainName')[0], of('AWS::Route53::RecordSet')[0]),
    hasDefaultEndpoint: api?.DisableExecuteApiEndpoint !== true,
  };
}

const newest = (all: readonly SynthesizedStack['bootstrap'][]): SynthesizedStack['bootstrap'] => {
  const [first, ...rest] = all;
  if (first === undefined) throw new Error('the synth made no stack');
  return rest.reduce((most, one) => (one.version > most.version ? one : most), first);
};

function namedOf({ stack, Type, Properties }: Resource & { readonly stack: string }): Named[] {
  const type = namedTypes.find((one) => one === Type);
  if (type === undefined) return [];
  const name = nameOf(Properties[nameProperty[type]]);
  return name === null ? [] : [{ type, name, stack }];
}

/** Account and region as `${AWS::…}`; null for a name that other resources have a part in, which AWS draws anew. */
function nameOf(value: unknown): string | null {
  if (typeof value === 'string') return value;
  const { Ref, 'Fn::Join': join } = (value ?? {}) as {
    readonly Ref?: unknown;
    readonly 'Fn::Join'?: unknown;
  };
  if (Ref === 'AWS::AccountId' || Ref === 'AWS::Region') return `\${${Ref}}`;
  if (!Array.isArray(join)) return null;
  const [separator, parts] = join as [string, unknown[]];
  const names = parts.map(nameOf);
  return names.includes(null) ? null : names.join(separator);
}

const MethodSettings = z
  .tuple([z.object({ ThrottlingRateLimit: z.number(), ThrottlingBurstLimit: z.number() })])
  .rest(z.unknown());

function throttleOf(stage: Resource['Properties'] | undefined): DeploymentPlan['throttle'] {
  const [{ ThrottlingRateLimit, ThrottlingBurstLimit }] = MethodSettings.parse(stage?.MethodSettings);
  return { rate: ThrottlingRateLimit, burst: ThrottlingBurstLimit };
}

const NameProperties = z.object({ DomainName: z.string(), RegionalCertificateArn: z.string() });

function domainOf(
  name: Resource['Properties'] | undefined,
  record: Resource['Properties'] | undefined,
): Domain | null {
  if (name === undefined) return null;
  const { DomainName, RegionalCertificateArn } = NameProperties.parse(name);
  const zone = record?.HostedZoneId;
  return {
    name: DomainName,
    certificateArn: RegionalCertificateArn,
    hostedZoneId: typeof zone === 'string' ? zone : null,
  };
}
