/**
 * Larger answers in gzip, for who takes it (RFC 9110 §12.5.3). Here and not by API Gateway's `minimumCompressionSize`: what goes with that
 * unpacks gzipped requests before the function sees them ("Payload compression for REST APIs", API Gateway Developer Guide), and the
 * digest of what was sent would be of other bytes. An answer that says its `Content-Encoding` it passes on as it is ("Receive an API
 * response with a compressed payload"), and a smaller one stays further below the 6 MB that Lambda takes.
 */
import { gzipSync } from 'node:zlib';
import type { APIGatewayProxyResult } from 'aws-lambda';

/** In bytes: below, a packet more or less is all that it saves. */
const LEAST = 4096;

/** By the quality of gzip, else that of `*`. Who says nothing gets the answer as it is, as behind API Gateway's own compression. */
export function takesGzip(acceptEncoding: string | undefined): boolean {
  const said = new Map(
    (acceptEncoding ?? '').split(',').map((one) => {
      const [coding = '', ...parameters] = one.split(';').map((part) => part.trim().toLowerCase());
      const quality = parameters.find((part) => part.startsWith('q='));
      return [coding, quality === undefined ? 1 : Number(quality.slice(2))];
    }),
  );
  const quality = said.get('gzip') ?? said.get('x-gzip') ?? said.get('*') ?? 0;
  return quality > 0;
}

const textual = /^(text\/|application\/([\w.-]+\+)?json\b)/;

/** The answer in gzip where it is large, a text, and taken. */
export function compressed(
  answer: APIGatewayProxyResult,
  acceptEncoding: string | undefined,
): APIGatewayProxyResult {
  const { body, headers = {}, isBase64Encoded = false } = answer;
  if (isBase64Encoded || body.length < LEAST || !textual.test(String(headers['Content-Type']))) return answer;
  const varied = { ...headers, Vary: [headers.Vary, 'Accept-Encoding'].filter(Boolean).join(', ') };
  if (!takesGzip(acceptEncoding)) return { ...answer, headers: varied };
  return {
    ...answer,
    headers: { ...varied, 'Content-Encoding': 'gzip', ...(headers.ETag && { ETag: `W/${headers.ETag}` }) },
    body: gzipSync(body).toString('base64'),
    isBase64Encoded: true,
  };
}
