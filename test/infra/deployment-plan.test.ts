/** The plan of a preflight is the template's own: no name and no figure stands twice. */
import { expect, test } from 'vitest';
import { stacksOf } from '../../cli/synthesized-stacks.ts';
import { deploymentPlan } from '../../shared/app/oversight/deployment-plan.ts';
import {
  bucketNamesOf,
  queueNamesOf,
  secretNamesOf,
  tableNamesOf,
} from '../../shared/contract/stage-names.ts';
import { namedTypes } from '../../shared/domain/oversight/preflight/plan.ts';
import { hub } from './hub.ts';

const named = {
  domain: 'dtm.mst.gov.vn',
  certificateArn: 'arn:aws:acm:ap-southeast-1:111111111111:certificate/0a1b',
  hostedZoneId: 'Z123',
};
const stacksFor = (context: Readonly<Record<string, string>>) =>
  stacksOf(hub({ context: { stage: 'uat', ...context } }).app.synth().directory);
const planFor = (context: Readonly<Record<string, string>> = {}) =>
  deploymentPlan('uat', context, stacksFor(context));

const plan = planFor();

test('the stacks, each after those that it refers to, and the bootstrap that cdk asks for', () => {
  expect(plan.stacks.map(({ id }) => id)).toEqual(['account', 'stateful', 'functions', 'background', 'api']);
  expect(plan.stacks[1]).toEqual({ id: 'stateful', name: 'dtm-uat-stateful' });
  expect(plan.bootstrap).toEqual({ parameter: '/cdk-bootstrap/hnb659fds/version', version: 8 });
});

test('the replica is in a region of its own: its stack is named, and nothing of it is looked for in the hub’s', () => {
  const { stacks, elsewhere, named: names } = planFor({ replicaRegion: 'ap-southeast-3' });
  expect(stacks.map(({ id }) => id)).toEqual(plan.stacks.map(({ id }) => id));
  expect(elsewhere).toEqual([{ name: 'dtm-uat-replica', region: 'ap-southeast-3' }]);
  expect(names.filter(({ stack }) => stack === 'replica')).toEqual([]);
});

test('every name of the stage, with its stack', () => {
  const { receiptKeys, proberKey } = secretNamesOf('uat');
  const names = plan.named.filter(({ stack }) => stack === 'stateful').map(({ name }) => name);
  expect(names).toEqual(
    expect.arrayContaining([
      ...Object.values(tableNamesOf('uat')),
      ...Object.values(queueNamesOf('uat')),
      ...Object.values(bucketNamesOf('uat', `\${AWS::AccountId}`, `\${AWS::Region}`)),
      receiptKeys.a,
      receiptKeys.b,
      proberKey,
      'alias/dtm-uat',
    ]),
  );
  expect(plan.named).toContainEqual({ type: 'AWS::Logs::LogGroup', name: '/dtm/uat/access', stack: 'api' });
});

test('what is retained and has a name of ours is looked for', () => {
  const known = new Set<string>(namedTypes);
  // Made anew under another name: the key (by its id), the role; the setting of the account is one for all.
  const nameless = ['AWS::KMS::Key', 'AWS::IAM::Role', 'AWS::ApiGateway::Account'];
  const retained = hub()
    .app.synth()
    .stacks.flatMap(({ template }) =>
      Object.values<{ Type: string; DeletionPolicy?: string }>(template.Resources),
    )
    .filter(({ DeletionPolicy = '' }) => DeletionPolicy.startsWith('Retain'))
    .map(({ Type }) => Type);
  expect(retained.filter((type) => !known.has(type) && !nameless.includes(type))).toEqual([]);
});

test('what API Gateway lets in, and what Lambda sets aside when that is asked for', () => {
  expect(plan.throttle).toEqual({ rate: 2000, burst: 4000 });
  expect(plan.reserved).toEqual({});
  expect(planFor({ reserveConcurrency: 'true' }).reserved).toEqual({
    'dtm-uat-aggregate': 2,
    'dtm-uat-prober': 2,
  });
});

test('the domain with its certificate and zone, and whether the address before it answers on', () => {
  expect([plan.domain, plan.hasDefaultEndpoint]).toEqual([null, true]);
  const { domain, certificateArn, hostedZoneId } = named;
  expect(planFor(named)).toMatchObject({
    settings: `-c stage=uat -c domain=${domain} -c certificateArn=${certificateArn} -c hostedZoneId=Z123`,
    domain: { name: domain, certificateArn, hostedZoneId },
    hasDefaultEndpoint: false,
  });
  expect(planFor({ domain, certificateArn, keepDefaultEndpoint: 'true' })).toMatchObject({
    domain: { name: domain, hostedZoneId: null },
    hasDefaultEndpoint: true,
  });
});
