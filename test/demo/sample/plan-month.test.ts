import { createHash, hash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { independentTotals } from '../../../demo/sample/independent-totals.ts';
import { planMonth } from '../../../demo/sample/plan-month.ts';
import { lanesOf, type PlannedRequest } from '../../../demo/sample/planned-request.ts';
import { seededRandom } from '../../../demo/sample/random.ts';
import { readSeed } from '../../../shared/app/registry/load-seed.ts';
import { submit } from '../../../shared/app/submissions/submit.ts';
import type { LedgerEntry } from '../../../shared/contract/submissions/ledger.ts';
import type { ReportSubmission } from '../../../shared/contract/submissions/submission.ts';
import { parseStrictJson } from '../../../shared/domain/json/strict-json.ts';
import { type Problem, problems } from '../../../shared/domain/problems/problems.ts';
import { compileCatalogue } from '../../../shared/domain/registry/cell.ts';
import { isEvent, submissionId } from '../../../shared/domain/submissions/submission-key.ts';
import { countingEntry, foldNodes, leafOf } from '../../../shared/domain/totals/fold.ts';
import { refuseContentDigest } from '../../../shared/http/content-digest.ts';
import { refuseContentType } from '../../../shared/http/content-type.ts';
import { unsigned } from '../../fakes/signer.ts';
import { numberOf } from '../../fixtures/numbers.ts';
import { smallSeedFiles } from '../../fixtures/small-seed.ts';

const read = readSeed(smallSeedFiles());
if (!read.ok) throw new Error('the seed has faults');
const seed = read.value;
const catalogue = compileCatalogue(seed.catalogue);
const story = (number: number) =>
  planMonth({ ...seed, dataset: 'etx-monthly', period: '2026-11', random: seededRandom(number) });
const requests = story(12);
const bodyOf = (request: PlannedRequest) => JSON.parse(request.body) as ReportSubmission;
const sent = (expected: PlannedRequest['expected']) =>
  requests.filter((request) => request.expected === expected);

describe('the story of a month', () => {
  test('is the same for the same seed and another for another', () => {
    expect(story(12)).toEqual(requests);
    expect(story(13)).not.toEqual(requests);
  });

  test('has at least 400 requests from all 56 senders, with every kind of outcome', () => {
    expect(requests.length).toBeGreaterThanOrEqual(400);
    expect(new Set(requests.map(({ agency }) => agency)).size).toBe(56);
    for (const outcome of ['corrected', 'duplicate', 'refused'] as const) {
      expect(sent(outcome).length).toBeGreaterThan(20);
    }
  });

  test('sends 30 to 60 cells in each report that is good', () => {
    for (const request of [...sent('accepted'), ...sent('corrected'), ...sent('duplicate')]) {
      expect(bodyOf(request).cells.length).toBeGreaterThanOrEqual(30);
      expect(bodyOf(request).cells.length).toBeLessThanOrEqual(60);
    }
  });

  test('has corrections up to revision 3, and some that arrive before what they correct', () => {
    expect(Math.max(...sent('corrected').map((request) => bodyOf(request).revision))).toBe(3);
    const early = lanesOf(requests).filter((lane) => {
      const good = lane.filter(({ expected }) => expected === 'accepted' || expected === 'corrected');
      return good[0]?.expected === 'corrected';
    });
    expect(early.length).toBeGreaterThan(2);
  });

  test('has duplicates of the same bytes and of the same content in other bytes', () => {
    const first = new Set(sent('accepted').map(({ body }) => body));
    const same = sent('duplicate').filter(({ body }) => first.has(body));
    expect(same.length).toBeGreaterThan(5);
    expect(sent('duplicate').length - same.length).toBeGreaterThan(5);
  });

  test('has values that no JSON number holds, and decimals', () => {
    const values = sent('accepted').flatMap((request) => bodyOf(request).cells.map(({ value }) => value));
    expect(values.some((value) => typeof value === 'string' && value.length > 15)).toBe(true);
    expect(values.some((value) => typeof value === 'number' && !Number.isInteger(value))).toBe(true);
  });
});

type Verdict = { status: number; code: string | null; findings: string[] };
const unanswered: Verdict = { status: 0, code: null, findings: [] };

/** The hub's own judgement, with maps for tables. */
async function play(): Promise<{ verdicts: Map<PlannedRequest, Verdict>; ledger: Map<string, LedgerEntry> }> {
  const agencies = new Map(seed.agencies.map((agency) => [agency.code, { value: agency, version: 1 }]));
  const systems = new Map(seed.systems.map((system) => [system.id, { value: system, version: 1 }]));
  const ledger = new Map<string, LedgerEntry>();
  const verdicts = new Map<PlannedRequest, Verdict>();
  const now = Date.parse('2026-11-16T02:00:00.000Z');
  const ports = {
    findAgency: async (code: string) => agencies.get(code) ?? null,
    findSystem: async (id: string) => systems.get(id) ?? null,
    readCatalogue: async () => ({ value: catalogue, version: 1 }),
    readCalendar: async () => seed.calendar,
    findEntry: async () => null,
    readHighest: async () => null,
    putEntry: async (entry: LedgerEntry) => {
      const standing = ledger.get(submissionId(entry));
      if (standing === undefined) ledger.set(submissionId(entry), entry);
      return standing ?? ('written' as const);
    },
    sendEntry: async () => undefined,
    readSigner: unsigned,
    now: () => now,
  };
  const refuse = (request: PlannedRequest, problem: Problem) =>
    verdicts.set(request, {
      status: problems[problem.kind].status,
      code: problem.kind,
      findings: problem.findings.map(({ code }) => code),
    });
  for (const request of requests) {
    const { body, headers } = request;
    const early =
      refuseContentType(headers['Content-Type']) ??
      refuseContentDigest(headers['Content-Digest'], Buffer.from(body), hash('sha256', body, 'buffer'));
    const json = parseStrictJson(body);
    if (early !== null) {
      refuse(request, early);
      continue;
    }
    if (!json.ok) {
      refuse(request, json.problem);
      continue;
    }
    const result = await submit(ports, {
      body: json.value.value,
      bodyLiterals: json.value.literals,
      bodyFindings: json.value.findings,
      sha256: createHash('sha256').update(body).digest('hex'),
      idempotencyKey: headers['Idempotency-Key'] ?? null,
      credential: { keyId: 'sample000000', agency: request.agency, systems: null },
      receivedAt: now,
    });
    if (result.ok) verdicts.set(request, { status: 202, code: null, findings: [] });
    else refuse(request, result.problem);
  }
  return { verdicts, ledger };
}

describe('against the rules of the hub', async () => {
  const { verdicts, ledger } = await play();

  test('every request gets the answer that it expects', () => {
    const surprises = requests.filter((request) => {
      const { status, code, findings } = verdicts.get(request) ?? unanswered;
      const { refusedWith } = request;
      if (refusedWith === undefined) return status !== 202;
      const { finding } = refusedWith;
      return (
        status !== refusedWith.status ||
        code !== refusedWith.code ||
        (finding !== null && !findings.includes(finding))
      );
    });
    expect(surprises.map((request) => [request.name, verdicts.get(request)])).toEqual([]);
  });

  test('each mistake breaks the one rule that it is about', () => {
    const many = requests.filter((request) => new Set(verdicts.get(request)?.findings).size > 1);
    expect(many.map((request) => [request.name, verdicts.get(request)?.findings])).toEqual([]);
  });

  test('the fold of the ledger is the independent total, digit for digit', () => {
    const foldOf = (id: string) => catalogue.indicators.get(id)?.fold ?? 'sum';
    const reports = [...ledger.values()].flatMap((entry) => (isEvent(entry) ? [] : entry));
    const leaves = [...Map.groupBy(reports, ({ system }) => system).values()].flatMap((entries) => {
      const entry = countingEntry(entries);
      return entry === null ? [] : [leafOf(entry, '2026-11-14', { foldOf, numberOf })];
    });
    const folded = Object.entries(foldNodes(leaves, foldOf).cells).map(([key, total]) => {
      const parts = typeof total === 'string' ? [total] : total.length === 2 ? total : [total[0]];
      return [key, parts.join('/')];
    });
    const independent = [...independentTotals(requests, seed.catalogue.indicators)].map(([key, total]) => [
      key,
      total.value ?? `${total.numerator}/${total.denominator}`,
    ]);
    expect(Object.fromEntries(independent)).toEqual(Object.fromEntries(folded));
    // All but connectivity.specification, which is the latest of one system.
    expect(independent).toHaveLength(49);
  });
});
