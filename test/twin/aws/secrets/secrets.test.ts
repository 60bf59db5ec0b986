import {
  DescribeSecretCommand,
  GetSecretValueCommand,
  ListSecretsCommand,
  PutSecretValueCommand,
  ResourceExistsException,
  ResourceNotFoundException,
} from '@aws-sdk/client-secrets-manager';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { operatorSecrets } from '../../../../shared/aws/operator.ts';
import { putSecret, readSecret } from '../../../../shared/aws/secrets.ts';
import { generateSecret } from '../../../../twin/aws/secrets/secret-store.ts';
import { arn, type Fixture, operator, region, role, startFixture, temporaryDirectory } from '../fixture.ts';

const mayRead = { Effect: 'Allow' as const, Action: 'secretsmanager:GetSecretValue', Resource: arn.seed };
const mayDecrypt = { Effect: 'Allow' as const, Action: 'kms:Decrypt', Resource: arn.key };

let fixture: Fixture;
beforeEach(async () => {
  fixture = await startFixture({
    principals: [
      operator,
      role('READER', [mayRead, mayDecrypt]),
      role('KEYLESS', [mayRead]),
      role('NOBODY', []),
    ],
  });
});
afterEach(async () => {
  expect(fixture.errors).toEqual([]);
  await fixture.stop();
});

const get = (input: { SecretId?: string; VersionStage?: string; VersionId?: string } = {}, who?: string) =>
  fixture.secrets(who).send(new GetSecretValueCommand({ SecretId: 'seed', ...input }));
const put = (SecretString: string, ClientRequestToken?: string) =>
  fixture.secrets().send(new PutSecretValueCommand({ SecretId: 'seed', SecretString, ClientRequestToken }));

describe('a secret of the template', () => {
  test('is generated once: by name, ARN and partial ARN it is the same, and provisioning again keeps it', async () => {
    const first = await get();
    expect(first.SecretString).toMatch(/^[A-Za-z0-9]{64}$/);
    expect(first).toMatchObject({ ARN: arn.seed, Name: 'seed', VersionStages: ['AWSCURRENT'] });
    expect(first.CreatedDate).toBeInstanceOf(Date);
    await fixture.endpoint.createSecret(arn.seed, { Name: 'seed', GenerateSecretString: {} });
    for (const SecretId of [arn.seed, arn.seed.slice(0, -7)])
      expect((await get({ SecretId })).SecretString).toBe(first.SecretString);
  });

  test('two are different, and another endpoint draws another', async () => {
    await fixture.endpoint.createSecret(`${arn.seed.slice(0, -11)}other-a1b2c3`, {
      Name: 'other',
      GenerateSecretString: {},
    });
    const other = await get({ SecretId: 'other' });
    expect(other.SecretString).toHaveLength(32);
    expect(other.SecretString).not.toBe((await get()).SecretString);
  });

  test('says by name what it cannot be made from', async () => {
    await expect(fixture.endpoint.createSecret(arn.seed, { Name: 'none' })).rejects.toThrow(
      'secret none: give either SecretString or GenerateSecretString',
    );
  });
});

describe('versions', () => {
  test('a new value is current, the one before it previous, and a third moves both on', async () => {
    const { SecretString: generated } = await get();
    await put('second');
    expect((await get()).SecretString).toBe('second');
    expect((await get({ VersionStage: 'AWSPREVIOUS' })).SecretString).toBe(generated);
    await put('third');
    expect((await get({ VersionStage: 'AWSPREVIOUS' })).SecretString).toBe('second');
    const described = await fixture.secrets().send(new DescribeSecretCommand({ SecretId: 'seed' }));
    expect(described).toMatchObject({ ARN: arn.seed, Name: 'seed', KmsKeyId: arn.key });
    expect(Object.values(described.VersionIdsToStages ?? {}).toSorted()).toEqual([
      ['AWSCURRENT'],
      ['AWSPREVIOUS'],
    ]);
    expect(JSON.stringify(described)).not.toContain('third');
  });

  test('a put that is sent twice is one; with another value its token is refused', async () => {
    const token = 'a'.repeat(32);
    const { SecretString: generated } = await get();
    await put('second', token);
    expect(await put('second', token)).toMatchObject({ VersionId: token, VersionStages: ['AWSCURRENT'] });
    expect((await get({ VersionStage: 'AWSPREVIOUS' })).SecretString).toBe(generated);
    expect((await get({ VersionId: token })).SecretString).toBe('second');
    await expect(put('other', token)).rejects.toThrow(ResourceExistsException);
  });

  test('what is not there is not found, and what the twin does not know it says', async () => {
    await expect(get({ SecretId: 'nothing' })).rejects.toThrow(ResourceNotFoundException);
    await expect(get({ VersionStage: 'AWSPREVIOUS' })).rejects.toThrow('staging label: AWSPREVIOUS');
    await expect(fixture.secrets().send(new ListSecretsCommand({}))).rejects.toThrow(
      'does not know the Secrets Manager operation "ListSecrets"',
    );
  });
});

describe('rights, faults and counts', () => {
  test('reading needs the action on the secret and kms:Decrypt on its key', async () => {
    expect((await get({}, 'READER')).SecretString).toHaveLength(64);
    await expect(get({}, 'NOBODY')).rejects.toMatchObject({
      name: 'AccessDeniedException',
      message: expect.stringContaining(
        `not authorized to perform: secretsmanager:GetSecretValue on resource: ${arn.seed} because`,
      ),
    });
    await expect(get({}, 'KEYLESS')).rejects.toMatchObject({
      name: 'AccessDeniedException',
      message: 'Access to KMS is not allowed',
    });
    expect(fixture.denials.map(({ grant }) => grant)).toEqual([
      `allow role nobody-role secretsmanager:GetSecretValue on ${arn.seed}`,
      `allow role keyless-role kms:Decrypt on ${arn.key}`,
    ]);
    const writing = new PutSecretValueCommand({ SecretId: 'seed', SecretString: 'mine' });
    await expect(fixture.secrets('READER').send(writing)).rejects.toThrow('secretsmanager:PutSecretValue');
  });

  test('it can be throttled and out of order, and calls are counted by the name of the secret', async () => {
    fixture.endpoint.setFaults([
      { service: 'secretsmanager', operation: 'Get*', resource: 'se?d', kind: 'throttle', next: 1 },
    ]);
    await expect(get()).rejects.toMatchObject({ name: 'ThrottlingException' });
    fixture.endpoint.setFaults([{ service: 'secretsmanager', operation: '*', kind: 'unavailable', next: 1 }]);
    await expect(get()).rejects.toMatchObject({
      name: 'InternalServiceError',
      $metadata: { httpStatusCode: 500 },
    });
    await get();
    expect(fixture.endpoint.counts().calls).toEqual([
      expect.objectContaining({
        principal: 'operator',
        service: 'secretsmanager',
        operation: 'GetSecretValue',
        resource: 'seed',
        calls: 3,
        failed: 2,
      }),
    ]);
  });
});

test('the adapter reads and writes, and says null of what is not there', async () => {
  const client = operatorSecrets({
    endpoint: fixture.endpoint.url,
    region,
    credentials: { accessKeyId: 'OPERATOR', secretAccessKey: 'x', sessionToken: 'x' },
  });
  await putSecret(client)('seed', 'written', 't'.repeat(32));
  expect(await readSecret(client)('seed')).toBe('written');
  expect(await readSecret(client)('nothing')).toBeNull();
});

test('a version of a restarted endpoint is the one before', async () => {
  const { path, remove } = temporaryDirectory();
  const first = await startFixture({ stateDirectory: path });
  const read = async (one: Fixture) =>
    (await one.secrets().send(new GetSecretValueCommand({ SecretId: 'seed' }))).SecretString;
  const generated = await read(first);
  await first.endpoint.close();
  const second = await startFixture({ stateDirectory: path });
  expect(await read(second)).toBe(generated);
  await second.endpoint.close();
  remove();
});

describe('GenerateSecretString', () => {
  test('keeps to its rules', () => {
    for (let round = 0; round < 50; round += 1) {
      expect(generateSecret({ PasswordLength: 4 })).toMatch(
        /^(?=.*[a-z])(?=.*[A-Z])(?=.*\d)(?=.*[^A-Za-z0-9 ]).{4}$/,
      );
      expect(
        generateSecret({ ExcludeUppercase: true, ExcludePunctuation: true, ExcludeCharacters: 'abc' }),
      ).toMatch(/^[d-z0-9]{32}$/);
    }
    const templated = generateSecret({
      SecretStringTemplate: '{"user":"hub"}',
      GenerateStringKey: 'password',
    });
    expect(JSON.parse(templated)).toEqual({ user: 'hub', password: expect.stringMatching(/^.{32}$/) });
    expect(() => generateSecret({ PasswordLength: 2 })).toThrow('leaves nothing');
  });
});
