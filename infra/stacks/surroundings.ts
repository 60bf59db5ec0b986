import type { Stack } from 'aws-cdk-lib';
import { Key } from 'aws-cdk-lib/aws-kms';
import type { Bundles } from '../bundle.ts';
import type { HubFunctionSurroundings } from '../constructs/hub-function.ts';
import type { Settings } from '../settings.ts';
import type { StatefulStack } from './stateful.ts';

/** What a stack with functions is made of. */
export type ServingProps = {
  readonly settings: Settings;
  readonly stateful: StatefulStack;
  readonly bundles: Bundles;
};

/** To be called once in a stack: it imports the key there. */
export const surroundingsOf = (
  stack: Stack,
  { settings, stateful, bundles }: ServingProps,
): HubFunctionSurroundings => ({
  settings,
  bundles,
  operators: stateful.operators,
  // By ARN: a grant on the key itself would write the stack's roles into the other stack's key policy.
  key: Key.fromKeyArn(stack, 'Key', stateful.key.keyArn),
});
