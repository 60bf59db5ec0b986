/** An account and region of AWS before a deployment: read, never changed. What cannot be read is a value that names the right. */
import type { NamedType, Place } from '../../domain/oversight/preflight/plan.ts';
import type {
  CertificateState,
  Concurrency,
  Reading,
  StackState,
  Taken,
  Throttle,
  ZoneState,
} from '../../domain/oversight/preflight/readings.ts';

type Read<T> = Promise<Reading<T>>;

/** Null where what is asked for is not there. */
export type AccountPorts = {
  readonly readPlace: () => Read<Place>;
  /** The version that `cdk bootstrap` left in the parameter. */
  readonly readBootstrapVersion: (parameter: string) => Read<number | null>;
  readonly readConcurrency: () => Read<Concurrency>;
  /** What these functions have set aside together; one that is not there has nothing. */
  readonly readReserved: (functions: readonly string[]) => Read<number>;
  readonly readThrottle: () => Read<Throttle>;
  /** The highest value of a quota that was asked for and is not decided yet. */
  readonly readAskedFor: (quota: { readonly service: string; readonly code: string }) => Read<number | null>;
  /** Those of the stacks that are there. */
  readonly readStacks: (names: readonly string[]) => Read<ReadonlyMap<string, StackState>>;
  /** AWS's own types of CloudFormation in the region. */
  readonly readTypes: () => Read<ReadonlySet<string>>;
  /** Those of the names that somebody has. */
  readonly readTaken: Readonly<Record<NamedType, (names: readonly string[]) => Read<readonly Taken[]>>>;
  readonly readCertificate: (arn: string) => Read<CertificateState | null>;
  readonly readZone: (id: string) => Read<ZoneState | null>;
  readonly readRecordTypes: (zone: string, name: string) => Read<readonly string[]>;
  readonly readDomainIsTaken: (name: string) => Read<boolean>;
};
