/**
 * The story of one reporting month as the senders live it: every connected system reports, some correct, repeat or
 * contradict themselves, some make mistakes first. Deterministic in its arguments.
 */
import { createHash } from 'node:crypto';
import type { Catalogue, System } from '../../shared/contract/registry.ts';
import { problems } from '../../shared/domain/problems/problems.ts';
import { compileCatalogue } from '../../shared/domain/registry/cell.ts';
import { legacyAgencyCode, levelOne } from '../../shared/domain/values/agency-code.ts';
import { type Mistake, mistakes } from './mistakes.ts';
import type { PlannedRequest, Report } from './planned-request.ts';
import type { Random } from './random.ts';
import { sampleCells } from './values.ts';

export type MonthInput = {
  readonly systems: readonly System[];
  readonly catalogue: Catalogue;
  /** A dataset of months, and a month that is open now and whose closing has passed for the month six before. */
  readonly dataset: string;
  readonly period: string;
  readonly random: Random;
};

type Outcome = Pick<PlannedRequest, 'expected' | 'refusedWith'>;

const refused = (code: Mistake['code'], finding: Mistake['finding']): Outcome => ({
  expected: 'refused',
  refusedWith: { status: problems[code].status, code, finding },
});

/** The agency that a system belongs to now; null when it belongs to none any more. */
const agencyNow = ({ history }: System): string | null => {
  const last = history.at(-1);
  return last?.to === null ? last.agency : null;
};

export function planMonth({ systems, catalogue, dataset, period, random }: MonthInput): PlannedRequest[] {
  const plan = compileCatalogue(catalogue).datasets.get(dataset);
  if (plan?.dataset.periodKind !== 'month') throw new Error(`${dataset} is no dataset of months`);
  const living = systems.filter((system) => agencyNow(system) !== null);
  const connected = living.filter(({ stage }) => stage === 'connected');
  const others = living.filter(({ stage }) => stage !== 'connected');
  const step = Math.floor(connected.length / mistakes.length);

  const reportOf = (system: string, agency: string, revision: number, large: boolean): Report => ({
    system,
    dataset,
    period,
    revision,
    ...(random.chance(0.2)
      ? { agency: random.chance(0.5) ? agency : (legacyAgencyCode(agency) ?? agency) }
      : {}),
    cells: sampleCells(plan, large, random),
  });

  const lane = (system: System, index: number): PlannedRequest[] => {
    const agency = agencyNow(system) ?? '';
    const large = random.chance(0.05);
    const language = random.chance(0.7) ? 'vi' : 'en';
    const withKeys = random.chance(0.7);
    const withDigests = random.chance(0.5);
    const lane: PlannedRequest[] = [];

    const send = (
      what: string,
      body: string,
      outcome: Outcome,
      headers: Readonly<Record<string, string>> = {},
    ): void => {
      const digest = `sha-256=:${createHash('sha256').update(body).digest('base64')}:`;
      lane.push({
        name: `${system.id} ${period}: ${what}`,
        agency: levelOne(agency),
        system: system.id,
        body,
        headers: {
          'Content-Type': 'application/json',
          'Accept-Language': language,
          ...(withDigests ? { 'Content-Digest': digest } : {}),
          ...headers,
        },
        ...outcome,
      });
    };
    const keyOf = (revision: number): Record<string, string> =>
      withKeys ? { 'Idempotency-Key': `${system.id}-${dataset}-${period}-${revision}` } : {};
    const report = (revision: number): Report => reportOf(system.id, agency, revision, large);
    const accept = (sent: Report): void => {
      const expected = sent.revision === 1 ? 'accepted' : 'corrected';
      send(`revision ${sent.revision}`, JSON.stringify(sent), { expected }, keyOf(sent.revision));
    };

    if (system.stage !== 'connected') {
      send(
        `while ${system.stage}`,
        JSON.stringify(report(1)),
        refused('invalid-submission', 'system-not-connected'),
      );
      return lane;
    }
    const mistake = index % step === 0 ? mistakes[index / step] : undefined;
    const first = report(1);
    if (mistake !== undefined) {
      const foreign = connected.find((other) => levelOne(agencyNow(other) ?? '') !== levelOne(agency));
      const { body, headers } = mistake.make(first, foreign?.id ?? '');
      send(mistake.name, body, refused(mistake.code, mistake.finding), headers);
    }
    if (random.chance(0.04)) {
      accept(report(2));
      accept(first);
    } else {
      accept(first);
      if (random.chance(0.18)) {
        accept(report(2));
        if (random.chance(0.3)) accept(report(3));
      }
    }
    if (random.chance(0.1))
      send('again, byte for byte', JSON.stringify(first), { expected: 'duplicate' }, keyOf(1));
    if (random.chance(0.07)) {
      const reordered = { ...first, cells: random.shuffled(first.cells) };
      send('again, cells in another order', JSON.stringify(reordered), { expected: 'duplicate' }, keyOf(1));
    }
    if (random.chance(0.04)) {
      const code = withKeys && random.chance(0.3) ? 'idempotency-key-reused' : 'revision-conflict';
      const headers = code === 'idempotency-key-reused' ? keyOf(1) : {};
      send('revision 1 with other content', JSON.stringify(report(1)), refused(code, null), headers);
    }
    return lane;
  };

  return [...connected, ...others.slice(0, 3)].flatMap(lane);
}
