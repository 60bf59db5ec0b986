import { ResponseType, type RestApi } from 'aws-cdk-lib/aws-apigateway';
import { fill, type ProblemKind, problems } from '../../shared/domain/problems/problems.ts';

/** What the functions take: `BODY_LIMIT` of shared/contract/submissions/submission.ts, and of a file `INLINE_LIMIT`. A test compares. */
export const bodyLimits = { limit: 262_144, file: 4_194_304 };

/**
 * What API Gateway answers by itself, as problems of the hub. A path or method that does not exist is "missing
 * authentication token" to the gateway, as an unsigned call to an admin route is: to who does not sign there is nothing there. With an
 * Authorization header a path that does not exist is read as a broken AWS signature, and the gateway's own text would repeat that
 * header. Some of those come as DEFAULT_4XX, and nothing else here does.
 */
export const gatewayProblems: readonly (readonly [ResponseType, ProblemKind])[] = [
  [ResponseType.MISSING_AUTHENTICATION_TOKEN, 'not-found'],
  [ResponseType.INVALID_SIGNATURE, 'signature-refused'],
  [ResponseType.EXPIRED_TOKEN, 'signature-refused'],
  [ResponseType.ACCESS_DENIED, 'operator-not-allowed'],
  [ResponseType.RESOURCE_NOT_FOUND, 'not-found'],
  [ResponseType.BAD_REQUEST_BODY, 'invalid-request'],
  [ResponseType.BAD_REQUEST_PARAMETERS, 'invalid-request'],
  [ResponseType.REQUEST_TOO_LARGE, 'request-too-large'],
  [ResponseType.THROTTLED, 'too-many-requests'],
  [ResponseType.QUOTA_EXCEEDED, 'too-many-requests'],
  [ResponseType.WAF_FILTERED, 'refused-by-firewall'],
  [ResponseType.INTEGRATION_TIMEOUT, 'timeout'],
  [ResponseType.INTEGRATION_FAILURE, 'unavailable'],
  [ResponseType.API_CONFIGURATION_ERROR, 'internal-error'],
  [ResponseType.DEFAULT_4XX, 'not-found'],
  [ResponseType.DEFAULT_5XX, 'internal-error'],
];

/** The templates can only substitute, not choose a language: both stand in one text, Vietnamese first. */
export function gatewayBody(kind: ProblemKind, requestId = '$context.requestId'): string {
  const { status, title, detail } = problems[kind];
  return JSON.stringify({
    type: `urn:dtm:problem:${kind}`,
    title: `${title.vi} / ${title.en}`,
    status,
    detail: `${fill(detail.vi, bodyLimits)} / ${fill(detail.en, bodyLimits)}`,
    code: kind,
    requestId,
    errors: [],
  });
}

export function addGatewayResponses(api: RestApi): void {
  for (const [type, kind] of gatewayProblems) {
    const { status, retry } = problems[kind];
    api.addGatewayResponse(type.responseType, {
      type,
      statusCode: String(status),
      responseHeaders: {
        'Content-Type': "'application/problem+json'",
        'Content-Language': "'vi, en'",
        'Cache-Control': "'no-store'",
        'Strict-Transport-Security': "'max-age=63072000; includeSubDomains'",
        'X-Content-Type-Options': "'nosniff'",
        ...(retry === 'later' && { 'Retry-After': "'5'" }),
      },
      templates: { 'application/json': gatewayBody(kind) },
    });
  }
}
