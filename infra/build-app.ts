/** Builds the whole CDK app from settings and bundles; `app.ts` runs it, tests and the twin import it. */
import { readFileSync } from 'node:fs';
import { App, type IPolicyValidationPlugin, Validations } from 'aws-cdk-lib';
import { AwsSolutionsChecks } from 'cdk-nag';
import { type Route, routes } from '../shared/contract/routes.ts';
import type { Bundles } from './bundle.ts';
import { HouseChecks } from './checks/house-checks.ts';
import { readSettings } from './settings.ts';
import { AccountStack } from './stacks/account.ts';
import { ApiStack } from './stacks/api.ts';
import { BackgroundStack } from './stacks/background.ts';
import { FunctionsStack } from './stacks/functions.ts';
import { addReplica } from './stacks/replica.ts';
import { StatefulStack } from './stacks/stateful.ts';

export type AppOptions = {
  readonly bundles: Bundles;
  /** Overrides of cdk.json; `-c` on the command line goes before both. */
  readonly context?: Readonly<Record<string, unknown>>;
  readonly outdir?: string;
  /** Where the CDK's command line is about to deploy: a replica in the same region is refused. */
  readonly region?: string | undefined;
  readonly routes?: readonly Route[];
  /** The checks of the templates; by default the house's own and cdk-nag's AwsSolutions. */
  readonly plugins?: (app: App) => IPolicyValidationPlugin[];
  /** CloudFormation's own validation, half of the time of a synth. On unless a test says otherwise. */
  readonly validateCloudFormation?: boolean;
};

const defaults = (): Record<string, unknown> =>
  JSON.parse(readFileSync(new URL('../cdk.json', import.meta.url), 'utf8')).context;

export function buildApp(options: AppOptions) {
  const app = new App({
    context: { ...defaults(), 'aws:cdk:enable-asset-metadata': true, ...options.context },
    analyticsReporting: false,
    builtinCloudFormationValidation: options.validateCloudFormation ?? true,
    ...(options.outdir ? { outdir: options.outdir } : {}),
  });
  const settings = readSettings((key) => app.node.tryGetContext(key), options.region);
  const { stage } = settings;

  const replica = addReplica(app, settings);
  const account = new AccountStack(app, 'account', { stackName: 'dtm-account' });
  const stateful = new StatefulStack(app, 'stateful', { stackName: `dtm-${stage}-stateful`, settings });
  const serving = { settings, stateful, bundles: options.bundles };
  const functions = new FunctionsStack(app, 'functions', { stackName: `dtm-${stage}-functions`, ...serving });
  const background = new BackgroundStack(app, 'background', {
    stackName: `dtm-${stage}-background`,
    ...serving,
  });
  const api = new ApiStack(app, 'api', {
    stackName: `dtm-${stage}-api`,
    ...serving,
    functions: functions.functions,
    trail: background.trail,
    routes: options.routes ?? routes,
  });
  api.addStackDependency(account, 'a stage with logs needs the role of API Gateway in the account');

  const plugins = options.plugins ?? ((root) => [new HouseChecks(), new AwsSolutionsChecks(root)]);
  Validations.of(app).addPlugins(...plugins(app));
  return { app, settings, replica, account, stateful, functions, background, api };
}
