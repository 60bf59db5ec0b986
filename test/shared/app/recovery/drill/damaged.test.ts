/** What was done to the ledger long before the restore point stands in every copy of it: the journal and the digests say so. */
import { expect, test } from 'vitest';
import type { LedgerEntry } from '../../../../../shared/contract/submissions/ledger.ts';
import { MINUTE } from '../../../../../shared/domain/values/duration.ts';
import { damages, entryOf as entryOfHub, forged } from '../../../../fixtures/damaged-ledger.ts';
import { ask, type DrilledHub, heldReport, named, settledHub } from './country.ts';

type Fault = {
  readonly what: string;
  readonly plant: (all: DrilledHub) => Promise<void> | void;
  readonly named: readonly string[];
};

const FIRST = 'H26.dvc~monthly~2026-10~1';
const entryOf = ({ hub }: DrilledHub, id: string): LedgerEntry => entryOfHub(hub, id);

/** In the ledger and, as it happened long ago, in all that is restored; the totals fit the damage. */
async function inLedger(all: DrilledHub, id: string, damaged: LedgerEntry | null): Promise<void> {
  const entry = entryOf(all, id);
  all.hub.ledger.tamper(entry, damaged);
  all.restores.plant(({ ledger }) => ledger.tamper(entry, damaged));
  for (const dataset of ['monthly', 'realtime'])
    all.hub.queue.sendRefold({ dataset, period: '2026-10', node: entry.agency });
  await all.hub.drain();
  all.clock.now += 2 * 60 * MINUTE;
}

const faults: readonly Fault[] = [
  ...Object.entries({ ...damages, 'content and digest forged': forged }).flatMap(([damage, alter]) =>
    [FIRST, 'H49.dvc~realtime~2026-10-05T10:31~e-5'].map((id) => ({
      what: `long before the restore point: ${damage} of ${id}`,
      plant: (all: DrilledHub) => inLedger(all, id, alter(entryOf(all, id))),
      named: [
        `ledger-altered ${id}`,
        ...(damage === 'content and digest forged' ? [] : [`entry-damaged ${id}`]),
      ],
    })),
  ),
  {
    what: 'an acknowledged entry was deleted long before the restore point',
    plant: (all) => inLedger(all, FIRST, null),
    named: [`ledger-missing ${FIRST}`],
  },
  {
    what: 'an entry was put into the ledger that nobody sent',
    plant: async (all) => {
      const forgery = forged({ ...entryOf(all, FIRST), revision: 7 } as LedgerEntry);
      await inLedger(all, FIRST, entryOf(all, FIRST));
      await all.hub.ledger.putEntry(forgery);
      all.clock.now += 2 * 60 * MINUTE;
    },
    named: ['ledger-extra H26.dvc~monthly~2026-10~7'],
  },
  {
    what: 'a line of the journal is damaged',
    plant: (all) => {
      const first = all.hub.journal.written.at(0);
      if (first !== undefined) first.text = first.text.replace('"cost.balance":"1"', '"cost.balance":"3"');
    },
    named: ['journal-damaged '],
  },
];

test.each(faults)('$what: the drill fails and says so', async ({ plant, named: expected }) => {
  const all = await settledHub();
  await plant(all);
  await ask(all);
  const report = await heldReport(all);
  expect(report.outcome).toBe('failed');
  for (const name of expected) expect(named(report).join('\n')).toContain(name);
  expect(report.proof?.lines).toBeGreaterThan(10);
});

test('where nothing was damaged, the proof has as many distinct lines as the ledger has entries', async () => {
  const all = await settledHub();
  await ask(all);
  const { outcome, proof } = await heldReport(all);
  const entries = all.hub.ledger.entries().length;
  expect({ outcome, proof }).toMatchObject({ outcome: 'passed', proof: { keys: entries, entries } });
});
