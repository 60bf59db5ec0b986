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
  /** Ends the long polls that are going on. */
  readonly wake: () => void;
};

export type Pollers = {
  /** Names of the functions that queues feed. */
  readonly names: readonly string[];
  /** As if the mapping of a function were disabled; what is being worked on is finished. */
  readonly pause: (functionName: string) => Promise<void>;
  readonly resume: (functionName: string) => void;
  readonly stop: () => Promise<void>;
};

export function startPollers(options: PollersOptions): Pollers {
  const { mappings, functions, awsUrl, region, most, onFault } = options;
  const running = mappings.flatMap((mapping): (Poller & { readonly name: string })[] => {
    const lambda = functions.get(mapping.functionArn);
    if (!mapping.enabled || lambda === undefined) return [];
    // Lambda receives and deletes with the function's role: IAM is enforced on these calls too.
    const credentials = credentialsOf(mapping.functionArn);
    const sqs = new SQSClient({ region, endpoint: awsUrl, credentials, maxAttempts: 1 });
    const pollers = Math.min(most, mapping.maximumConcurrency ?? most);
    const poller = startPoller({ mapping, sqs, region, invoke: lambda.invoke, pollers, onFault });
    const { name } = lambda.specification;
    return [{ ...poller, name, stop: () => poller.stop().finally(() => sqs.destroy()) }];
  });
  const of = (name: string): Poller[] => {
    const found = running.filter((one) => one.name === name);
    if (found.length > 0) return found;
    throw new Error(`no queue feeds '${name}'; fed are: ${running.map((one) => one.name).join(', ')}`);
  };
  return {
    names: running.map(({ name }) => name),
    pause: async (name) => void (await Promise.all(of(name).map((one) => one.pause(options.wake)))),
    resume: (name) => {
      for (const one of of(name)) one.resume();
    },
    stop: async () => void (await Promise.all(running.map((one) => one.stop()))),
  };
}
