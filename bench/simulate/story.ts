/**
 * What the senders of the simulation send: reports and one event in eight, a tenth of all repeated, a tenth of all
 * corrections, which may well arrive before what they correct. Beside it an independent account of what the totals
 * have to be: plain maps and integers, nothing of the engine.
 */
import type { Random } from '../../demo/sample/random.ts';
import { type Country, EVENTS, REPORTS } from './country.ts';

export type Sending = {
  readonly system: string;
  readonly idempotencyKey: string | null;
  readonly body: object;
};

type Report = {
  system: string;
  period: string;
  revision: number;
  amount: number;
  top: number;
  bottom: number;
  most: number;
};

/** Totals of one agency in one period, in hundredths. */
export type Account = {
  reporters: Set<string>;
  amount: number;
  top: number;
  bottom: number;
  most: number;
  least: number;
};

/** What may be repeated or corrected: the newest of all. */
const REMEMBERED = 5000;
const hundredths = (value: number): string => (value / 100).toFixed(2);

export function startStory(country: Country, periods: readonly string[], random: Random, now: number) {
  const { systems, above } = country;
  const counting = new Map<string, Report>();
  const events = new Map<string, Account>();
  const recent: Sending[] = [];
  const correctable: Report[] = [];
  const counts = { reports: 0, events: 0, duplicates: 0, corrections: 0 };
  let fresh = 0;

  const remember = <T>(list: T[], one: T): void => {
    if (list.length < REMEMBERED) list.push(one);
    else list[random.int(0, REMEMBERED - 1)] = one;
  };
  const value = (): number => random.int(0, 99_999_999);

  const sendingOf = ({ system, period, revision, amount, top, bottom, most }: Report): Sending => ({
    system,
    idempotencyKey: null,
    body: {
      system,
      dataset: REPORTS,
      period,
      revision,
      cells: [
        { indicator: 'amount', value: hundredths(amount) },
        { indicator: 'share', numerator: top, denominator: bottom },
        { indicator: 'most', value: hundredths(most) },
      ],
    },
  });
  const report = (system: string, period: string, revision: number): Sending => {
    const made = { system, period, revision, amount: value(), top: value(), bottom: value(), most: value() };
    counting.set(`${period}#${system}`, made);
    remember(correctable, made);
    return sendingOf(made);
  };
  /** A report of the next system in turn, period after period; null when all have reported for all. */
  const nextReport = (): Sending | null => {
    const period = periods[Math.floor(fresh / systems.length)];
    const system = systems[fresh % systems.length];
    fresh += 1;
    if (period === undefined || system === undefined) return null;
    counts.reports += 1;
    return report(system, period, 1);
  };
  const correction = (): Sending | null => {
    const chosen = correctable[random.int(0, Math.max(0, correctable.length - 1))];
    if (chosen === undefined) return null;
    const held = counting.get(`${chosen.period}#${chosen.system}`) ?? chosen;
    if (held.revision > 900) return null;
    counts.corrections += 1;
    return report(held.system, held.period, held.revision + 1);
  };
  const event = (): Sending => {
    const system = systems[random.int(0, systems.length - 1)] ?? '';
    const hour = Math.floor((now - random.int(3_600_000, 40 * 24 * 3_600_000)) / 3_600_000) * 3_600_000;
    const start = hour + random.int(0, 1_800_000);
    const [from, to] = [start, start + random.int(1, 1_700_000)].map((at) => new Date(at).toISOString());
    counts.events += 1;
    const idempotencyKey = `k${counts.events}`;
    const [amount, least, state] = [value(), value(), value()];
    const day = new Date(start + 7 * 3_600_000);
    // A month ends on its 14th.
    const month = new Date(
      Date.UTC(day.getUTCFullYear(), day.getUTCMonth() + (day.getUTCDate() > 14 ? 1 : 0), 1),
    );
    const place = `${month.toISOString().slice(0, 7)}#${system}`;
    const known = events.get(place);
    const own = known ?? emptyAccount();
    events.set(place, own);
    own.amount += amount;
    own.least = Math.min(own.least, least);
    own.reporters.add(system);
    return {
      system,
      idempotencyKey,
      body: {
        system,
        dataset: EVENTS,
        increments: [
          {
            from,
            to,
            cells: [
              { indicator: 'amount', value: hundredths(amount) },
              { indicator: 'least', value: hundredths(least) },
              { indicator: 'state', value: hundredths(state) },
            ],
          },
        ],
      },
    };
  };

  return {
    counts,
    next: (): Sending => {
      const draw = random.int(0, 99);
      const again = recent[random.int(0, Math.max(0, recent.length - 1))];
      if (draw < 10 && again !== undefined) {
        counts.duplicates += 1;
        return again;
      }
      const made = (draw < 20 ? correction() : null) ?? (draw < 90 ? nextReport() : null) ?? event();
      remember(recent, made);
      return made;
    },
    /** Per dataset: `period#agency` → what its total has to be. */
    accounts: (): Record<string, Map<string, Account>> => {
      const all: Record<string, Map<string, Account>> = { [REPORTS]: new Map(), [EVENTS]: new Map() };
      const into = (
        dataset: string,
        system: string,
        period: string,
        add: (account: Account) => void,
      ): void => {
        for (const agency of above.get(system) ?? []) {
          const key = `${period}#${agency}`;
          const account = all[dataset]?.get(key) ?? emptyAccount();
          all[dataset]?.set(key, account);
          account.reporters.add(system);
          add(account);
        }
      };
      for (const { system, period, amount, top, bottom, most } of counting.values())
        into(REPORTS, system, period, (account) => {
          account.amount += amount;
          account.top += top;
          account.bottom += bottom;
          account.most = Math.max(account.most, most);
        });
      for (const [place, own] of events) {
        const [period = '', system = ''] = place.split('#');
        into(EVENTS, system, period, (account) => {
          account.amount += own.amount;
          account.least = Math.min(account.least, own.least);
        });
      }
      return all;
    },
  };
}

const emptyAccount = (): Account => ({
  reporters: new Set(),
  amount: 0,
  top: 0,
  bottom: 0,
  most: 0,
  least: Number.MAX_SAFE_INTEGER,
});
