/** What the wall is asked, from top to bottom, with the metrics of our own that answer. The last takes what is left. */
const answeredBy = [
  ['Is the hub up?', /^(Availab|Prob|Downtime|Burn|Budget)/],
  ['Are senders served?', /^(Receipt|Submission)/],
  ['Are totals fresh and right?', /^(Totals|Periods|Ledger)/],
  ['Is anything stuck?', /^(Queue|Maintenance|Heartbeat)/],
  ['Is recovery proven?', /^(Drill|Recovery|Restore|Journal)/],
  ['What ends soon?', /./],
  ['What does it cost?', null],
] as const satisfies readonly (readonly [string, RegExp | null])[];

export type Question = (typeof answeredBy)[number][0];
export const questions: readonly Question[] = answeredBy.map(([question]) => question);

/** The question that a metric of our own answers, by the metric's name. */
export const questionOf = (metric: string): Question =>
  answeredBy.find(([, answers]) => answers?.test(metric))?.[0] ?? 'What ends soon?';
