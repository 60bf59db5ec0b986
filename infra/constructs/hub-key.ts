import { Aws } from 'aws-cdk-lib';
import { PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Key } from 'aws-cdk-lib/aws-kms';
import { Construct } from 'constructs';
import type { Settings } from '../settings.ts';
import { removalOf } from './removal.ts';

/**
 * The one customer-managed key and the only writer of its policy: the account (so that IAM policies of roles
 * suffice) and each AWS service that uses the key in its own name. `infra/checks/key-services.ts` fails the
 * synth when a resource needs a service that is not here.
 */
export class HubKey extends Construct {
  readonly key: Key;

  constructor(scope: Construct, id: string, props: { readonly settings: Settings }) {
    const { settings } = props;
    super(scope, id);
    this.key = new Key(this, 'Key', {
      alias: `alias/dtm-${settings.stage}`,
      description: `DTM hub ${settings.stage}: tables, queues, journal, logs`,
      enableKeyRotation: true,
      removalPolicy: removalOf(settings),
    });
    this.key.addToResourcePolicy(
      new PolicyStatement({
        sid: 'LogGroupsOfThisAccount',
        principals: [new ServicePrincipal(`logs.${Aws.REGION}.amazonaws.com`)],
        actions: ['kms:Encrypt', 'kms:Decrypt', 'kms:ReEncrypt*', 'kms:GenerateDataKey*', 'kms:DescribeKey'],
        resources: ['*'],
        conditions: {
          ArnLike: {
            'kms:EncryptionContext:aws:logs:arn': `arn:${Aws.PARTITION}:logs:${Aws.REGION}:${Aws.ACCOUNT_ID}:log-group:*`,
          },
        },
      }),
    );
    this.key.addToResourcePolicy(
      new PolicyStatement({
        sid: 'AlarmsToTheOperatorsTopic',
        principals: [new ServicePrincipal('cloudwatch.amazonaws.com')],
        actions: ['kms:Decrypt', 'kms:GenerateDataKey*'],
        resources: ['*'],
        // As in the topic's policy; "Least-privilege permissions" of the KMS Developer Guide asks for it where a service is the principal.
        conditions: { StringEquals: { 'aws:SourceAccount': Aws.ACCOUNT_ID } },
      }),
    );
    this.key.addToResourcePolicy(
      new PolicyStatement({
        sid: 'UploadsToTheQueueOfBatches',
        principals: [new ServicePrincipal('s3.amazonaws.com')],
        actions: ['kms:Decrypt', 'kms:GenerateDataKey*'],
        resources: ['*'],
        // "Key management" of the SQS Developer Guide, where it makes event sources and encrypted queues compatible.
        conditions: { StringEquals: { 'aws:SourceAccount': Aws.ACCOUNT_ID } },
      }),
    );
  }
}
