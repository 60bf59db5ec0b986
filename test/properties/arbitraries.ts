/** Reports, entries and stories of submissions for the property tests. */
import fc from 'fast-check';
import type { CellValues, ReportEntry } from '../../shared/contract/submissions/ledger.ts';
import { formatDecimal } from '../../shared/domain/values/decimal.ts';
import { foldOf } from '../fixtures/catalogue.ts';
import { connected } from '../fixtures/registry.ts';
import { entry, planFor } from '../fixtures/reports.ts';

/** Decimal text of up to 14 digits at any scale up to the given one, negative ones among them. */
const decimalText = (scale: number): fc.Arbitrary<string> =>
  fc
    .tuple(fc.bigInt({ min: -(10n ** 14n), max: 10n ** 14n }), fc.integer({ min: 0, max: scale }))
    .map(([units, digits]) => formatDecimal({ units, scale: digits }));

const keys = [...planFor('monthly').keys];

/** Any subset of the cells of the monthly dataset, each with values that fit its fold. */
const cellValues: fc.Arbitrary<CellValues> = fc
  .subarray(keys)
  .chain((chosen) =>
    fc.tuple(
      ...chosen.map((key) => {
        const text = decimalText(6);
        const value = foldOf(key.split('|')[0] ?? '') === 'ratio' ? fc.tuple(text, text) : text;
        return value.map((one) => [key, one] as const);
      }),
    ),
  )
  .map((pairs) => Object.fromEntries(pairs));

const instant = fc
  .integer({ min: 0, max: 999 })
  .map((ms) => new Date(Date.UTC(2026, 9, 15) + ms).toISOString());

/** One entry of the ledger; what it holds is drawn apart from who sent it. */
export const anyEntry: fc.Arbitrary<ReportEntry> = fc
  .record({
    system: fc.constantFrom(...connected),
    revision: fc.integer({ min: 1, max: 5 }),
    kind: fc.constantFrom('report' as const, 'report' as const, 'report' as const, 'withdrawal' as const),
    cells: cellValues,
    receivedAt: instant,
  })
  .map((drawn) => entry({ ...drawn, cells: drawn.kind === 'withdrawal' ? {} : drawn.cells }));

/** Entries as the ledger holds them: one holder per revision of each system. */
export const ledgerEntries = fc.uniqueArray(anyEntry, {
  selector: ({ system, revision }) => `${system}#${revision}`,
  maxLength: 25,
});
