import type { JsonObject } from '../../wire.ts';
import type { BackendAnswer } from '../backend.ts';

export type Operation = (input: JsonObject) => Promise<BackendAnswer>;

export const answer = (output: JsonObject): BackendAnswer => ({ status: 200, output });

/** DynamoDB's refusals, by the names of its API reference. */
export const refused = (code: string, message: string): BackendAnswer => ({
  status: 400,
  output: {
    __type: `${code === 'ValidationException' ? 'com.amazon.coral.validate' : 'com.amazonaws.dynamodb.v20120810'}#${code}`,
    message,
  },
});

export const tableNotFound = (table: string): BackendAnswer =>
  refused('TableNotFoundException', `Table not found: ${table}`);

export const resourceNotFound = (table: string): BackendAnswer =>
  refused('ResourceNotFoundException', `Requested resource not found: Table: ${table} not found`);
