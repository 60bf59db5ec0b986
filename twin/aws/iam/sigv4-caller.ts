import type { WireRequest } from '../wire.ts';

/** Who signed, for which region and service. The signature of a header is not checked: loopback only. That of a URL is (`presigned.ts`). */
export type Caller = { accessKeyId: string; region: string; service: string; presigned: boolean };

/** SigV4: `Credential=AKID/date/region/service/aws4_request`, in the header or as `X-Amz-Credential` when presigned. */
export function callerOf(request: WireRequest): Caller | undefined {
  const header = request.headers.authorization;
  const scope =
    header === undefined
      ? request.query.get('X-Amz-Credential')
      : /^AWS4-HMAC-SHA256 .*?Credential=([^,\s]+)/.exec(header)?.[1];
  if (!scope) return undefined;
  const parts = scope.split('/');
  const [accessKeyId, , region, service, terminator] = parts;
  if (parts.length !== 5 || terminator !== 'aws4_request') return undefined;
  if (!accessKeyId || !region || !service) return undefined;
  return { accessKeyId, region, service, presigned: header === undefined };
}
