/** The dry run of a withdrawal: the verdict of the real one, with nothing recorded (R26). */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { DryRunVerdict } from '../../../../shared/contract/submissions/dry-run.ts';
import { type FakeHub, fakeHub } from '../../../fakes/hub.ts';
import { events } from '../../../fixtures/events.ts';
import { credential } from '../../../fixtures/registry.ts';
import { report } from '../../../fixtures/reports.ts';

const REPORT = 'H26.dvc~monthly~2026-10~1';
const closed = { receivedAt: Date.parse('2027-01-12T17:00:00.000Z') };

describe('a dry run of a withdrawal', () => {
  const dry = async (hub: FakeHub, id: string, overrides: object = {}) => {
    const answer = await hub.dryRunWithdrawal(id, overrides);
    return answer.ok ? DryRunVerdict.parse(answer.value) : answer.problem.kind;
  };

  test('is a verdict on the withdrawal, and records nothing', async () => {
    const hub = fakeHub();
    await hub.submit(report());
    await hub.drain();
    const verdict = { dryRun: true, verdict: 'new', id: 'H26.dvc~monthly~2026-10~2', cells: 0 };
    expect(await dry(hub, REPORT)).toMatchObject(verdict);
    expect([hub.ledger.entries().length, hub.queue.waiting().length]).toEqual([1, 0]);
    expect(await hub.getSubmission(REPORT)).toMatchObject({ value: { state: 'counted' } });
    await hub.withdraw(REPORT);
    expect(await dry(hub, REPORT)).toMatchObject({ ...verdict, verdict: 'same-again' });
  });

  /** What may have come before: each is sent or withdrawn, right or wrong. */
  const step = fc.record({
    does: fc.constantFrom('report', 'event', 'withdraw', 'withdraw'),
    number: fc.integer({ min: 1, max: 3 }),
    ofEvent: fc.boolean(),
  });
  const who = fc.constantFrom(
    credential(),
    credential({ agency: 'H26' }),
    credential({ agency: 'H49' }),
    credential({ systems: ['H26.vanban'] }),
  );
  const idOf = (number: number, ofEvent: boolean) =>
    ofEvent ? `H26.dvc~realtime~2026-10-05T10:31~k-${number}` : `H26.dvc~monthly~2026-10~${number}`;

  test('says what the real run says then, whatever came before', async () => {
    const seen = new Set<string>();
    const property = fc.asyncProperty(
      fc.array(step, { maxLength: 6 }),
      step,
      who,
      fc.boolean(),
      async (before, last, by, late) => {
        const hub = fakeHub();
        for (const { does, number, ofEvent } of before) {
          if (does === 'report') await hub.submit(report({ revision: number }));
          else if (does === 'event') await hub.submit(events(), { idempotencyKey: `k-${number}` });
          else await hub.withdraw(idOf(number, ofEvent));
        }
        const id = idOf(last.number, last.ofEvent);
        const how = { credential: by, ...(late && closed) };
        const [held, sent] = [hub.ledger.entries().length, hub.queue.waiting().length];
        const verdict = await hub.dryRunWithdrawal(id, how);
        expect([hub.ledger.entries().length, hub.queue.waiting().length]).toEqual([held, sent]);
        const real = await hub.withdraw(id, how);
        const isNew = hub.ledger.entries().length > held;
        seen.add(verdict.ok ? verdict.value.verdict : verdict.problem.kind);
        if (!real.ok || !verdict.ok) {
          expect(verdict).toEqual(real);
          return;
        }
        const { id: withdrawal, sha256, digest, timeliness } = real.value;
        expect(verdict.value).toEqual({
          dryRun: true,
          verdict: isNew ? 'new' : 'same-again',
          id: withdrawal,
          sha256,
          digest,
          timeliness,
          cells: 0,
        });
      },
    );
    // Chance comes by most verdicts, but not by each in every run.
    type Step = { does: string; number: number; ofEvent: boolean };
    const sent = (number: number): Step => ({ does: 'report', number, ofEvent: false });
    const taken: Step = { does: 'withdraw', number: 1, ofEvent: false };
    const mine = credential();
    const examples: [Step[], Step, typeof mine, boolean][] = [
      [[sent(1)], taken, mine, false],
      [[sent(1), taken], taken, mine, false],
      [[sent(1), sent(2)], taken, mine, false],
      [[sent(1)], taken, mine, true],
    ];
    await fc.assert(property, { numRuns: 400, examples });
    expect([...seen].sort()).toEqual([
      'foreign-agency',
      'foreign-system',
      'new',
      'period-closed',
      'revision-superseded',
      'same-again',
      'submission-not-found',
    ]);
  });
});
