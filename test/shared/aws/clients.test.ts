import { describe, expect, test } from 'vitest';
import { isOutage } from '../../../shared/aws/clients.ts';

const error = (fields: object): Error => Object.assign(new Error('from AWS'), fields);

describe('what counts as an outage of AWS', () => {
  test.each([
    ['a throttled table', { name: 'ProvisionedThroughputExceededException' }, true],
    ['throttling by any service', { name: 'ThrottlingException', $metadata: { httpStatusCode: 400 } }, true],
    ['a throttled key', { name: 'KMS.ThrottlingException' }, true],
    ['a server error', { $metadata: { httpStatusCode: 500 } }, true],
    ['a gateway that is away', { $metadata: { httpStatusCode: 503 } }, true],
    ['too many requests', { $metadata: { httpStatusCode: 429 } }, true],
    ['a time-out', { name: 'TimeoutError' }, true],
    ['a refused connection', { code: 'ECONNREFUSED' }, true],
    ['a reset connection', { code: 'ECONNRESET' }, true],
    ['a broken pipe', { code: 'EPIPE' }, true],
    ['names that do not resolve now', { code: 'EAI_AGAIN' }, true],
    ['a right that is missing', { name: 'AccessDeniedException', $metadata: { httpStatusCode: 400 } }, false],
    [
      'a table that is lost, or being restored',
      { name: 'ResourceNotFoundException', $metadata: { httpStatusCode: 400 } },
      true,
    ],
    ['an item above its size', { name: 'ValidationException', $metadata: { httpStatusCode: 400 } }, false],
    ['a file that is none', { code: 'ENOENT' }, false],
    ['a bug', {}, false],
  ])('%s', (_, fields, outage) => {
    expect(isOutage(error(fields))).toBe(outage);
  });

  test.each([null, undefined, 'ThrottlingException', { name: 'ThrottlingException' }])(
    '%j was not thrown by AWS',
    (thrown) => {
      expect(isOutage(thrown)).toBe(false);
    },
  );
});
