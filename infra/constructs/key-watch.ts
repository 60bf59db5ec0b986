import { EventField, Rule, RuleTargetInput } from 'aws-cdk-lib/aws-events';
import { SnsTopic } from 'aws-cdk-lib/aws-events-targets';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { EmailSubscription } from 'aws-cdk-lib/aws-sns-subscriptions';
import { Construct } from 'constructs';
import type { Settings } from '../settings.ts';
import type { Operators } from './operators.ts';

type KeyWatchProps = { readonly settings: Settings; readonly key: IKey; readonly operators: Operators };

/**
 * Tells the operators that somebody switches the hub's key off, or has it deleted: from then on nothing of the hub can be read, and
 * no alarm is heard, as the operators' topic is encrypted with that key. So this has a topic of its own, under no key of ours.
 */
export class KeyWatch extends Construct {
  constructor(scope: Construct, id: string, { settings, key, operators }: KeyWatchProps) {
    super(scope, id);
    const { stage, operatorsEmail } = settings;
    const topic = new Topic(this, 'Topic', { topicName: `dtm-${stage}-key-watch`, enforceSSL: true });
    if (operatorsEmail) topic.addSubscription(new EmailSubscription(operatorsEmail));
    const rule = new Rule(this, 'Rule', {
      ruleName: `dtm-${stage}-key-watch`,
      description: 'The hub’s key is switched off or will be deleted; needs a trail with management events.',
      eventPattern: {
        source: ['aws.kms'],
        detailType: ['AWS API Call via CloudTrail'],
        detail: {
          eventSource: ['kms.amazonaws.com'],
          eventName: ['DisableKey', 'ScheduleKeyDeletion'],
          // The request names the key by id or by ARN; here it is its ARN always.
          resources: { ARN: [key.keyArn] },
        },
      },
    });
    const at = (path: string): string => EventField.fromPath(path);
    rule.addTarget(
      new SnsTopic(topic, {
        message: RuleTargetInput.fromText(
          `DTM hub ${stage}: ${at('$.detail.eventName')} on the hub's key by ${at('$.detail.userIdentity.arn')} at ${at('$.time')}. ` +
            'Within minutes nothing of the hub can be read or written, and no other alarm is heard. ' +
            `Runbook: ${operators.runbookUrl('key-disabled')}`,
        ),
      }),
    );
  }
}
