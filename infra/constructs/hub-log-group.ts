import type { IKey } from 'aws-cdk-lib/aws-kms';
import { LogGroup } from 'aws-cdk-lib/aws-logs';
import type { Construct } from 'constructs';
import type { Settings } from '../settings.ts';
import { removalAfterCreation } from './removal.ts';

export type HubLogGroupProps = { readonly settings: Settings; readonly key: IKey; readonly name: string };

/** Logs are evidence (R13, R23): encrypted, kept as long as the context says, and longer than the stack. */
export const hubLogGroup = (scope: Construct, id: string, { settings, key, name }: HubLogGroupProps) =>
  new LogGroup(scope, id, {
    logGroupName: name,
    encryptionKey: key,
    retention: settings.logRetentionMonths,
    removalPolicy: removalAfterCreation(settings),
  });
