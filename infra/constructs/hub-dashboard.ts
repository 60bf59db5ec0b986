import { Duration } from 'aws-cdk-lib';
import { Dashboard, PeriodOverride, TextWidget } from 'aws-cdk-lib/aws-cloudwatch';
import { Construct } from 'constructs';
import { stagePrefix } from '../../shared/contract/stage-names.ts';
import { FULL, rows } from './dashboard/layout.ts';
import { questions } from './dashboard/questions.ts';
import { type Shown, widgetsOf } from './dashboard/widgets.ts';

export type HubDashboardProps = Shown;

/**
 * The one dashboard, for the wall: ordered by question. Made last in the app, as it shows all alarms that are there. All in it
 * is by name, so that it refers to no resource of another stack.
 */
export class HubDashboard extends Construct {
  constructor(scope: Construct, id: string, props: HubDashboardProps) {
    super(scope, id);
    const answers = widgetsOf(this, props);
    const dashboard = new Dashboard(this, 'Dashboard', {
      dashboardName: stagePrefix(props.settings.stage),
      defaultInterval: Duration.hours(12),
      periodOverride: PeriodOverride.AUTO,
    });
    for (const question of questions) {
      const note = question === 'What does it cost?' ? '\nQuantities; what each costs: docs/deploy.md' : '';
      dashboard.addWidgets(
        new TextWidget({ markdown: `## ${question}${note}`, width: FULL, height: note ? 2 : 1 }),
      );
      for (const row of rows(answers[question])) dashboard.addWidgets(...row);
    }
  }
}
