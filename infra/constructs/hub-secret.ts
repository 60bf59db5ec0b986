import { Validations } from 'aws-cdk-lib';
import { type IKey, Key } from 'aws-cdk-lib/aws-kms';
import { Secret } from 'aws-cdk-lib/aws-secretsmanager';
import type { Construct } from 'constructs';
import type { Settings } from '../settings.ts';
import { removalOf } from './removal.ts';

export type HubSecretProps = {
  readonly settings: Settings;
  readonly key: IKey;
  readonly secretName: string;
  /** What it is for; never a part of its value. */
  readonly description: string;
  /** Why Secrets Manager does not rotate it by schedule, and what stands in the place of that. */
  readonly notRotatedBecause: string;
};

/**
 * A secret that AWS draws when it is made: 64 letters and digits, about 380 bits. Who may read it says so in its own policy
 * (`allow(secret.secretArn, 'secretsmanager:GetSecretValue')` and `readsEncrypted`): `grantRead` would write the role into the
 * key policy, and the construct itself would add statements to it, so that it gets the key by its ARN (DESIGN §10).
 */
export function hubSecret(scope: Construct, id: string, props: HubSecretProps): Secret {
  const { settings, key, secretName, description } = props;
  const secret = new Secret(scope, id, {
    secretName,
    description,
    encryptionKey: Key.fromKeyArn(scope, `${id}Key`, key.keyArn),
    generateSecretString: { passwordLength: 64, excludePunctuation: true },
    removalPolicy: removalOf(settings),
  });
  Validations.of(secret).acknowledge({ id: 'AwsSolutions-SMG4', reason: props.notRotatedBecause });
  return secret;
}
