import { Aws } from 'aws-cdk-lib';
import type { Alarm } from 'aws-cdk-lib/aws-cloudwatch';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import { PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { Construct } from 'constructs';

/** Where alarms go: operators subscribe to the topic by mail. */
export class Operators extends Construct {
  readonly topic: Topic;

  constructor(scope: Construct, id: string, props: { readonly stage: string; readonly key: IKey }) {
    super(scope, id);
    this.topic = new Topic(this, 'Topic', {
      topicName: `dtm-${props.stage}-operators`,
      masterKey: props.key,
      enforceSSL: true,
    });
    // A topic with a policy of its own loses the default one, and with it the alarms' right to publish.
    this.topic.addToResourcePolicy(
      new PolicyStatement({
        sid: 'AlarmsOfThisAccount',
        principals: [new ServicePrincipal('cloudwatch.amazonaws.com')],
        actions: ['sns:Publish'],
        resources: [this.topic.topicArn],
        conditions: { StringEquals: { 'aws:SourceAccount': Aws.ACCOUNT_ID } },
      }),
    );
  }

  /** Tells the operators when the alarm goes off and when it is over. */
  notify(alarm: Alarm): void {
    const action = new SnsAction(this.topic);
    alarm.addAlarmAction(action);
    alarm.addOkAction(action);
  }
}
