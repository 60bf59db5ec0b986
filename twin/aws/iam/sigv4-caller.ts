import type { WireRequest } from '../wire.ts';

/** Who signed, for which region and service. The signature itself is not checked: loopback only. */
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

/** True where a presigned URL's time (`X-Amz-Date` + `X-Amz-Expires` seconds) has passed at `now` (milliseconds). */
export function presignedUrlHasExpired(query: URLSearchParams, now: number): boolean {
  const date = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/.exec(query.get('X-Amz-Date') ?? '');
  if (date === null) return true;
  const [year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0] = date.slice(1).map(Number);
  const signedAt = Date.UTC(year, month - 1, day, hour, minute, second);
  return now > signedAt + Number(query.get('X-Amz-Expires') ?? 0) * 1000;
}
