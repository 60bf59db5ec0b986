/** Clients of the twin's issuer: registered there and here, with tokens that they get as everybody does, over HTTP. */
import { randomUUID } from 'node:crypto';
import type { Credential } from '../../../shared/contract/registry.ts';
import { clientCredentialId } from '../../../shared/domain/access/client-credential-id.ts';
import { credentialRecord } from '../../../shared/domain/registry/records.ts';
import { type Issuer, startIssuer } from '../../../twin/issuer/issuer.ts';
import { type TestHub, TODAY } from '../hub.ts';

const AUDIENCE = 'https://dtm.test';
export const TOKEN_LIFE = 600;

/** `clockOffset`: that of the hub. */
export const issuerAt = (
  clockOffset: number,
  { port = 0, tokenLife = TOKEN_LIFE }: { port?: number; tokenLife?: number } = {},
): Promise<Issuer> => startIssuer({ port, audience: AUDIENCE, clockOffset, tokenLife });

export type TokenClient = { readonly clientId: string; readonly id: string; readonly secret: string };
type Asked = { readonly scope?: string; readonly resource?: string };

export async function atIssuer(issuer: Issuer, clientId = `client-${randomUUID()}`): Promise<TokenClient> {
  const secret = randomUUID();
  await issuer.register({ clientId, secret, scopes: ['submit', 'read', 'batch', 'profile'] });
  return { clientId, id: clientCredentialId(clientId), secret };
}

const clientRecord = (
  { clientId, id }: TokenClient,
  agency: string,
  today: string,
  changes: Partial<Credential> = {},
): Credential => ({
  keyId: id,
  clientId,
  agency,
  systems: null,
  scopes: ['submit', 'read', 'batch'],
  validFrom: today,
  validTo: new Date(Date.parse(today) + 365 * 86_400_000).toISOString(),
  revokedAt: null,
  ...changes,
});

/** Registered at both. */
export async function clientOf(
  hub: TestHub,
  issuer: Issuer,
  agency: string,
  changes: Partial<Credential> = {},
): Promise<TokenClient> {
  const client = await atIssuer(issuer);
  await hub.write([credentialRecord(clientRecord(client, agency, TODAY, changes))]);
  return client;
}

/** By the grant of client credentials (RFC 6749 §4.4). */
export async function tokenFor(
  issuer: Pick<Issuer, 'tokenUrl'>,
  { clientId, secret }: TokenClient,
  { scope = 'submit read batch', resource }: Asked = {},
): Promise<string> {
  const body = new URLSearchParams({
    grant_type: 'client_credentials',
    scope,
    ...(resource && { resource }),
  });
  const basic = Buffer.from(`${encodeURIComponent(clientId)}:${secret}`).toString('base64');
  const answer = await fetch(issuer.tokenUrl, {
    method: 'POST',
    headers: { Authorization: `Basic ${basic}` },
    body,
  });
  const text = await answer.text();
  if (answer.status !== 200) throw new Error(text);
  return JSON.parse(text).access_token;
}
