/** URLs signed as the SDK's presigner signs them, by who has the access key. */
import { SignatureV4 } from '@smithy/signature-v4';
import { SigningHash } from '../../../../shared/aws/signing-hash.ts';
import { type Fixture, region } from '../fixture.ts';

export type Signed = {
  readonly method?: string;
  /** Bucket and key, as they are in the path. */
  readonly path: string;
  readonly query?: Readonly<Record<string, string>>;
  /** Signed, and so to be sent. */
  readonly headers?: Readonly<Record<string, string>>;
  readonly accessKeyId?: string;
  readonly secretAccessKey?: string;
  readonly seconds?: number;
  readonly at?: Date;
};

export async function presign({ endpoint }: Pick<Fixture, 'endpoint'>, signed: Signed): Promise<string> {
  const { method = 'GET', path, query = {}, headers = {}, seconds = 60, at = new Date() } = signed;
  const { accessKeyId = 'OPERATOR', secretAccessKey = 'of everybody' } = signed;
  const url = new URL(endpoint.url);
  const signer = new SignatureV4({
    service: 's3',
    region,
    credentials: { accessKeyId, secretAccessKey },
    sha256: SigningHash,
    uriEscapePath: false,
    applyChecksum: false,
  });
  const request = await signer.presign(
    {
      method,
      protocol: 'http:',
      hostname: url.hostname,
      port: Number(url.port),
      path,
      query: { ...query },
      headers: { host: url.host, 'x-amz-content-sha256': 'UNSIGNED-PAYLOAD', ...headers },
    },
    {
      expiresIn: seconds,
      signingDate: at,
      unhoistableHeaders: new Set(Object.keys(headers)),
    },
  );
  const asked = new URLSearchParams(request.query as Record<string, string>);
  return `${endpoint.url}${request.path}?${asked.toString().replaceAll('+', '%20')}`;
}
