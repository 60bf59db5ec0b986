/** Table Quotas in memory, for the real adapter: the one request that it makes, counted in AWS's units by the size of the real item. */
import {
  type AttributeValue,
  ConditionalCheckFailedException,
  DynamoDBClient,
  type UpdateItemCommandInput,
} from '@aws-sdk/client-dynamodb';
import { bytesOf, writeUnits } from '../units/store.ts';

export class CountingQuotas extends DynamoDBClient {
  readonly #items = new Map<string, Record<string, AttributeValue>>();
  /** By partition key. */
  readonly spent = new Map<string, { calls: number; units: number }>();

  constructor() {
    super({ region: 'ap-southeast-1', credentials: { accessKeyId: 'none', secretAccessKey: 'none' } });
    // The overloads of `send` are thousands; what comes is known by its name.
    (this as { send: unknown }).send = async (command: {
      constructor: { name: string };
      input: UpdateItemCommandInput;
    }) => {
      if (command.constructor.name !== 'UpdateItemCommand') throw new Error(command.constructor.name);
      return { Attributes: this.#update(command.input) };
    };
  }

  /** `SET #name = :value, …`, where no `#name <= :value` of the condition is false. A write that fails is charged as well. */
  #update(input: UpdateItemCommandInput): Record<string, AttributeValue> {
    const { Key = {}, UpdateExpression = '', ConditionExpression = '' } = input;
    const names = input.ExpressionAttributeNames ?? {};
    const values = input.ExpressionAttributeValues ?? {};
    const pk = Key.pk?.S ?? '';
    const place = `${pk} ${Key.sk?.S}`;
    const item = { ...(this.#items.get(place) ?? Key) };
    const before = writeUnits(bytesOf(item));
    const isOvertaken = [...ConditionExpression.matchAll(/(#\w+) <= (:\w+)/g)].some(
      ([, name = '', value = '']) => Number(item[names[name] ?? '']?.N ?? 0) > Number(values[value]?.N),
    );
    if (!isOvertaken)
      for (const [, name = '', value = ''] of UpdateExpression.matchAll(/(#\w+) = (:\w+)/g))
        item[names[name] ?? ''] = values[value] ?? { NULL: true };
    const spent = this.spent.get(pk) ?? { calls: 0, units: 0 };
    this.spent.set(pk, {
      calls: spent.calls + 1,
      units: spent.units + Math.max(before, writeUnits(bytesOf(item))),
    });
    if (isOvertaken) throw new ConditionalCheckFailedException({ message: 'overtaken', $metadata: {} });
    this.#items.set(place, item);
    return item;
  }
}
