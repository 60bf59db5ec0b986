/** The request of a careful sender: a key, an idempotency key and a digest of the body. */
import { hash } from 'node:crypto';

export const headersOf = (apiKey: string, body: string): Record<string, string> => {
  const digest = hash('sha256', body, 'buffer');
  return {
    'Content-Type': 'application/json',
    Authorization: `Bearer ${apiKey}`,
    'Accept-Language': 'vi',
    'Idempotency-Key': digest.toString('hex').slice(0, 32),
    'Content-Digest': `sha-256=:${digest.toString('base64')}:`,
  };
};
