/** The part of `npm start` that plays the reporting month, or finds it there, and shows what came of it. */
import { setTimeout as sleep } from 'node:timers/promises';
import { callHub, problemOf } from '../../cli/call-hub.ts';
import { showProgress } from '../../cli/progress.ts';
import { counted, seconds } from '../../cli/table.ts';
import type { Keys } from '../../cli/twin-state.ts';
import type { Seed } from '../../shared/app/registry/load-seed.ts';
import { COUNTRY } from '../../shared/contract/registry.ts';
import { TotalsAnswer } from '../../shared/contract/totals.ts';
import { fileMismatch, fileText, sendMonthFile } from '../sample-month/month-file.ts';
import {
  isEqual,
  mismatches,
  outcomesTable,
  paceText,
  totalsTable,
  verdict,
} from '../sample-month/render.ts';
import {
  type Comparison,
  compareMonth,
  entriesOf,
  playMonth,
  type SampleMonth,
  type SamplePorts,
  sampleMonth,
  singlesOf,
} from '../sample-month/sample-month.ts';

export type StartSample = {
  readonly seed: Seed;
  readonly apiUrl: string;
  readonly keys: Keys;
  /** How many entries the ledger has for a dataset and period. */
  readonly countEntries: (dataset: string, period: string) => Promise<number>;
  readonly out: NodeJS.WriteStream;
  readonly now: () => number;
};

const FRESH_WITHIN = 30_000;

/** True when the totals equal what was sent and every answer was the planned one. */
export async function startSample(start: StartSample): Promise<boolean> {
  const { seed, out, now } = start;
  const ports = portsOf(start);
  const month = sampleMonth(seed, now());
  const entries = await start.countEntries(month.dataset, month.period);
  const said = (text: string): boolean => out.write(`${text}\n`);
  if (entries >= entriesOf(month)) return showMonth(start, ports, month, entries - entriesOf(month));

  const { period, dataset, file } = month;
  const requests = singlesOf(month);
  const senders = new Set(month.requests.map(({ agency }) => agency)).size;
  said(
    `Playing month ${period} of ${dataset}: ${requests.length} requests from ${senders} senders, and a file with ${counted(file.requests.length, 'report')}.`,
  );
  const progress = showProgress('sending', requests.length, out, now);
  const played = await playMonth(ports, seed, month, FRESH_WITHIN, progress.update).finally(progress.stop);
  said(`\n${outcomesTable(played.observed)}\n`);
  said(`${fileText(file, played.file)}\n`);
  showComparison(out, month, played);
  const wrong = mismatches(played.observed) ?? fileMismatch(file, played.file);
  said(wrong ?? '✓ Every request was answered as planned.');
  const fresh = played.freshAfterMilliseconds;
  said(
    fresh === null
      ? `✗ The totals did not show everything within ${seconds(FRESH_WITHIN)} of the last answer.`
      : `✓ ${paceText(requests.length, played.playedMilliseconds)}; the totals showed all of it ${seconds(fresh)} after the last answer.`,
  );
  return wrong === null && fresh !== null;
}

async function showMonth(
  { out, seed }: StartSample,
  ports: SamplePorts,
  month: SampleMonth,
  more: number,
): Promise<boolean> {
  const said = (text: string): boolean => out.write(`${text}\n`);
  const comparison = await compareMonth(ports, seed, month);
  said(`The sample is already there: month ${month.period} of ${month.dataset}. --fresh plays it again.\n`);
  showComparison(out, month, comparison);
  if (isEqual(comparison.rows, comparison.reporters)) return true;
  said(
    more > 0
      ? `The ledger has ${more} more entries in this month than the sample sent: totals that include them are not equal to it.\nnpm run dtm -- verify compares the totals with the ledger.`
      : 'The state may be of an earlier version of the sample or of the seed: npm run dtm -- verify compares the totals with the ledger, --fresh begins anew.',
  );
  return more > 0;
}

function showComparison(
  out: NodeJS.WriteStream,
  { dataset, period }: SampleMonth,
  { rows, reporters }: Comparison,
): void {
  const drawn = totalsTable(rows, out.columns);
  out.write(`National totals of ${dataset}, ${period}:\n\n${drawn}\n\n${verdict(rows, reporters)}\n`);
}

function portsOf({ apiUrl, keys, now }: StartSample): SamplePorts {
  const keyOf = (agency: string): string => {
    const key = keys[agency];
    if (key === undefined) throw new Error(`no key was issued for ${agency}`);
    return key;
  };
  return {
    send: ({ agency, headers, body }) =>
      callHub({ method: 'POST', url: `${apiUrl}/submissions`, key: keyOf(agency), headers, body }),
    sendFile: (file) => sendMonthFile(file, apiUrl, keyOf(file.agency), now),
    readNational: async (dataset, period) => {
      const query = new URLSearchParams({ dataset, period });
      const url = `${apiUrl}/totals?${query}`;
      const answer = await callHub({ method: 'GET', url, key: keyOf(COUNTRY) });
      if (answer.status === 200) return TotalsAnswer.parse(answer.body);
      const { status, title, detail } = problemOf(answer);
      throw new Error(`GET ${url} answered ${status}: ${title}. ${detail}`);
    },
    now,
    pause: (milliseconds) => sleep(milliseconds),
  };
}
