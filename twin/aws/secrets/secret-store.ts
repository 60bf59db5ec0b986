import { randomInt, randomUUID } from 'node:crypto';
import {
  closeSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { damaged } from '../../state-fault.ts';

type SecretVersion = { value: string; stages: string[]; createdAt: number };

/** A secret as it stands on disk; versions by their id, oldest first. Times in milliseconds. */
export type Secret = {
  arn: string;
  name: string;
  description?: string;
  kmsKeyId?: string;
  createdAt: number;
  changedAt: number;
  versions: Record<string, SecretVersion>;
};

/** CloudFormation's GenerateSecretString. */
export type GenerateSecretString = {
  PasswordLength?: number;
  ExcludeCharacters?: string;
  ExcludeLowercase?: boolean;
  ExcludeNumbers?: boolean;
  ExcludePunctuation?: boolean;
  ExcludeUppercase?: boolean;
  IncludeSpace?: boolean;
  RequireEachIncludedType?: boolean;
  SecretStringTemplate?: string;
  GenerateStringKey?: string;
};

const CURRENT = 'AWSCURRENT';
const PREVIOUS = 'AWSPREVIOUS';
/** Secrets Manager keeps about a hundred versions; those without a label go first. */
const MOST_VERSIONS = 100;

/** As GetRandomPassword does: from the included types, one of each at least unless told otherwise. */
export function generateSecret(rules: GenerateSecretString): string {
  const excluded = new Set(rules.ExcludeCharacters ?? '');
  const types = [
    rules.ExcludeLowercase ? '' : 'abcdefghijklmnopqrstuvwxyz',
    rules.ExcludeUppercase ? '' : 'ABCDEFGHIJKLMNOPQRSTUVWXYZ',
    rules.ExcludeNumbers ? '' : '0123456789',
    rules.ExcludePunctuation ? '' : '!"#$%&\'()*+,-./:;<=>?@[\\]^_`{|}~',
    rules.IncludeSpace ? ' ' : '',
  ]
    .map((type) => [...type].filter((character) => !excluded.has(character)))
    .filter((type) => type.length > 0);
  const length = rules.PasswordLength ?? 32;
  if (types.length === 0 || length < types.length)
    throw new Error(`GenerateSecretString ${JSON.stringify(rules)} leaves nothing to generate from`);
  const all = types.flat();
  const pick = (from: readonly string[]): string => from[randomInt(from.length)] ?? '';
  let drawn: string[];
  do drawn = Array.from({ length }, () => pick(all));
  while (
    rules.RequireEachIncludedType !== false &&
    !types.every((type) => drawn.some((character) => type.includes(character)))
  );
  const password = drawn.join('');
  if (rules.GenerateStringKey === undefined) return password;
  return JSON.stringify({
    ...JSON.parse(rules.SecretStringTemplate ?? '{}'),
    [rules.GenerateStringKey]: password,
  });
}

export type SecretStore = {
  /** By name, by ARN, or by the ARN without its random end. */
  find(id: string): Secret | undefined;
  create(secret: Pick<Secret, 'arn' | 'name' | 'description' | 'kmsKeyId'>, value: string): void;
  /** What the template may change in place; versions stay. */
  describe(secret: Secret, changes: Pick<Secret, 'description' | 'kmsKeyId'>): void;
  /** `false` where `versionId` is there already with another value. With the same value, or twice, it changes nothing. */
  put(secret: Secret, versionId: string, value: string, stages: readonly string[]): boolean;
};

function readSecret(path: string): Secret {
  const text = readFileSync(path, 'utf8');
  try {
    return JSON.parse(text) as Secret;
  } catch (error) {
    throw damaged(path, error);
  }
}

/** One file per secret, replaced as a whole: a secret survives `kill -9` with its old value or its new one. */
export function openSecretStore(directory: string, now: () => number): SecretStore {
  mkdirSync(directory, { recursive: true, mode: 0o700 });
  const secrets = new Map<string, Secret>();
  const fileOf = (name: string): string => join(directory, `${encodeURIComponent(name)}.json`);
  for (const file of readdirSync(directory)) {
    if (!file.endsWith('.json')) continue;
    const secret = readSecret(join(directory, file));
    secrets.set(secret.name, secret);
  }
  const save = (secret: Secret): void => {
    const draft = `${fileOf(secret.name)}.${process.pid}.draft`;
    try {
      const file = openSync(draft, 'w', 0o600);
      try {
        writeFileSync(file, `${JSON.stringify(secret, null, 2)}\n`);
        fsyncSync(file);
      } finally {
        closeSync(file);
      }
      renameSync(draft, fileOf(secret.name));
    } finally {
      rmSync(draft, { force: true });
    }
    secrets.set(secret.name, secret);
  };

  /** Moves each label to the version; what loses AWSCURRENT becomes AWSPREVIOUS. */
  const label = (secret: Secret, versionId: string, stages: readonly string[]): void => {
    const strip = (stage: string): void => {
      for (const version of Object.values(secret.versions))
        version.stages = version.stages.filter((one) => one !== stage);
    };
    const former = Object.values(secret.versions).find(({ stages: has }) => has.includes(CURRENT));
    for (const stage of stages) strip(stage);
    const version = secret.versions[versionId];
    version?.stages.push(...stages);
    if (stages.includes(CURRENT) && former !== undefined && former !== version) {
      strip(PREVIOUS);
      former.stages.push(PREVIOUS);
    }
  };

  return {
    find: (id) => {
      if (!id.startsWith('arn:')) return secrets.get(id);
      return [...secrets.values()].find(({ arn }) => arn === id || arn.replace(/-[^-]{6}$/, '') === id);
    },
    create: (secret, value) => {
      const time = now();
      const versions = { [randomUUID()]: { value, stages: [CURRENT], createdAt: time } };
      save({ ...secret, createdAt: time, changedAt: time, versions });
    },
    describe: (secret, changes) => {
      if (secret.description === changes.description && secret.kmsKeyId === changes.kmsKeyId) return;
      save({ ...secret, ...changes });
    },
    put: (secret, versionId, value, stages) => {
      const found = secret.versions[versionId];
      if (found !== undefined) return found.value === value;
      const next = structuredClone(secret);
      const time = now();
      next.versions[versionId] = { value, stages: [], createdAt: time };
      label(next, versionId, stages);
      const bare = Object.keys(next.versions).filter((id) => next.versions[id]?.stages.length === 0);
      for (const id of bare.slice(0, Math.max(0, Object.keys(next.versions).length - MOST_VERSIONS)))
        delete next.versions[id];
      save({ ...next, changedAt: time });
      return true;
    },
  };
}
