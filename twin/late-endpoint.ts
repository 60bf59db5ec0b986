import type { AwsEndpoint } from './aws/endpoint.ts';

export type LateEndpoint = Pick<AwsEndpoint, 'queueGauges' | 'isDown' | 'storageFailed'> & {
  readonly url: () => string;
  readonly attach: (endpoint: AwsEndpoint) => void;
};

/** The AWS endpoint for whom is made before it, as it is made of them: until it is there it has no queues and is not down. */
export function lateEndpoint(): LateEndpoint {
  let there: AwsEndpoint | undefined;
  return {
    attach: (endpoint) => {
      there = endpoint;
    },
    url: () => there?.url ?? 'http://the-endpoint-is-not-there-yet',
    queueGauges: () => there?.queueGauges() ?? [],
    isDown: () => there?.isDown() ?? false,
    storageFailed: (error) => there?.storageFailed(error) ?? false,
  };
}
