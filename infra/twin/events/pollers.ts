/** The pollers of all mappings. */
import { SQSClient } from '@aws-sdk/client-sqs';
import { credentialsOf } from '../credentials.ts';
import type { LambdaFunction } from '../functions/function.ts';
import type { QueueMapping } from './mapping.ts';
import { type Poller, startPoller } from './poller.ts';

export type PollersOptions = {
  readonly mappings: readonly QueueMapping[];
  readonly functions: ReadonlyMap<string, LambdaFunction>;
  readonly awsUrl: string;
  readonly region: string;
  /** Most pollers per mapping; MaximumConcurrency lowers it. Lambda begins with five. */
  readonly most: number;
  readonly onFault: (text: string) => void;
};

export function startPollers(options: PollersOptions): Poller {
  const { mappings, functions, awsUrl, region, most, onFault } = options;
  const running = mappings.flatMap((mapping): Poller[] => {
    const lambda = functions.get(mapping.functionArn);
    if (!mapping.enabled || lambda === undefined) return [];
    // Lambda receives and deletes with the function's role: IAM is enforced on these calls too.
    const credentials = credentialsOf(mapping.functionArn);
    const sqs = new SQSClient({ region, endpoint: awsUrl, credentials, maxAttempts: 1 });
    const pollers = Math.min(most, mapping.maximumConcurrency ?? most);
    const poller = startPoller({ mapping, sqs, region, invoke: lambda.invoke, pollers, onFault });
    return [{ stop: () => poller.stop().finally(() => sqs.destroy()) }];
  });
  return { stop: async () => void (await Promise.all(running.map((one) => one.stop()))) };
}
