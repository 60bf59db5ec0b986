import { RemovalPolicy, Validations } from 'aws-cdk-lib';
import { AttributeType, BillingMode, Table, TableEncryption } from 'aws-cdk-lib/aws-dynamodb';
import type { Construct } from 'constructs';
import type { HubTableProps } from './hub-table.ts';

/**
 * What senders have used of their quotas of the day (ADR 44). DynamoDB deletes each item some days later; without the table calls go on,
 * counted by each container for itself.
 */
export function quotasTable(
  scope: Construct,
  id: string,
  { key, tableName }: Pick<HubTableProps, 'key' | 'tableName'>,
) {
  const table = new Table(scope, id, {
    tableName,
    partitionKey: { name: 'pk', type: AttributeType.STRING },
    sortKey: { name: 'sk', type: AttributeType.STRING },
    billingMode: BillingMode.PAY_PER_REQUEST,
    timeToLiveAttribute: 'expires',
    encryption: TableEncryption.CUSTOMER_MANAGED,
    encryptionKey: key,
    removalPolicy: RemovalPolicy.DESTROY,
  });
  Validations.of(table).acknowledge({
    id: 'AwsSolutions-DDB3',
    reason: 'Counts of a day: of no worth on the next one, and begun anew where they are lost.',
  });
  return table;
}
