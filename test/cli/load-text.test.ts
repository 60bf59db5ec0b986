import { expect, test } from 'vitest';
import { loadText } from '../../cli/load-text.ts';
import type { RegistryDifference, RegistryImport } from '../../shared/contract/registry/import.ts';
import { english } from '../fixtures/view.ts';

const none = { count: 0, names: [] };
const one = (name: string) => ({ count: 1, names: [name] });
const before = '0'.repeat(64);
const after = '1'.repeat(64);

const load = (
  changes: Partial<RegistryDifference> = {},
  { isDryRun = false, version = '0.2' } = {},
): RegistryImport => ({
  version,
  isDryRun,
  written: 1,
  difference: {
    added: none,
    changed: one('system H26.dvc'),
    unchanged: 120,
    beyond: none,
    moved: { count: 0, places: [] },
    refolds: 0,
    before,
    after,
    ...changes,
  },
});
const place = { dataset: 'etx-monthly', period: '2026-11', systems: 1 };

test.each([
  [load({ changed: none, after: before }), 'registry unchanged: 120 records'],
  [
    load({ added: one('credential x'), changed: none, after: before }),
    'the version of the registry stays: 1 new record, 0 changed, 120 as before',
  ],
  [load(), 'registry version 2: 0 new records, 1 changed, 120 as before'],
  [
    load({ refolds: 1 }, { isDryRun: true, version: '0.1' }),
    'nothing written; it would be 0 new records, 1 changed, 120 as before; 1 total of open periods and all above to be folded anew',
  ],
  [
    load({ refolds: 7 }),
    'registry version 2: 0 new records, 1 changed, 120 as before; 7 totals of open periods and all above sent to be folded anew',
  ],
  [
    load({ changed: none, after: before, beyond: one('agency H26.18') }),
    'registry unchanged: 120 records; 1 record stays that is not in the seed: agency H26.18',
  ],
  [
    load({ changed: none, after: before, beyond: { count: 102, names: ['agency H26.18', 'agency H26.19'] } }),
    'registry unchanged: 120 records; 102 records stay that are not in the seed: agency H26.18, agency H26.19 and 100 more',
  ],
  [
    load({ moved: { count: 1, places: [place] } }),
    'registry version 2: 0 new records, 1 changed, 120 as before\n  etx-monthly 2026-11: 1 system counts elsewhere',
  ],
  [
    load({ moved: { count: 101, places: [place] } }),
    'registry version 2: 0 new records, 1 changed, 120 as before\n  etx-monthly 2026-11: 1 system counts elsewhere\n  and in 100 more of dataset and period',
  ],
])('load %#: what was written, what is stale and stays, then what counts elsewhere', (of, text) => {
  expect(loadText(of, english)).toBe(text);
});
