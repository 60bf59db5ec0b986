/** Which hub a command talks to: the twin on this machine, or a stage on AWS. */
import type { AwsTarget } from '../shared/aws/operator.ts';
import type { Slot } from '../shared/contract/submissions/receipt.ts';
import { CommandFault } from './fault.ts';
import { readEndpoint, readKeys } from './twin-state.ts';

export type Hub = {
  readonly stage: string;
  /** Where commands keep what they have to remember. */
  readonly stateDirectory: string;
  readonly tables: {
    readonly registry: string;
    readonly submissions: string;
    readonly totals: string;
    readonly operations: string;
  };
  /** Null: AWS, by the ordinary environment. */
  readonly aws: AwsTarget | null;
  /** Null where it has to be said: a stage on AWS. */
  readonly apiUrl: string | null;
  /** The key that was issued for an agency or for VN; the twin knows those of `npm start`. */
  readonly keyOf: (agency: string) => string | null;
};

export type HubOptions = {
  readonly stage?: string | undefined;
  readonly url?: string | undefined;
  readonly state: string;
};

export const tablesOf = (stage: string): Hub['tables'] => ({
  registry: `dtm-${stage}-registry`,
  submissions: `dtm-${stage}-submissions`,
  totals: `dtm-${stage}-totals`,
  operations: `dtm-${stage}-operations`,
});

/** The journal's bucket has account and region in its name; any ARN of the deployment says them. */
export const journalOf = (stage: string, arn: string): string => {
  const [, , , region, account] = arn.split(':');
  return `dtm-${stage}-journal-${account}-${region}`;
};

/** The queue that the consumer reads, and where messages go that it cannot count. */
export const queuesOf = (stage: string): { readonly submissions: string; readonly deadLetters: string } => ({
  submissions: `dtm-${stage}-submissions`,
  deadLetters: `dtm-${stage}-submissions-dlq`,
});

/** What the prober's key is derived from. */
export const proberSecretOf = (stage: string): string => `dtm-${stage}-prober-key`;

export const receiptSecretOf = (stage: string, slot: Slot): string => `dtm-${stage}-receipt-key-${slot}`;

export function findHub({ stage, url, state }: HubOptions): Hub {
  if (stage !== undefined) {
    if (!/^[a-z][a-z0-9]{1,9}$/.test(stage)) {
      throw new CommandFault(
        `--stage ${stage}: allowed: 2 to 10 lower-case letters and digits, a letter first`,
      );
    }
    return {
      stage,
      stateDirectory: state,
      tables: tablesOf(stage),
      aws: null,
      apiUrl: url ?? null,
      keyOf: () => null,
    };
  }
  const endpoint = readEndpoint(state);
  if (endpoint === null) {
    throw new CommandFault(
      `no twin is running in ${state}: start one with npm start, name its directory with --state, or a stage on AWS with --stage`,
    );
  }
  const keys = readKeys(state);
  return {
    stage: endpoint.stage,
    stateDirectory: state,
    tables: tablesOf(endpoint.stage),
    aws: endpoint.aws,
    apiUrl: url ?? endpoint.apiUrl,
    keyOf: (agency) => keys[agency] ?? null,
  };
}
