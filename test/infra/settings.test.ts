import { describe, expect, test } from 'vitest';
import { readSettings } from '../../infra/settings.ts';

const good: Record<string, unknown> = { stage: 'uat', logRetentionMonths: 24, removal: 'retain' };
const certificateArn = 'arn:aws:acm:ap-southeast-1:111111111111:certificate/0a1b';
const hubAccount = '111111111111';
const replicaRegion = 'ap-southeast-3';
const replicaKeyArn = 'arn:aws:kms:ap-southeast-3:111111111111:key/0a1b';
const read = (changes: Record<string, unknown>) => {
  const given = { ...good, ...changes };
  return readSettings((key) => given[key]);
};

test('the defaults keep logs for 24 months and retain the data', () => {
  expect(read({})).toEqual({
    stage: 'uat',
    logRetentionMonths: 731,
    drillDays: 30,
    keepDefaultEndpoint: false,
    reserveConcurrency: false,
    uploadOrigins: [],
    tokenTypes: 'at+jwt',
    tokenClientClaim: 'client_id',
    removal: 'retain',
  });
});

test('-c on the command line gives texts, and an empty text means not set', () => {
  expect(read({ logRetentionMonths: '12', domain: '', certificateArn: '' })).toMatchObject({
    logRetentionMonths: 365,
    domain: undefined,
  });
});

describe('a wrong value is named with what is allowed', () => {
  test.each([
    [{ stage: 'Prod' }, 'stage = "Prod": allowed is 2 to 10 lower-case letters and digits'],
    [{ stage: undefined }, 'stage = not set'],
    [
      { tokenIssuer: 'http://id.example.vn', tokenAudience: 'dtm' },
      'tokenIssuer = "http://id.example.vn": allowed is the https',
    ],
    [{ tokenIssuer: 'https://id.example.vn/?a=b', tokenAudience: 'dtm' }, 'tokenIssuer = '],
    [
      { tokenIssuer: 'https://id.example.vn' },
      'tokenAudience = not set: allowed is set together with tokenIssuer',
    ],
    [{ tokenAudience: 'dtm' }, 'tokenIssuer = not set'],
    [
      { tokenTypes: 'at+jwt,jwt' },
      'tokenTypes = "at+jwt,jwt": allowed is one or several of at+jwt, JWT, none',
    ],
    [{ tokenClientClaim: 'email' }, 'tokenClientClaim = "email": allowed is one of client_id, azp, sub'],
    [{ tokenScopePrefix: 'a b' }, 'tokenScopePrefix = "a b"'],
    [
      { logRetentionMonths: 7 },
      'logRetentionMonths = 7: allowed is one of 1, 2, 3, 6, 12, 13, 18, 24, 36, 60, 120',
    ],
    [
      { uploadOrigins: 'http://a.vn' },
      'uploadOrigins = "http://a.vn": allowed is https origins with a comma',
    ],
    [
      { uploadOrigins: 'https://a.gov.vn,*' },
      'uploadOrigins = "https://a.gov.vn,*": allowed is https origins',
    ],
    [{ removal: 'keep' }, 'removal = "keep": allowed is retain or destroy'],
    [{ stage: 'prod', removal: 'destroy' }, 'removal = "destroy": allowed is retain in a stage'],
    [{ domain: 'dtm.mst.gov.vn' }, 'certificateArn = not set: allowed is set together with domain'],
    [{ certificateArn }, 'domain = not set: allowed is set together with certificateArn'],
    [{ domain: 'https://dtm.mst.gov.vn', certificateArn }, 'a host name such as dtm.mst.gov.vn'],
    [{ domain: 'dtm.mst.gov.vn', certificateArn: 'abc' }, 'certificateArn = "abc": allowed is the ARN'],
    [{ operatorsEmail: 'ops' }, 'operatorsEmail = "ops": allowed is a mail address'],
    [{ repositoryUrl: 'https://git/dtm/' }, 'without a slash at its end'],
    [
      { drillDays: 367 },
      'drillDays = 367: allowed is the days from one recovery drill to the next, 1 to 366',
    ],
    [{ drillDays: 'never' }, 'drillDays = "never": allowed is the days'],
    [{ reserveConcurrency: 'yes' }, 'reserveConcurrency = "yes": allowed is true or false'],
    [{ keepDefaultEndpoint: true }, 'domain = not set: allowed is set when keepDefaultEndpoint is true'],
    [{ replicaRegion: 'Jakarta' }, 'replicaRegion = "Jakarta": allowed is an AWS region other than that'],
    [{ replicaKeyArn }, 'replicaRegion = not set: allowed is set when replicaAccount'],
    [{ replicaAccount: '222222222222', hubAccount }, 'replicaRegion = not set'],
    [{ replicaRegion, replicaAccount: '222222222222' }, 'hubAccount = not set: allowed is set together'],
    [{ replicaRegion, hubAccount }, 'replicaAccount = not set: allowed is set together with hubAccount'],
    [
      { replicaRegion, replicaAccount: hubAccount, hubAccount },
      'replicaAccount = "111111111111": allowed is another account than hubAccount',
    ],
    [
      { replicaRegion: 'ap-southeast-2', replicaKeyArn },
      'allowed is a key in ap-southeast-2, the replicaRegion',
    ],
    [
      { replicaRegion, replicaKeyArn, replicaAccount: '222222222222', hubAccount },
      'allowed is a key of 222222222222, the replicaAccount',
    ],
    [
      { replicaRegion, replicaKeyArn: 'arn:aws:kms:ap-southeast-3:111111111111:alias/x' },
      'allowed is the output ReplicaKeyArn of the stack replica',
    ],
    [{ hostedZoneId: 'Z123' }, 'domain = not set: allowed is set when hostedZoneId is'],
  ])('%j', (changes, message) => {
    expect(() => read(changes)).toThrow(message);
  });

  test('all wrong values at once', () => {
    expect(() => read({ stage: '1', removal: 'no' })).toThrow(/stage = "1".*\n.*removal = "no"/);
  });
});

describe('a replica', () => {
  const readIn = (region: string) =>
    readSettings((key) => ({ ...good, replicaRegion, replicaKeyArn })[key], region);

  test('is in another region than the hub', () => {
    expect(readIn('ap-southeast-1')).toMatchObject({ replicaRegion, replicaKeyArn });
    expect(() => readIn(replicaRegion)).toThrow(
      'replicaRegion = "ap-southeast-3": allowed is another region than that of the hub',
    );
  });

  test('may be of another account, and then both are named', () => {
    const settings = { replicaRegion, replicaAccount: '222222222222', hubAccount };
    expect(read(settings)).toMatchObject(settings);
  });
});
