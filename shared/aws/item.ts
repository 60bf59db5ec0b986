/** An item of a table, as the SDK's client takes and gives it. */
import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import { checkFormat } from '../contract/recorded.ts';

export type Item = Record<string, AttributeValue>;

/** The body of an item that has it as JSON text; null where there is none. Throws NewerFormat. */
export function jsonBody({ pk, sk, format, body }: Item): unknown {
  checkFormat(format?.N, `${pk?.S} ${sk?.S}`);
  return JSON.parse(body?.S ?? 'null');
}
