/** What `dtm me` says: whose key it is, and which periods are open for it. */
import type { Me, OpenPeriod } from '../shared/contract/access/me.ts';
import { OFFSET } from '../shared/domain/values/duration.ts';
import { inLine } from './shown.ts';
import { counted, table } from './table.ts';

/** In Vietnam's time, as deadlines are meant; an instant that begins a day is the end of the day before. */
const inVietnam = (instant: string): string =>
  `${new Date(Date.parse(instant) + OFFSET).toISOString().slice(0, 16).replace('T', ' ')} +07`;

const deadlinesOf = ({ deadlines }: OpenPeriod): string[] =>
  deadlines.map(({ level, at }) => `${inVietnam(at)} ${level}`);

export function meText({ credential, agencies, systems, datasets, now }: Me): string {
  const { keyId, scopes, validTo } = credential;
  const holders = agencies.map(({ code, names }) => `${code} ${inLine(names.en)}`).join(', ');
  const limited = credential.systems === null ? '' : `; only ${counted(credential.systems.length, 'system')}`;
  const head = [
    `Key ${keyId} of ${holders || credential.agency}${limited}`,
    `may ${scopes.join(', ')} until ${inVietnam(validTo)}; it is ${inVietnam(now)} at the hub.`,
    `${counted(systems.count, 'system')}, of which ${systems.connected} may report; dtm systems lists them.`,
  ].join('\n');
  if (datasets.length === 0) return `${head}\n\nNothing is open for it.`;
  const drawn = table(
    [
      { head: 'dataset' },
      { head: 'period' },
      { head: 'days', width: 14 },
      { head: 'on time before' },
      { head: 'systems', align: 'right' },
    ],
    datasets.flatMap(({ id, periods }) =>
      periods.map((period) => [
        id,
        period.id,
        [`${period.from} to`, period.to],
        deadlinesOf(period),
        String(period.systems),
      ]),
    ),
  );
  return `${head}\n\n${drawn}`;
}
