import { expect, test } from 'vitest';
import { hub, synthesize, only } from './hub.ts';
import { AwsSolutionsChecks } from 'cdk-nag';
import { HouseChecks } from '../../infra/checks/house-checks.ts';
test('x', () => {
  const a = hub({ validateCloudFormation: true, plugins: (app) => [new HouseChecks(), new AwsSolutionsChecks(app)], context: { stage: 'prod', replicaRegion: 'ap-southeast-3', replicaKeyArn: 'arn:aws:kms:ap-southeast-3:111111111111:key/0a1b' } });
  const s = synthesize(a);
  for (const r of s.all()) if (r.templatePath.includes('replica') || /Replic|KeyWatch/.test(r.logicalId) || r.type === 'AWS::S3::Bucket') console.log(JSON.stringify(r, null, 1));
});
