/** An item of a table, as the SDK's client takes and gives it. */
import type { AttributeValue } from '@aws-sdk/client-dynamodb';

export type Item = Record<string, AttributeValue>;
