/** What it costs to know who calls, by key and by token, beside what a bare function would do for it. */
import { createHash, generateKeyPairSync, sign, verify } from 'node:crypto';
import { issuerKeys } from '../../shared/app/access/issuer-keys.ts';
import { tokenCredential } from '../../shared/app/access/token-credential.ts';
import type { TokenSettings } from '../../shared/contract/access/token-settings.ts';
import type { Credential } from '../../shared/contract/registry.ts';
import { clientCredentialId } from '../../shared/domain/access/client-credential-id.ts';
import { issueKey } from '../../shared/domain/access/issue-key.ts';
import { signingKeysIn } from '../../shared/domain/access/token/signing-key.ts';
import { authentication } from '../../shared/http/access/authenticate.ts';
import { signatureVerifier } from '../../shared/http/access/token-signature.ts';
import type { Figure } from '../figures.ts';
import { median } from '../statistics.ts';

/** Microseconds of CPU per call, one value per round; those of a round were measured one after the other. */
type AuthenticationCpu = {
  readonly key: number[];
  /** SHA-256 of a secret. */
  readonly hash: number[];
  readonly token: number[];
  /** The first of a container, its issuer's keys at hand: each is made ready. */
  readonly firstToken: number[];
  /** An RS256 signature with a key that is ready, and the claims by JSON.parse. */
  readonly rs256: number[];
};

const PER_ROUND = 500;
const STAGE = 'bench';
const NOW = Date.UTC(2026, 10, 20);
const CLIENT = 'h26-dvc';

const settings: TokenSettings = {
  issuer: 'https://id.example.gov.vn/realms/dtm',
  audience: 'https://dtm.example.gov.vn',
  types: ['at+jwt'],
  clientClaim: 'client_id',
  scopePrefix: '',
};

function signedToken() {
  const { publicKey, privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const part = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');
  const claims = {
    iss: settings.issuer,
    aud: settings.audience,
    sub: CLIENT,
    client_id: CLIENT,
    iat: NOW / 1000 - 10,
    exp: NOW / 1000 + 3600,
    jti: 'eLz9SBXAmekhK8LGx87Wdvgebk5wTzhAabroMlt_cPS',
    scope: 'submit read batch',
  };
  const input = `${part({ alg: 'RS256', typ: 'at+jwt', kid: 'bench' })}.${part(claims)}`;
  const signature = sign('sha256', Buffer.from(input), privateKey);
  const keys = signingKeysIn({ keys: [{ ...publicKey.export({ format: 'jwk' }), kid: 'bench' }] });
  if (keys === null) throw new Error('the set of the bench is none');
  return { token: `${input}.${signature.toString('base64url')}`, input, signature, publicKey, keys };
}

export async function authenticationCpu(rounds: number): Promise<AuthenticationCpu> {
  const order = { agency: 'H26', systems: null, scopes: ['submit' as const], days: 30 };
  const issued = issueKey(order, STAGE, NOW, (bytes) => crypto.getRandomValues(bytes));
  const { secretHash: _, ...granted } = issued.credential;
  const client: Credential = { ...granted, keyId: clientCredentialId(CLIENT), clientId: CLIENT };
  const found = new Map([issued.credential, client].map((one) => [one.keyId, one]));
  const findCredential = async (id: string) => found.get(id) ?? null;
  const { token, input, signature, publicKey, keys } = signedToken();
  const container = () => {
    const ports = {
      findIssuerKey: issuerKeys(
        async () => keys,
        () => undefined,
      ),
      verifySignature: signatureVerifier(),
      findCredential,
    };
    const read = (text: string, now: number) => tokenCredential(ports, settings, text, now);
    return authentication(STAGE, findCredential, { read, prefix: '' });
  };
  const warm = container();
  const now = new Date(NOW).toISOString();
  const byKey = { authorization: `Bearer ${issued.key}` };
  const byToken = { authorization: `Bearer ${token}` };
  const sides: Readonly<Record<keyof AuthenticationCpu, () => unknown>> = {
    key: () => warm(byKey, 'submit', now, '203.0.113.7'),
    hash: () => createHash('sha256').update(issued.key).digest('hex'),
    token: () => warm(byToken, 'submit', now, '203.0.113.7'),
    firstToken: () => container()(byToken, 'submit', now, '203.0.113.7'),
    rs256: () => {
      const [, claims = ''] = token.split('.');
      JSON.parse(Buffer.from(claims, 'base64url').toString());
      return verify('sha256', Buffer.from(input), publicKey, signature);
    },
  };
  for (const name of ['key', 'token', 'firstToken'] as const)
    if (!((await sides[name]()) as Awaited<ReturnType<typeof warm>>).verdict.ok)
      throw new Error(`${name} is refused`);
  const cpu: AuthenticationCpu = { key: [], hash: [], token: [], firstToken: [], rs256: [] };
  // The first two rounds warm up.
  for (let round = -2; round < rounds; round += 1)
    for (const [name, side] of Object.entries(sides) as [keyof AuthenticationCpu, () => unknown][]) {
      const began = process.cpuUsage();
      for (let call = 0; call < PER_ROUND; call += 1) await side();
      const { user, system } = process.cpuUsage(began);
      if (round >= 0) cpu[name].push((user + system) / PER_ROUND);
    }
  return cpu;
}

/** Microseconds of ours above the floor's, the median over rounds. */
const above = (ours: readonly number[], floor: readonly number[]): number =>
  median(ours.map((value, round) => value - (floor[round] ?? Number.NaN)));

const brief = (value: number): string => String(Number(value.toPrecision(3)));

export const authenticationFigures = ({
  key,
  hash,
  token,
  firstToken,
  rs256,
}: AuthenticationCpu): Figure[] => [
  {
    id: 'access.key-cpu',
    title: 'who calls, by key, beside a SHA-256',
    value: above(key, hash),
    unit: 'µs',
    target: { atMost: 60 },
    detail: `${brief(median(key))} µs beside ${brief(median(hash))}`,
  },
  {
    id: 'access.token-cpu',
    title: 'who calls, by token, beside its RS256 signature and JSON.parse',
    value: above(token, rs256),
    unit: 'µs',
    target: { atMost: 120 },
    detail: `${brief(median(token))} µs beside ${brief(median(rs256))}; the first of a container ${brief(median(firstToken))}`,
  },
];
