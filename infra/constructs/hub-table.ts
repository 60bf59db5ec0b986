import {
  AttributeType,
  BillingMode,
  Table,
  TableEncryption,
  type WarmThroughput,
} from 'aws-cdk-lib/aws-dynamodb';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import type { Construct } from 'constructs';
import type { Settings } from '../settings.ts';
import { removalOf } from './removal.ts';

export type HubTableProps = {
  readonly settings: Settings;
  readonly key: IKey;
  readonly tableName: string;
  /** What it takes from its first second on; undefined for what AWS gives a new table. */
  readonly warmThroughput?: WarmThroughput | undefined;
};

/**
 * A table of the hub: `pk` and `sk`, no index (ids locate themselves, DESIGN §5), on-demand capacity, restorable
 * to any second of 35 days. `Table`, as `TableV2` with a customer-managed key cannot be region-agnostic.
 */
export const hubTable = (
  scope: Construct,
  id: string,
  { settings, key, tableName, warmThroughput }: HubTableProps,
) =>
  new Table(scope, id, {
    tableName,
    ...(warmThroughput && { warmThroughput }),
    partitionKey: { name: 'pk', type: AttributeType.STRING },
    sortKey: { name: 'sk', type: AttributeType.STRING },
    billingMode: BillingMode.PAY_PER_REQUEST,
    pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true },
    deletionProtection: settings.removal === 'retain',
    encryption: TableEncryption.CUSTOMER_MANAGED,
    encryptionKey: key,
    removalPolicy: removalOf(settings),
  });
