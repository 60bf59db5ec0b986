import { randomUUID } from 'node:crypto';
import type { Service, WireAnswer } from './wire.ts';

/** An error in a service's own words; `queryCode` is the older name that SQS still sends beside the JSON one. */
export type ServiceError = { status: number; code: string; message: string; queryCode?: string };

const XML_ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
};

export function xmlText(value: string): string {
  return value.replace(/[&<>"]/g, (character) => XML_ESCAPES[character] ?? character);
}

/** Codes that the coral framework answers itself, rather than DynamoDB's model. */
const CORAL = new Set([
  'AccessDeniedException',
  'UnrecognizedClientException',
  'MissingAuthenticationTokenException',
  'UnknownOperationException',
  'SerializationException',
  'ServiceUnavailable',
]);

export function errorAnswer(service: Service, error: ServiceError): WireAnswer {
  const { status, code, message, queryCode = code } = error;
  if (service === 's3') {
    const body = `<?xml version="1.0" encoding="UTF-8"?>\n<Error><Code>${code}</Code><Message>${xmlText(message)}</Message><RequestId>${randomUUID()}</RequestId></Error>`;
    return { status, headers: { 'content-type': 'application/xml' }, body };
  }
  if (service === 'secretsmanager')
    return {
      status,
      headers: { 'content-type': 'application/x-amz-json-1.1' },
      body: JSON.stringify({ __type: code, Message: message }),
    };
  if (service === 'logs')
    return {
      status,
      headers: { 'content-type': 'application/x-amz-json-1.1' },
      body: JSON.stringify({ __type: code, message }),
    };
  const model = service === 'dynamodb' ? 'com.amazonaws.dynamodb.v20120810' : 'com.amazonaws.sqs';
  const type = `${CORAL.has(code) ? 'com.amazon.coral.service' : model}#${code}`;
  const headers: Record<string, string> = { 'content-type': 'application/x-amz-json-1.0' };
  if (service === 'sqs')
    headers['x-amzn-query-error'] = `${queryCode};${status < 500 ? 'Sender' : 'Receiver'}`;
  return { status, headers, body: JSON.stringify({ __type: type, message }) };
}

/** The caller's role does not allow `action`; a refused KMS call has a code of its own in SQS. */
export function accessDenied(service: Service, action: string, message: string): WireAnswer {
  if (service === 's3') return errorAnswer(service, { status: 403, code: 'AccessDenied', message });
  if (service === 'sqs' && action.startsWith('kms:'))
    return errorAnswer(service, {
      status: 400,
      code: 'KmsAccessDenied',
      queryCode: 'KMS.AccessDeniedException',
      message,
    });
  const status = service === 'sqs' ? 403 : 400;
  // Secrets Manager does not pass on what KMS said.
  const said =
    service === 'secretsmanager' && action.startsWith('kms:') ? 'Access to KMS is not allowed' : message;
  return errorAnswer(service, { status, code: 'AccessDeniedException', message: said });
}

/** Nobody with this access key id is known. */
export function unknownCaller(service: Service): WireAnswer {
  if (service === 's3')
    return errorAnswer(service, {
      status: 403,
      code: 'InvalidAccessKeyId',
      message: 'The AWS Access Key Id you provided does not exist in our records.',
    });
  return errorAnswer(service, {
    status: service === 'sqs' ? 403 : 400,
    code: 'UnrecognizedClientException',
    queryCode: 'InvalidClientTokenId',
    message: 'The security token included in the request is invalid.',
  });
}

export function throttled(service: Service): WireAnswer {
  switch (service) {
    case 's3':
      return errorAnswer(service, {
        status: 503,
        code: 'SlowDown',
        message: 'Please reduce your request rate.',
      });
    case 'sqs':
      return errorAnswer(service, {
        status: 400,
        code: 'RequestThrottled',
        message: 'The request was denied due to request throttling.',
      });
    case 'secretsmanager':
    case 'logs':
      return errorAnswer(service, { status: 400, code: 'ThrottlingException', message: 'Rate exceeded' });
    case 'dynamodb':
      return errorAnswer(service, {
        status: 400,
        code: 'ThrottlingException',
        message:
          'Throughput exceeds the current capacity of your table or index. DynamoDB is automatically scaling your table or index so please try again shortly.',
      });
  }
}

/** Each service's way to say that it is out of order. */
export function unavailable(service: Service): WireAnswer {
  if (service === 'dynamodb')
    return errorAnswer(service, {
      status: 500,
      code: 'InternalServerError',
      message: 'Internal server error',
    });
  if (service === 'secretsmanager')
    return errorAnswer(service, {
      status: 500,
      code: 'InternalServiceError',
      message: 'An error occurred on the server side.',
    });
  if (service === 'logs')
    return errorAnswer(service, {
      status: 503,
      code: 'ServiceUnavailableException',
      message: 'The service cannot complete the request.',
    });
  return errorAnswer(service, {
    status: 503,
    code: 'ServiceUnavailable',
    message: 'Service is unavailable. Please retry.',
  });
}

/**
 * A service of AWS that the twin does not have, in the form in which its client reads: the older ones, and those of REST with XML, do
 * not read JSON.
 */
export function noSuchService(name: string, there: readonly string[], contentType: string): WireAnswer {
  const code = 'UnknownOperationException';
  const message = `The twin has no service "${name}"; it has ${there.join(', ')}.`;
  if (!contentType.startsWith('application/x-www-form-urlencoded') && name !== 'route53')
    return errorAnswer('dynamodb', { status: 400, code, message });
  const body = `<ErrorResponse><Error><Type>Sender</Type><Code>${code}</Code><Message>${xmlText(message)}</Message></Error><RequestId>${randomUUID()}</RequestId></ErrorResponse>`;
  return { status: 400, headers: { 'content-type': 'text/xml' }, body };
}
