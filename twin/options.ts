/** What a twin is started with, and what it tells while it runs. */
import type { PointInTime } from './aws/endpoint-options.ts';
import type { Denial } from './aws/iam/authorization.ts';
import type { LambdaError } from './functions/protocol.ts';
import type { LocalIssuer } from './issuer/local-issuer.ts';

export const ACCOUNT_ID = '123456789012';
export const REGION = 'ap-southeast-1';

/** What a developer should see while the twin runs. */
export type TwinEvent =
  | { readonly kind: 'denied'; readonly denial: Denial }
  | { readonly kind: 'functionError'; readonly functionName: string; readonly error: LambdaError }
  | { readonly kind: 'fault'; readonly text: string };

export type TwinOptions = {
  /** Where `cdk synth` wrote, usually `cdk.out`. */
  readonly assemblyDirectory: string;
  /** Holds stores, queues and logs; one twin at a time. */
  readonly stateDirectory: string;
  /** 0: any free port. */
  readonly port: number;
  /** Of the AWS endpoint; 0 or absent: any free port. */
  readonly awsPort?: number;
  /** Removes the state first. */
  readonly fresh?: boolean;
  /** In [0, 1): decides about injected faults. */
  readonly random?: () => number;
  /** Decides how late each run by the clock comes, and which comes twice; the same for the same times of the clock. */
  readonly scheduleSeed?: string;
  /** Milliseconds that the clock of everything in the twin is ahead of the host's. */
  readonly clockOffset?: number;
  readonly randomUuid?: () => string;
  /** Most processes per function, 2 unless told. */
  readonly processesPerFunction?: number;
  /** Another DynamoDB emulator in place of the built-in one. */
  readonly dynamodbEndpoint?: string;
  readonly pointInTime?: PointInTime;
  /** Holds the buckets of other regions, one directory each; `regions` in the state's own unless told. Survives `fresh`. */
  readonly regionsDirectory?: string;
  /** How long the next object takes to its replica: most two seconds and some ten unless told. */
  readonly replicationSeconds?: () => number;
  /** Whose access tokens the functions take, in place of the issuer that the template names. */
  readonly issuer?: LocalIssuer;
  readonly onEvent?: (event: TwinEvent) => void;
};
