/** What a leaked key recorded since an hour, from the journal, and what became of it. */
import { beforeEach, expect, test } from 'vitest';
import { keySubmissions } from '../../../../shared/app/access/key-submissions.ts';
import type { LedgerEntry } from '../../../../shared/contract/submissions/ledger.ts';
import { fakeJournal } from '../../../fakes/journal.ts';
import { fakeLedger } from '../../../fakes/ledger.ts';
import { eventEntry, withdrawalOf } from '../../../fixtures/events.ts';
import { entry, NOW } from '../../../fixtures/reports.ts';

const LEAKED = 'leaked000000';
const at = (minutes: number) => new Date(NOW + minutes * 60_000).toISOString();

let clock = NOW;
let journal: ReturnType<typeof fakeJournal>;
let ledger: ReturnType<typeof fakeLedger>;
beforeEach(() => {
  journal = fakeJournal(() => clock);
  ledger = fakeLedger();
});

/** Received at a minute, and in the journal a little later. */
async function record(minutes: number, one: LedgerEntry, credential = LEAKED, inLedger = true) {
  const received = { ...one, credential, receivedAt: at(minutes) };
  if (inLedger) await ledger.putEntry(received);
  clock = NOW + minutes * 60_000 + 2000;
  await journal.writeJournal([received]);
}
const told = async (since: number) => {
  const { submissions, ...rest } = await keySubmissions(
    { ...ledger, ...journal },
    LEAKED,
    NOW + since * 60_000,
    null,
  );
  return { ...rest, submissions: submissions.map(({ id, fate, by }) => [id, fate, by]) };
};

test('each report and event since then is told with its fate, and none of another key or from before', async () => {
  await record(-30, entry({ system: 'H26.vanban' }));
  await record(-20, entry({ system: 'H49.dvc' }), 'another00000');
  await record(-10, entry({ revision: 1 }));
  await record(-9, entry({ revision: 2 }), 'another00000');
  await record(-8, entry({ system: 'H26.18.dvc' }));
  const event = eventEntry();
  await record(-7, event);
  await record(-6, withdrawalOf(event), 'another00000');
  await record(-5, entry({ system: 'H26.05.x' }), LEAKED, false);
  const report = 'H26.dvc~monthly~2026-10';
  const [eventId] = (await told(-8)).submissions[1] as [string];
  expect(await told(-20)).toEqual({
    keyId: LEAKED,
    since: at(-20),
    unreadable: [],
    journaledTo: new Date(NOW - 5 * 60_000 + 2000).toISOString(),
    next: null,
    submissions: [
      [`${report}~1`, 'superseded', `${report}~2`],
      ['H26.18.dvc~monthly~2026-10~1', 'stands', null],
      [eventId, 'withdrawn', `${eventId}!`],
      ['H26.05.x~monthly~2026-10~1', 'missing', null],
    ],
  });
});

test('an object that was named by a clock that is behind is looked at all the same', async () => {
  const received = { ...entry(), credential: LEAKED, receivedAt: at(0) };
  await ledger.putEntry(received);
  clock = NOW - 30_000;
  await journal.writeJournal([received]);
  expect((await told(0)).submissions).toHaveLength(1);
});

test('what cannot be read is named, and the rest told', async () => {
  await record(1, entry());
  journal.written.push({ name: `${at(2)}_damaged`, writtenAt: at(2), text: 'no JSON' });
  expect(await told(0)).toMatchObject({ unreadable: [`${at(2)}_damaged`], submissions: [{}] });
});

test('pages follow each other, and nothing is left out or told twice', async () => {
  for (let object = 0; object < 900; object += 1) {
    const revision = Math.floor(object / 300) + 1;
    const one = {
      ...entry({ revision }),
      system: `H26.s${object % 300}`,
      credential: object % 2 ? LEAKED : 'another00000',
    };
    const received = { ...one, receivedAt: at(object / 60) };
    await ledger.putEntry(received);
    clock = Date.parse(received.receivedAt);
    await journal.writeJournal([received]);
  }
  const ids: string[] = [];
  let pages = 0;
  for (let after: string | null = null; ; pages += 1) {
    const page = await keySubmissions({ ...ledger, ...journal }, LEAKED, NOW, after);
    ids.push(...page.submissions.map(({ id }) => id));
    if (page.next === null) break;
    after = page.next;
  }
  expect([new Set(ids).size, ids.length, pages]).toEqual([450, 450, 2]);
});
