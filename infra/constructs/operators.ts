import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { Aws } from 'aws-cdk-lib';
import type { Alarm } from 'aws-cdk-lib/aws-cloudwatch';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import { PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { EmailSubscription } from 'aws-cdk-lib/aws-sns-subscriptions';
import { Construct } from 'constructs';
import type { Settings } from '../settings.ts';

const projectDirectory = join(import.meta.dirname, '../..');

/** Where alarms go and what operators do about them: a topic that is subscribed to by mail, and runbooks. */
export class Operators extends Construct {
  readonly topic: Topic;
  readonly #repositoryUrl: string | undefined;

  constructor(scope: Construct, id: string, props: { readonly settings: Settings; readonly key: IKey }) {
    super(scope, id);
    const { stage, operatorsEmail, repositoryUrl } = props.settings;
    this.#repositoryUrl = repositoryUrl;
    this.topic = new Topic(this, 'Topic', {
      topicName: `dtm-${stage}-operators`,
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
    if (operatorsEmail) this.topic.addSubscription(new EmailSubscription(operatorsEmail));
  }

  /**
   * Where a runbook is read: its path in the repository, behind the repository's address where that is set. Throws where
   * there is no such page.
   */
  runbookUrl(name: string): string {
    const path = `docs/runbooks/${name}.md`;
    if (!existsSync(join(projectDirectory, path)))
      throw new Error(
        `${path} is missing: an alarm without a runbook helps nobody at night. Write the page.`,
      );
    return this.#repositoryUrl === undefined ? path : `${this.#repositoryUrl}/${path}`;
  }

  /** Tells the operators when the alarm goes off and when it is over. */
  notify(alarm: Alarm): void {
    const action = new SnsAction(this.topic);
    alarm.addAlarmAction(action);
    alarm.addOkAction(action);
  }
}
