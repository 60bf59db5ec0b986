/** What an endpoint is started with. */
import type { Denial, EncryptedResource, Principal, ResourcePolicies } from './iam/authorization.ts';
import type { InjectedFailure } from './pipeline.ts';
import type { NotificationOptions } from './s3/notifications.ts';
import type { ReplicationOptions } from './s3/replication.ts';

export type AwsEndpointOptions = {
  /** 0 or absent: any free port. */
  port?: number;
  /** Holds `dynamodb/` (LevelDB), `fauxqs/` (SQLite) and `secrets/` (files); one endpoint at a time may have it open. */
  stateDirectory: string;
  region: string;
  accountId: string;
  principals: readonly Principal[];
  resourcePolicies: ResourcePolicies;
  tables: readonly EncryptedResource[];
  queues: readonly EncryptedResource[];
  buckets: readonly EncryptedResource[];
  secrets: readonly EncryptedResource[];
  /** Log group → the file of its lines. */
  logFiles?: ReadonlyMap<string, string>;
  /** Seeded, in [0, 1): decides about faults with a probability. */
  random: () => number;
  onDenied: (denial: Denial) => void;
  /** A call that a fault rule answered instead of the service. */
  onInjected?: (failure: InjectedFailure) => void;
  /** The state of every alarm, for whoever asks at `/_twin/alarms`. */
  alarms?: () => unknown;
  /** An error that is the endpoint's own fault; the caller gets a 5xx. */
  onError?: (error: unknown) => void;
  /** Called once when the stores can no longer be written, and once when they can be again. */
  onStorage?: (sentence: string, error?: unknown) => void;
  /** Whether there is room to write to the directory again; the disk is asked unless told. */
  hasSpace?: (directory: string) => boolean;
  /** A call that can never succeed, with what to do about it. */
  onInvalidCall?: (text: string) => void;
  /** Another DynamoDB emulator in place of the built-in one. */
  dynamodbEndpoint?: string;
  pointInTime?: PointInTime;
  /** Region → the directory that its buckets are kept in. */
  otherRegions?: Readonly<Record<string, string>>;
  replication?: ReplicationOptions;
  /** How buckets tell queues: up to two seconds late, and one of twenty twice, unless told. */
  notifications?: NotificationOptions;
  /** Milliseconds; for the expiry of presigned URLs and the per-second peaks. */
  now?: () => number;
};

/** How far the latest restorable second is behind the clock (300 unless told, as on AWS), and how long a restore takes. */
export type PointInTime = { readonly trailSeconds?: number; readonly restoreSeconds?: number };
