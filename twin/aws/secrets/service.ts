import { randomUUID } from 'node:crypto';
import type { ServiceHandler } from '../pipeline.ts';
import { type JsonObject, list, parseObject, text, type WireAnswer } from '../wire.ts';
import { errorAnswer } from '../wire-errors.ts';
import type { Secret, SecretStore } from './secret-store.ts';

const refuse = (code: string, message: string): WireAnswer =>
  errorAnswer('secretsmanager', { status: 400, code, message });

const seconds = (milliseconds: number): number => milliseconds / 1000;

function getValue(secret: Secret, input: JsonObject): WireAnswer {
  const [versionId, stage] = [text(input, 'VersionId'), text(input, 'VersionStage')];
  const wanted = stage ?? (versionId === undefined ? 'AWSCURRENT' : undefined);
  const found = Object.entries(secret.versions).find(
    ([id, { stages }]) =>
      (versionId === undefined || id === versionId) && (wanted === undefined || stages.includes(wanted)),
  );
  if (found === undefined) {
    if (versionId !== undefined && stage !== undefined)
      return refuse(
        'InvalidRequestException',
        'You provided a VersionStage that is not associated to the provided VersionId.',
      );
    const what = versionId === undefined ? `staging label: ${wanted}` : `VersionId: ${versionId}`;
    return refuse(
      'ResourceNotFoundException',
      `Secrets Manager can't find the specified secret value for ${what}`,
    );
  }
  const [id, { value, stages, createdAt }] = found;
  return json({
    ARN: secret.arn,
    Name: secret.name,
    VersionId: id,
    SecretString: value,
    VersionStages: stages,
    CreatedDate: seconds(createdAt),
  });
}

function putValue(store: SecretStore, secret: Secret, input: JsonObject): WireAnswer {
  const value = text(input, 'SecretString');
  if (value === undefined)
    return refuse('InvalidParameterException', "The twin's secrets are text: give SecretString.");
  if (value.length === 0 || Buffer.byteLength(value) > 65_536)
    return refuse('InvalidParameterException', 'SecretString must have 1 to 65536 bytes.');
  const id = text(input, 'ClientRequestToken') ?? randomUUID();
  if (id.length < 32 || id.length > 64)
    return refuse('InvalidParameterException', 'ClientRequestToken must be 32-64 characters long.');
  const given = list(input.VersionStages).filter((stage) => typeof stage === 'string');
  const stages = given.length === 0 ? ['AWSCURRENT'] : given;
  if (!store.put(secret, id, value, stages))
    return refuse(
      'ResourceExistsException',
      `You can't use ClientRequestToken ${id} because that value is already in use for a version of secret ${secret.arn}.`,
    );
  const written = store.find(secret.arn)?.versions[id]?.stages ?? [];
  return json({ ARN: secret.arn, Name: secret.name, VersionId: id, VersionStages: written });
}

const describe = (secret: Secret): WireAnswer =>
  json({
    ARN: secret.arn,
    Name: secret.name,
    Description: secret.description,
    KmsKeyId: secret.kmsKeyId,
    CreatedDate: seconds(secret.createdAt),
    LastChangedDate: seconds(secret.changedAt),
    VersionIdsToStages: Object.fromEntries(
      Object.entries(secret.versions)
        .filter(([, { stages }]) => stages.length > 0)
        .map(([id, { stages }]) => [id, stages]),
    ),
  });

const OPERATIONS: Readonly<
  Record<string, (store: SecretStore, secret: Secret, input: JsonObject) => WireAnswer>
> = {
  GetSecretValue: (_, secret, input) => getValue(secret, input),
  PutSecretValue: putValue,
  DescribeSecret: (_, secret) => describe(secret),
};

/** Secrets Manager's JSON 1.1 over the store: reading, writing and describing secrets that the template makes. */
export function secretsService(store: SecretStore, arnPrefix: string): ServiceHandler {
  return async (request) => {
    const operation = String(request.headers['x-amz-target'] ?? '').replace('secretsmanager.', '');
    const input = parseObject(request.body);
    const carried = OPERATIONS[operation];
    if (input === undefined || carried === undefined)
      return refuse(
        'UnknownOperationException',
        `The twin does not know the Secrets Manager operation "${operation}"; it knows ${Object.keys(OPERATIONS).join(', ')}.`,
      );
    const id = text(input, 'SecretId');
    if (id === undefined || id === '')
      return refuse('InvalidParameterException', 'You must provide SecretId.');
    const known = store.find(id);
    const resource = known?.arn ?? (id.startsWith('arn:') ? id : `${arnPrefix}${id}`);
    return {
      operation,
      resource: known?.name ?? id,
      accesses: [{ action: `secretsmanager:${operation}`, resource, context: {} }],
      carryOut: async () => {
        const secret = store.find(id);
        const answer =
          secret === undefined
            ? refuse('ResourceNotFoundException', "Secrets Manager can't find the specified secret.")
            : carried(store, secret, input);
        return { answer, usages: [] };
      },
    };
  };
}

function json(output: JsonObject): WireAnswer {
  return {
    status: 200,
    headers: { 'content-type': 'application/x-amz-json-1.1' },
    body: JSON.stringify(output),
  };
}
