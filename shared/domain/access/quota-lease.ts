/**
 * How a container counts the calls of one subject (a credential, or an agency that is acted for), and when it tells the others (ADR 44).
 *
 * It lets calls in on a lease. When that is used up it tells the store how many it has let in: its own count of the hour, which only grows,
 * and never an increment, so that what is told twice is told once. The answer is what all containers have told, and from what is left comes
 * the next lease. So nobody ever knows of more calls than there were: who is within a limit is not refused. And a limit is exceeded by no
 * more than what containers have not told yet: one lease each, and the free calls of those that told nothing.
 */

/** What a lease is. Others than the hub's are for who goes through every story of a few calls. */
export type LeaseSizes = {
  /** So many calls of a subject and an hour each container lets in before it tells anybody: most never come to more. No lease is less. */
  readonly free: number;
  /** A lease is this part of what is left, so that as many containers at once do not exceed it by their leases. */
  readonly shares: number;
};
export const leaseSizes: LeaseSizes = { free: 100, shares: 256 };

export type CallLimits = { readonly requestsPerHour: number; readonly requestsPerDay: number };

/** Calls, by all containers together. */
export type Told = { readonly hour: number; readonly day: number };

/** Calls that one container let in, in an hour of the day. */
export type HourCount = { readonly hour: number; readonly count: number };

type Behind = HourCount & { readonly untold: number };

export type Tally = {
  readonly day: string;
  readonly hour: number;
  /** Let in here in this hour. */
  readonly here: number;
  /** Of `here`, what the store has. */
  readonly toldHere: number;
  /** Earlier hours of the day of which the store does not have all. */
  readonly behind: readonly Behind[];
  /** By the store's last answer, `toldHere` in it; zero of an hour in which it was not asked. */
  readonly told: Told;
  /** How many more may come in before the store is told. */
  readonly lease: number;
};

export type QuotaUnit = 'hour' | 'day';

type Now = { readonly day: string; readonly hour: number };

/** What is known to be spent: never more than there was. */
export function spent({ here, toldHere, behind, told }: Tally): Told {
  const untold = here - toldHere;
  const untoldBefore = behind.reduce((sum, one) => sum + one.untold, 0);
  return { hour: told.hour + untold, day: told.day + untold + untoldBefore };
}

function leftOf(tally: Tally, limits: CallLimits): number {
  const { hour, day } = spent(tally);
  return Math.max(0, Math.min(limits.requestsPerHour - hour, limits.requestsPerDay - day));
}

const withLease = (tally: Tally, limits: CallLimits, wanted: number): Tally => ({
  ...tally,
  lease: Math.min(wanted, leftOf(tally, limits)),
});

/** The tally as it stands in an hour: begun, gone on with, or carried over from an earlier one. Null: nothing was counted yet. */
export function tallyAt(
  tally: Tally | null,
  { day, hour }: Now,
  limits: CallLimits,
  { free } = leaseSizes,
): Tally {
  if (tally !== null && tally.day === day && tally.hour === hour) return tally;
  const begun = { day, hour, here: 0, toldHere: 0, behind: [], told: { hour: 0, day: 0 }, lease: 0 };
  if (tally === null || tally.day !== day) return withLease(begun, limits, free);
  const untold = tally.here - tally.toldHere;
  const before = { hour: tally.hour, count: tally.here, untold };
  const behind = untold === 0 ? tally.behind : [...tally.behind, before];
  return withLease({ ...begun, behind, told: { hour: 0, day: tally.told.day } }, limits, free);
}

/** `in`: let it in; `tell`: tell the store first, then ask again; else the window that is used up, the longer of both. */
export function judgeCall(tally: Tally, limits: CallLimits): 'in' | 'tell' | { readonly over: QuotaUnit } {
  const { hour, day } = spent(tally);
  if (day >= limits.requestsPerDay) return { over: 'day' };
  if (hour >= limits.requestsPerHour) return { over: 'hour' };
  return tally.lease > 0 ? 'in' : 'tell';
}

export const letIn = (tally: Tally): Tally => ({ ...tally, here: tally.here + 1, lease: tally.lease - 1 });

/** What the store is told: this hour's count first, then those of earlier hours that it lacks a part of. */
export const toTell = ({ hour, here, behind }: Tally): readonly [HourCount, ...HourCount[]] => [
  { hour, count: here },
  ...behind.map(({ hour, count }) => ({ hour, count })),
];

/** After the store's answer, which may come when the hour is another already: `sent` is what it was told, on the tally's day. */
export function tallyTold(
  tally: Tally,
  [now, ...before]: readonly [HourCount, ...HourCount[]],
  told: Told,
  limits: CallLimits,
  { free, shares } = leaseSizes,
): Tally {
  const known = new Map([now, ...before].map(({ hour, count }) => [hour, count]));
  const behind = tally.behind.flatMap((one) => {
    const untold = Math.min(one.untold, one.count - (known.get(one.hour) ?? 0));
    return untold > 0 ? [{ ...one, untold }] : [];
  });
  if (tally.hour !== now.hour) return { ...tally, behind, told: { ...tally.told, day: told.day } };
  const after = { ...tally, behind, told, toldHere: now.count };
  return withLease(after, limits, Math.max(free, Math.floor(leftOf(after, limits) / shares)));
}

/** The store did not answer: as many again are let in as are free, up to what this container alone knows (ADR 44 says why). */
export const tallyUntold = (tally: Tally, limits: CallLimits, { free } = leaseSizes): Tally =>
  withLease(tally, limits, free);
