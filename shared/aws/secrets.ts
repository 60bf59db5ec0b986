/** Secrets Manager: text that the hub keeps from everybody but the functions that need it. Never log what comes from here. */
import {
  GetSecretValueCommand,
  PutSecretValueCommand,
  ResourceNotFoundException,
  type SecretsManagerClient,
} from '@aws-sdk/client-secrets-manager';

/** `id` is the secret's name or ARN. Null when there is no such secret, or it has no value yet. */
export type ReadSecret = (id: string) => Promise<string | null>;

/** Writes a new current version; the one before it stays readable as AWSPREVIOUS. */
export type PutSecret = (id: string, value: string) => Promise<void>;

export const readSecret =
  (client: SecretsManagerClient): ReadSecret =>
  async (id) => {
    try {
      const { SecretString } = await client.send(new GetSecretValueCommand({ SecretId: id }));
      return SecretString ?? null;
    } catch (error) {
      if (error instanceof ResourceNotFoundException) return null;
      throw error;
    }
  };

export const putSecret =
  (client: SecretsManagerClient): PutSecret =>
  async (id, value) => {
    await client.send(new PutSecretValueCommand({ SecretId: id, SecretString: value }));
  };
