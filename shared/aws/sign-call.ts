/** Calls to the admin routes, signed by the operator's IAM identity (Signature Version 4). */
import { SignatureV4 } from '@smithy/signature-v4';
import { operatorDynamoDb } from './operator.ts';
import { SigningHash } from './signing-hash.ts';

export type OperatorIdentity = {
  readonly region: string;
  readonly credentials: {
    readonly accessKeyId: string;
    readonly secretAccessKey: string;
    readonly sessionToken?: string;
  };
};

/** From the ordinary environment (AWS_PROFILE, AWS_REGION, …), as the SDK's clients find it. Throws where there is none. */
export async function identityOfEnvironment(): Promise<OperatorIdentity> {
  const client = operatorDynamoDb(null);
  const { config } = client;
  try {
    const [region, { accessKeyId, secretAccessKey, sessionToken }] = await Promise.all([
      config.region(),
      config.credentials(),
    ]);
    const credentials = { accessKeyId, secretAccessKey, ...(sessionToken && { sessionToken }) };
    return { region, credentials };
  } finally {
    client.destroy();
  }
}

export type UnsignedCall = {
  readonly method: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string | Uint8Array;
};

/** The headers to send, signature included, good for five minutes around `at` (milliseconds). `Host` is left to who sends. */
export async function signedHeaders(
  { region, credentials }: OperatorIdentity,
  { method, url, headers, body }: UnsignedCall,
  at: number,
): Promise<Record<string, string>> {
  const { protocol, hostname, port, pathname, searchParams, host } = new URL(url);
  const signer = new SignatureV4({ service: 'execute-api', region, credentials, sha256: SigningHash });
  const request = {
    method,
    protocol,
    hostname,
    ...(port !== '' && { port: Number(port) }),
    path: pathname,
    query: Object.fromEntries(
      [...new Set(searchParams.keys())].map((name) => [name, searchParams.getAll(name)]),
    ),
    headers: { ...headers, host },
    body,
  };
  const signed = await signer.sign(request, { signingDate: new Date(at) });
  const { host: _, ...sent } = signed.headers;
  return sent;
}
