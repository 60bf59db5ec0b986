/** The names by which `dtm` finds what a stage has are those of the template. */
import { expect, test } from 'vitest';
import { flatten } from '../../infra/checks/assembly.ts';
import {
  bucketNamesOf,
  queueNamesOf,
  quotasTableOf,
  secretNamesOf,
  tableNamesOf,
} from '../../shared/contract/stage-names.ts';
import { hub, synthesize } from './hub.ts';

const assembly = synthesize(hub({ context: { stage: 'uat' } }));
const named = (type: string, property: string) =>
  assembly.all(type).map(({ properties }) => flatten(properties[property]));
const { receiptKeys, proberKey } = secretNamesOf('uat');

test.each([
  ['AWS::DynamoDB::Table', 'TableName', [...Object.values(tableNamesOf('uat')), quotasTableOf('uat')]],
  ['AWS::SQS::Queue', 'QueueName', Object.values(queueNamesOf('uat'))],
  [
    'AWS::S3::Bucket',
    'BucketName',
    Object.values(bucketNamesOf('uat', `\${AWS::AccountId}`, `\${AWS::Region}`)),
  ],
  ['AWS::SecretsManager::Secret', 'Name', [receiptKeys.a, receiptKeys.b, proberKey]],
])('the names of %s are those of the stage', (type, property, expected) => {
  expect(named(type, property).toSorted()).toEqual(expected.toSorted());
});
