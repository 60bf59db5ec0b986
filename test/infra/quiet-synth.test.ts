/** What an operator reads before a deployment is not buried under warnings: the synth says nothing, whatever is set. */
import { Annotations, RemovalPolicy } from 'aws-cdk-lib';
import { AttributeType, Table } from 'aws-cdk-lib/aws-dynamodb';
import { AwsSolutionsChecks } from 'cdk-nag';
import { expect, test, vi } from 'vitest';
import { HouseChecks } from '../../infra/checks/house-checks.ts';
import { type Hub, hub } from './hub.ts';

const named = {
  domain: 'dtm.mst.gov.vn',
  certificateArn: 'arn:aws:acm:ap-southeast-1:111111111111:certificate/0a1b',
};
const every = {
  ...named,
  stage: 'uat',
  hostedZoneId: 'Z123',
  keepDefaultEndpoint: 'true',
  reserveConcurrency: 'true',
  operatorsEmail: 'dtm-ops@mst.gov.vn',
  repositoryUrl: 'https://git.mst.gov.vn/dtm/hub/-/blob/main',
  logRetentionMonths: '36',
  drillDays: '7',
};

/** What the synth prints, and what it leaves in the assembly for `cdk` to print. */
function saidBy(
  context: Readonly<Record<string, unknown>>,
  change: (built: Hub) => void = () => undefined,
): string[] {
  const said: string[] = [];
  const listen = (...texts: readonly unknown[]): boolean => {
    said.push(texts.join(' '));
    return true;
  };
  vi.spyOn(process.stdout, 'write').mockImplementation(listen);
  vi.spyOn(process.stderr, 'write').mockImplementation(listen);
  for (const level of ['log', 'info', 'warn', 'error'] as const)
    vi.spyOn(console, level).mockImplementation(listen);
  const built = hub({
    context,
    plugins: (app) => [new HouseChecks(), new AwsSolutionsChecks(app)],
  });
  change(built);
  const { stacks } = built.app.synth();
  vi.restoreAllMocks();
  return [...said, ...stacks.flatMap(({ messages }) => messages.map(({ entry }) => String(entry.data)))];
}

test.each([
  {},
  { stage: 'prod' },
  { stage: 'prod', ...named },
  { stage: 'trial', removal: 'destroy' },
  every,
])('nothing is said: %j', (context) => {
  expect(saidBy(context)).toEqual([]);
});

test('a deprecated property would be said, and a warning of a construct', () => {
  const said = saidBy({}, ({ account }) => {
    new Table(account, 'Planted', {
      partitionKey: { name: 'pk', type: AttributeType.STRING },
      pointInTimeRecovery: true,
      removalPolicy: RemovalPolicy.DESTROY,
    });
    Annotations.of(account).addWarningV2('planted', 'a planted warning');
  });
  expect(said.join('\n')).toMatch(/pointInTimeRecovery is deprecated[\s\S]*a planted warning/);
});
