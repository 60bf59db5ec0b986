/** Secrets Manager: text that the hub keeps from everybody but the functions that need it. Never log what comes from here. */
import {
  GetSecretValueCommand,
  PutSecretValueCommand,
  ResourceExistsException,
  ResourceNotFoundException,
  type SecretsManagerClient,
} from '@aws-sdk/client-secrets-manager';

/** `id` is the secret's name or ARN. Null when there is no such secret, or it has no value yet. */
export type ReadSecret = (id: string) => Promise<string | null>;

/**
 * Writes a new current version; the one before it stays readable as AWSPREVIOUS. The version is named by `token` (32 to 64 characters):
 * one that is there already stays as it is, whatever the value
 * (https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_PutSecretValue.html, ClientRequestToken).
 */
export type PutSecret = (id: string, value: string, token: string) => Promise<void>;

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
  async (id, value, token) => {
    try {
      await client.send(
        new PutSecretValueCommand({ SecretId: id, SecretString: value, ClientRequestToken: token }),
      );
    } catch (error) {
      if (!(error instanceof ResourceExistsException)) throw error;
    }
  };

/**
 * Asks for a secret once an hour. One that is not there is asked for again: the prober's key works on with the value before,
 * which the registry knows as long as nobody revokes it.
 */
export function keptForAnHour(read: ReadSecret, now: () => number): ReadSecret {
  const known = new Map<string, { readonly until: number; readonly value: string }>();
  return async (id) => {
    const kept = known.get(id);
    if (kept !== undefined && kept.until > now()) return kept.value;
    const value = await read(id);
    if (value !== null) known.set(id, { until: now() + 3_600_000, value });
    return value;
  };
}
