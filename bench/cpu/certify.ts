/** TLS for a stub of AWS: the bytes of a call cost CPU on both sides, as with AWS. */
import { spawnSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { buildDirectory } from '../bundles.ts';

export type Tls = { readonly key: string; readonly cert: string };

/** A certificate that is its own authority, for as long as the run takes. */
export function certify(): Tls {
  mkdirSync(buildDirectory, { recursive: true });
  const tls = { key: join(buildDirectory, 'stub-key.pem'), cert: join(buildDirectory, 'stub-cert.pem') };
  const request =
    'req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 1 -subj /CN=localhost -addext subjectAltName=DNS:localhost';
  const files = ['-keyout', tls.key, '-out', tls.cert];
  const { status, stderr, error } = spawnSync('openssl', [...request.split(' '), ...files]);
  if (status !== 0) throw new Error(`the bench needs openssl for a certificate: ${error ?? stderr}`);
  return tls;
}
