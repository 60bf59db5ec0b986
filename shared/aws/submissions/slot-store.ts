/** The slots of receipt keys as they are changed: their record in table Registry, and the secrets. */
import {
  ConditionalCheckFailedException,
  type DynamoDBClient,
  PutItemCommand,
} from '@aws-sdk/client-dynamodb';
import type { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import type {
  PutSlotSecret,
  ReadSigningState,
  ReadSlotSecret,
  WriteSigningState,
} from '../../app/ports/signing.ts';
import { parseRecorded } from '../../contract/recorded.ts';
import { SigningState, type Slot } from '../../contract/submissions/receipt.ts';
import { CURRENT } from '../../domain/registry/records.ts';
import { firstState } from '../../domain/submissions/signing-keys.ts';
import { signingStateReader } from '../registry.ts';
import { putSecret, readSecret } from '../secrets.ts';

type SlotConfig = {
  readonly REGISTRY_TABLE: string;
  readonly RECEIPT_KEY_A: string;
  readonly RECEIPT_KEY_B: string;
};

type SlotStore = {
  readonly readState: ReadSigningState;
  readonly writeState: WriteSigningState;
  readonly readSlotSecret: ReadSlotSecret;
  readonly putSlotSecret: PutSlotSecret;
};

const SLOTS = `signing-keys#${CURRENT}`;

/** The record has versions of its own: `registry#version` stays, so that nobody reads the tree again for a key. */
export function slotStore(
  client: DynamoDBClient,
  secrets: SecretsManagerClient,
  config: SlotConfig,
  now: () => number,
): SlotStore {
  const table = config.REGISTRY_TABLE;
  const idOf = (slot: Slot): string => (slot === 'a' ? config.RECEIPT_KEY_A : config.RECEIPT_KEY_B);
  const read = signingStateReader(client, table);
  return {
    readState: async () => {
      const found = await read();
      if (found === null) return { value: firstState, version: 0 };
      return { value: parseRecorded(SigningState, found.value), version: found.version };
    },
    writeState: async (state, behind) => {
      const Item = {
        pk: { S: SLOTS },
        sk: { S: String(behind + 1).padStart(10, '0') },
        body: { S: JSON.stringify(parseRecorded(SigningState, state)) },
        at: { S: new Date(now()).toISOString() },
      };
      try {
        await client.send(
          new PutItemCommand({ TableName: table, Item, ConditionExpression: 'attribute_not_exists(pk)' }),
        );
        return 'written';
      } catch (error) {
        if (error instanceof ConditionalCheckFailedException) return 'lost the race';
        throw error;
      }
    },
    readSlotSecret: async (slot) => {
      const secret = await readSecret(secrets)(idOf(slot));
      if (secret === null) throw new Error(`there is no secret ${idOf(slot)}: deploy the stateful stack`);
      return secret;
    },
    putSlotSecret: (slot, secret, token) => putSecret(secrets)(idOf(slot), secret, token),
  };
}
