/** The twin's clock: ahead of the host's, and put further ahead on request. Timers keep their pace. */
export type Clock = {
  readonly now: () => number;
  /** Milliseconds ahead of the host's clock. */
  readonly offset: () => number;
  readonly advance: (milliseconds: number) => void;
};

export function createClock(ahead: number, host: () => number = Date.now): Clock {
  let offset = ahead;
  return {
    now: () => host() + offset,
    offset: () => offset,
    advance: (milliseconds) => {
      if (!(milliseconds > 0)) throw new Error(`time goes forward only, not by ${milliseconds} ms`);
      offset += milliseconds;
    },
  };
}
