/** A verification from the question to its report: once, bounded, by one at a time; whoever dies, a later run ends it. */
import { describe, expect, test } from 'vitest';
import {
  askForVerification,
  listVerifications,
  readVerification,
} from '../../../../../shared/app/verification/asked/ask.ts';
import { DEADLINE_MS } from '../../../../../shared/app/verification/asked/state.ts';
import { Verification, type VerificationOrder } from '../../../../../shared/contract/verification.ts';
import { digestOfEntry } from '../../../../../shared/domain/submissions/submission-digest.ts';
import { HOUR, MINUTE } from '../../../../../shared/domain/values/duration.ts';
import { LEASE_MS } from '../../../../../shared/domain/values/lease.ts';
import { fakeHub } from '../../../../fakes/hub.ts';
import { fakeOperations } from '../../../../fakes/operations.ts';
import {
  type AskedPorts,
  askedPorts,
  askNow,
  newestAsked,
  runMend,
  runVerify,
} from '../../../../fixtures/asked.ts';
import { entryOf, kinds, sendEveryKind, withOtherContent } from '../../../../fixtures/damaged-ledger.ts';
import { onCall, orderOn } from '../../../../fixtures/maintenance.ts';
import { oneMore } from '../../../../fixtures/numbers.ts';
import { NOW } from '../../../../fixtures/reports.ts';

const MONTH = { what: 'totals', dataset: 'monthly', period: '2026-10' } as const;
const country = { dataset: 'monthly', period: '2026-10', parent: null, node: 'VN' };

async function hubToVerify() {
  const clock = { now: NOW };
  const hub = fakeHub(undefined, () => clock.now);
  await sendEveryKind(hub, () => clock.now);
  clock.now += 3 * HOUR;
  const operations = fakeOperations();
  const ports: AskedPorts = { ...askedPorts(hub, operations), now: () => clock.now, newSalt: () => 'salt' };
  const ask = async (order: VerificationOrder) => askNow(ports, order, clock.now);
  const damage = async () => {
    const stored = await hub.totals.readNode(country);
    if (stored === null) throw new Error('the country has a total');
    const content = { ...stored.content, reporters: oneMore(stored.content.reporters) };
    hub.totals.tamper(country, { ...stored, content });
  };
  /** Both functions, minute by minute, until it is over. */
  const untilOver = async (goOn?: () => boolean) => {
    for (let minute = 0; minute < 60; minute += 1) {
      await runVerify(ports, goOn);
      await runMend(ports, goOn);
      const found = await newestAsked(operations);
      if (found.step === null) return found;
      clock.now += MINUTE;
      await hub.drain();
    }
    throw new Error('it hangs');
  };
  return { hub, clock, operations, ports, ask, damage, untilOver };
}

describe('totals', () => {
  test('that are right are said to be, and the report is of the form that is promised', async () => {
    const { operations, clock, ask, untilOver } = await hubToVerify();
    expect(await ask({ what: 'totals' })).toMatchObject({ value: { action: 'verify', operator: onCall } });
    const found = await untilOver();
    expect(found).toMatchObject({ outcome: 'right', differences: [], askedBy: onCall });
    expect(found.places.length).toBeGreaterThan(2);
    for (const { digest, agencies, done } of found.places) {
      expect(digest).toMatch(/^[0-9a-f]{64}$/);
      expect(done).toBe(agencies);
    }
    const read = await readVerification(operations, '00000001', clock.now);
    if (!read.ok) throw new Error('it is there');
    expect(Verification.parse(read.value)).toEqual(read.value);
    expect((await listVerifications(operations, clock.now)).verifications).toHaveLength(1);
  });

  test('that differ are named; with repair they are folded anew and verified again', async () => {
    const { hub, ask, damage, untilOver } = await hubToVerify();
    await damage();
    await ask(MONTH);
    const wrong = await untilOver();
    expect(wrong).toMatchObject({ outcome: 'wrong', places: [{ differences: 1, repaired: 0 }] });
    expect(wrong.differences).toMatchObject([{ total: 'VN monthly 2026-10', what: 'reporters' }]);
    await ask({ ...MONTH, repair: true });
    const mended = await untilOver();
    expect(mended).toMatchObject({ outcome: 'right', places: [{ differences: 0, repaired: 1, written: 1 }] });
    expect(mended.repairedDifferences).toEqual(wrong.differences);
    expect((await hub.verify()).differences).toEqual([]);
  });

  test('are found the same by a hundred runs that have time for one agency each', async () => {
    const { hub, ask, untilOver, damage } = await hubToVerify();
    await damage();
    const whole = await hub.verify();
    await ask({ ...MONTH });
    let asked = 0;
    const found = await untilOver(() => {
      asked += 1;
      return asked % 2 === 1;
    });
    expect(found.places).toMatchObject([
      { entries: whole.entries, totals: whole.totals, digest: whole.digest },
    ]);
    expect(found).toMatchObject({ outcome: 'wrong', differences: [{ total: 'VN monthly 2026-10' }] });
  });
});

describe('the ledger', () => {
  test('beside the journal: what is wrong is named, and put right where that was asked', async () => {
    const { hub, ask, untilOver } = await hubToVerify();
    const before = hub.ledger.entries();
    hub.ledger.tamper(entryOf(hub, kinds.report), null);
    hub.ledger.tamper(entryOf(hub, kinds.event), withOtherContent(entryOf(hub, kinds.event)));
    await ask({ what: 'journal' });
    expect(await untilOver()).toMatchObject({ outcome: 'wrong', faultCount: 2, repairedFaultCount: 0 });
    await ask({ what: 'journal', repair: true });
    const mended = await untilOver();
    expect(mended).toMatchObject({ outcome: 'right', faultCount: 0, faults: [], repairedFaultCount: 2 });
    expect(mended.repairedFaults.map(({ outcome }) => outcome).sort()).toEqual(['put back', 'restored']);
    expect(hub.ledger.entries()).toEqual(expect.arrayContaining(before));
    await hub.drain();
    expect((await hub.verify()).differences).toEqual([]);
  });

  test('that the journal cannot prove is left as it is, and the question ends', async () => {
    const { hub, ask, untilOver } = await hubToVerify();
    const before = entryOf(hub, kinds.report);
    await hub.journal.writeJournal([{ ...before, agency: 'H26' }]);
    hub.ledger.tamper(before, null);
    await ask({ what: 'journal', repair: true });
    const found = await untilOver();
    expect(found).toMatchObject({ outcome: 'wrong', repairedFaults: [{ outcome: 'conflict' }] });
    expect(hub.ledger.entries()).not.toContainEqual(before);
  });

  test('gets an entry journalled that lacks its message, by a reason; one that is journalled, damaged or not there is refused', async () => {
    const { hub, ask, untilOver } = await hubToVerify();
    const one = { ...entryOf(hub, kinds.report), revision: 9 } as ReturnType<typeof entryOf>;
    const extra = { ...one, digest: digestOfEntry(one) };
    const id = 'H49.dvc~monthly~2026-10~9';
    const accept = async () => {
      await ask({ what: 'entry', entry: id, reason: 'the sender has the receipt' });
      return untilOver();
    };
    expect(await accept()).toMatchObject({ outcome: 'wrong', why: expect.stringContaining('no entry') });
    await hub.ledger.putEntry(one);
    expect(await accept()).toMatchObject({ outcome: 'wrong', why: expect.stringContaining('no entry') });
    hub.ledger.tamper(one, extra);
    expect(await accept()).toMatchObject({ outcome: 'right', reason: 'the sender has the receipt' });
    await hub.drain();
    expect(hub.journal.objects.flat()).toContainEqual(extra);
    expect(await accept()).toMatchObject({ outcome: 'wrong', why: 'it is in the journal already' });
  });
});

describe('the question', () => {
  test.each<[VerificationOrder, string[]]>([
    [{ what: 'entry' }, ['missing-field /entry', 'missing-field /reason']],
    [{ what: 'journal', dataset: 'monthly' }, ['unknown-field /dataset']],
    [{ what: 'totals', reason: 'why not' }, ['unknown-field /reason']],
    [{ what: 'entry', entry: kinds.report, reason: 'a\u202eb' }, ['not-plain /reason']],
    [{ what: 'totals', dataset: 'monthli' }, ['unknown-dataset /dataset']],
    [{ ...MONTH, period: '2026-13' }, ['impossible-period /period']],
    [{ ...MONTH, period: '2026-Q4' }, ['impossible-period /period']],
    [{ what: 'totals', period: '2026-13' }, ['period-of-none /period']],
  ])('%j is refused', async (order, findings) => {
    const { ask, operations } = await hubToVerify();
    const refused = await ask(order);
    if (refused.ok) throw new Error('it is refused');
    expect(refused.problem.findings.map(({ code, pointer }) => `${code} ${pointer}`)).toEqual(findings);
    await expect(newestAsked(operations)).rejects.toThrow('none');
  });

  test('of a dataset or period that there is not is refused with what there is', async () => {
    const { ask } = await hubToVerify();
    const allowedOf = async (order: VerificationOrder) => {
      const refused = await ask(order);
      return refused.ok ? null : refused.problem.findings[0]?.allowed;
    };
    expect(await allowedOf({ what: 'totals', dataset: 'monthli' })).toContain('monthly');
    expect(await allowedOf({ ...MONTH, period: '2026-Q4' })).toEqual(['2026-10']);
    expect(await allowedOf({ what: 'totals', period: '2026-13' })).toContain('2026-10');
    expect(await allowedOf({ what: 'totals', period: '2026-01' })).toBeNull();
  });

  test('of what the function does not know yet is tried again', async () => {
    const { ask, ports, hub, untilOver } = await hubToVerify();
    await ask(MONTH);
    const { version, value } = await hub.registry.readCatalogue();
    const older = { version, value: { ...value, datasets: new Map() } };
    const advanced = await runVerify({ ...ports, readCatalogue: async () => older });
    expect(advanced).toMatchObject({
      outcome: 'running',
      trouble: 'Error: no such dataset: monthly; there is ',
    });
    expect(await untilOver()).toMatchObject({ outcome: 'right' });
  });

  test('asked twice on one version is one; another beside it is refused until it is over', async () => {
    const { ask, ports, operations, clock, untilOver } = await hubToVerify();
    const order = { ...orderOn('0.0', clock.now, 'x'), task: 'verification' };
    const first = await askForVerification(ports, order, MONTH);
    const again = await askForVerification(ports, { ...order, requestId: 'another' }, MONTH);
    expect(again).toEqual(first);
    expect(await ask({ what: 'journal' })).toMatchObject({
      problem: { kind: 'verification-under-way', details: { id: '00000001', by: onCall } },
    });
    await untilOver();
    expect(await ask({ what: 'journal' })).toMatchObject({ value: { record: 'verification~00000002' } });
    // The history says who asked, though functions wrote the record after it.
    await untilOver();
    const changes = await Array.fromAsync(
      operations.listOperations('verification', null),
      (one) => one.changes,
    );
    expect(changes).toMatchObject([[{ operator: onCall }], [{ operator: onCall }]]);
  });
});

describe('none hangs', () => {
  test('a run that died holds it until it must be dead, then another goes on; the third that dies is the last', async () => {
    const { ask, ports, clock, operations } = await hubToVerify();
    await ask(MONTH);
    const dead = { ...ports, readCatalogue: () => new Promise<never>(() => undefined) };
    for (let run = 0; run < 3; run += 1) {
      void runVerify(dead);
      await new Promise((resolve) => setImmediate(resolve));
      expect(await runVerify(ports)).toBeNull();
      expect(await newestAsked(operations)).toMatchObject({ outcome: 'running', tries: run + 1 });
      clock.now += LEASE_MS + 1;
    }
    expect(await runVerify(ports)).toMatchObject({ outcome: 'failed' });
    expect(await newestAsked(operations)).toMatchObject({ why: '3 runs died in step totals' });
  });

  test('what stops every run has failed by it after three; what stops one is got over', async () => {
    const { ask, ports, untilOver, clock, operations } = await hubToVerify();
    const broken = { ...ports, readCalendar: () => Promise.reject(new Error('the content cannot be read')) };
    await ask(MONTH);
    expect(await runVerify(broken)).toMatchObject({ trouble: 'Error: the content cannot be read' });
    expect(await untilOver()).toMatchObject({
      outcome: 'right',
      trouble: expect.stringContaining('content'),
    });
    await ask(MONTH);
    const told: number[] = [];
    for (let run = 0; run < 5; run += 1) {
      await runVerify(broken, undefined, (failed) => told.push(failed));
      clock.now += MINUTE;
    }
    // The alarm rings once, and is over when nothing is asked any more.
    expect(told).toEqual([0, 0, 0, 1, 0]);
    expect(await newestAsked(operations)).toMatchObject({
      outcome: 'failed',
      why: 'Error: the content cannot be read',
    });
  });

  test('past its deadline it has failed to whoever looks, whether or not a function lives; another may be asked for', async () => {
    const { ask, clock, operations, ports } = await hubToVerify();
    await ask(MONTH);
    clock.now += DEADLINE_MS + 1;
    const read = await readVerification(operations, '00000001', clock.now);
    expect(read).toMatchObject({ value: { outcome: 'failed', why: expect.stringContaining('deadline') } });
    expect(await runVerify(ports)).toMatchObject({ outcome: 'failed' });
    expect(await ask(MONTH)).toMatchObject({ ok: true });
  });
});
