/**
 * List prices, from which the bench makes dollars. Written down from memory, not fetched: check them against AWS's
 * price pages before a budget rests on them. What the bench compares (units per submission) does not depend on them.
 */
export const prices = {
  region: 'ap-southeast-1',
  asOf: '2025-11, from memory',
  currency: 'USD',
  /** DynamoDB on demand, standard class. A transactional unit is two units. */
  perMillionWriteUnits: 0.71,
  perMillionReadUnits: 0.1425,
  /** SQS standard queue; a request is up to 64 KB. */
  perMillionQueueRequests: 0.4,
  perMillionObjectPuts: 5,
  /** Lambda on arm64. */
  perMillionInvocations: 0.2,
  perGigabyteSecond: 0.0000133334,
} as const;

export type Usage = {
  readonly writeUnits: number;
  readonly readUnits: number;
  readonly queueRequests: number;
  readonly objectPuts: number;
  readonly invocations: number;
  readonly gigabyteSeconds: number;
};

/** Of all that is in `usage`. */
export const dollarsOf = (usage: Usage): number =>
  (usage.writeUnits * prices.perMillionWriteUnits +
    usage.readUnits * prices.perMillionReadUnits +
    usage.queueRequests * prices.perMillionQueueRequests +
    usage.objectPuts * prices.perMillionObjectPuts +
    usage.invocations * prices.perMillionInvocations) /
    1e6 +
  usage.gigabyteSeconds * prices.perGigabyteSecond;
