/** Where a deployment would go: account, region, bootstrap, stacks that are there, types of the region. */
import {
  CloudFormationClient,
  DescribeStacksCommand,
  paginateListStackResources,
  paginateListTypes,
} from '@aws-sdk/client-cloudformation';
import { GetParameterCommand, SSMClient } from '@aws-sdk/client-ssm';
import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import type { AccountPorts } from '../../../app/ports/account.ts';
import type { StackState } from '../../../domain/oversight/preflight/readings.ts';
import type { Patience } from '../../clients.ts';
import { type AwsTarget, optionsOf } from '../../operator.ts';
import { call, callFor, given, isNamed, reading } from './reading.ts';

type Ports = Pick<AccountPorts, 'readPlace' | 'readBootstrapVersion' | 'readStacks' | 'readTypes'>;

export function groundPorts(target: AwsTarget | null, patience: Patience): Ports {
  const sts = new STSClient(optionsOf(target, patience));
  const ssm = new SSMClient(optionsOf(target, patience));
  const cloudFormation = new CloudFormationClient(optionsOf(target, patience));
  return {
    readPlace: () =>
      reading(() =>
        call('sts:GetCallerIdentity', async () => {
          const region = await sts.config.region();
          const { Account } = await sts.send(new GetCallerIdentityCommand({}));
          return { account: given(Account, 'Account'), region };
        }),
      ),
    readBootstrapVersion: (Name) =>
      reading(() =>
        callFor('ssm:GetParameter', isNamed('ParameterNotFound'), async () => {
          const { Parameter } = await ssm.send(new GetParameterCommand({ Name }));
          return Number(given(Parameter?.Value, 'Value'));
        }),
      ),
    readStacks: (names) =>
      reading(async () => {
        const states = await Promise.all(
          names.map(async (name) => [name, await stackOf(cloudFormation, name)] as const),
        );
        return new Map(states.flatMap(([name, state]) => (state === null ? [] : [[name, state]])));
      }),
    readTypes: () =>
      reading(() =>
        call('cloudformation:ListTypes', async () => {
          const pages = paginateListTypes(
            { client: cloudFormation, pageSize: 100 },
            { Visibility: 'PUBLIC', Type: 'RESOURCE', Filters: { Category: 'AWS_TYPES' } },
          );
          const types = new Set<string>();
          for await (const { TypeSummaries = [] } of pages)
            for (const { TypeName } of TypeSummaries) if (TypeName !== undefined) types.add(TypeName);
          return types;
        }),
      ),
  };
}

/** CloudFormation has no error of its own for a stack that is not there. */
const isNoStack = ({ name, message }: Error): boolean =>
  name === 'ValidationError' && message.includes('does not exist');

async function stackOf(client: CloudFormationClient, StackName: string): Promise<StackState | null> {
  const found = await callFor('cloudformation:DescribeStacks', isNoStack, () =>
    client.send(new DescribeStacksCommand({ StackName })),
  );
  const stack = found?.Stacks?.[0];
  if (stack === undefined) return null;
  return {
    status: stack.StackStatus ?? '',
    isProtected: stack.EnableTerminationProtection === true,
    outputs: Object.fromEntries(
      (stack.Outputs ?? []).map(({ OutputKey, OutputValue = '' }) => [OutputKey, OutputValue]),
    ),
    resources: await resourcesOf(client, StackName),
  };
}

/** What was deleted, or left behind when its stack was rolled back, is listed on and is not the stack's any more. */
const resourcesOf = (client: CloudFormationClient, StackName: string): Promise<string[]> =>
  call('cloudformation:ListStackResources', async () => {
    const ids: string[] = [];
    for await (const { StackResourceSummaries = [] } of paginateListStackResources({ client }, { StackName }))
      for (const { PhysicalResourceId, ResourceStatus = '' } of StackResourceSummaries)
        if (PhysicalResourceId !== undefined && !/^DELETE_(COMPLETE|SKIPPED)$/.test(ResourceStatus))
          ids.push(PhysicalResourceId);
    return ids;
  });
