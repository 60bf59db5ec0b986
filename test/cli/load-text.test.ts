import { expect, test } from 'vitest';
import { loaded, loadText } from '../../cli/load-text.ts';
import type { RegistryLoad } from '../../shared/app/registry/load-registry.ts';
import { english } from '../fixtures/view.ts';

const load = (changes: Partial<RegistryLoad> = {}): RegistryLoad => ({
  version: 2,
  isDryRun: false,
  added: [],
  changed: ['system H26.dvc'],
  unchanged: 120,
  beyond: [],
  moved: [],
  refolds: 0,
  ...changes,
});

test.each([
  [load({ version: null, changed: [] }), 'registry unchanged: 120 records'],
  [
    load({ version: null, added: ['credential x'], changed: [] }),
    'the version of the registry stays: 1 new record, 0 changed, 120 as before',
  ],
  [load(), 'registry version 2: 0 new records, 1 changed, 120 as before'],
  [
    load({ version: null, isDryRun: true, refolds: 1 }),
    'nothing written; it would be 0 new records, 1 changed, 120 as before; 1 total of open periods and all above to be folded anew',
  ],
  [
    load({ refolds: 7 }),
    'registry version 2: 0 new records, 1 changed, 120 as before; 7 totals of open periods and all above sent to be folded anew',
  ],
  [
    load({ version: null, changed: [], beyond: ['agency H26.18'] }),
    'registry unchanged: 120 records; 1 record stays that is not in the seed: agency H26.18',
  ],
  [
    load({ moved: [{ dataset: 'etx-monthly', period: '2026-11', systems: 1 }] }),
    'registry version 2: 0 new records, 1 changed, 120 as before\n  etx-monthly 2026-11: 1 system counts elsewhere',
  ],
])('load %#: what was written, what is stale and stays, then what counts elsewhere', (of, text) => {
  expect(loadText(of, english)).toBe(text);
});

test('what it was refused for stands by place, and that nothing was loaded; exit code 1', () => {
  const found = { file: 'systems.csv', row: 7, column: 'valid_to', pointer: null, message: 'gone' };
  const refused = () =>
    loaded({ ok: false, problem: { why: 'faults', faults: [found, { ...found, row: 8 }] } });
  expect(refused).toThrow(
    'systems.csv, row 7, column valid_to: gone\nsystems.csv, row 8, column valid_to: gone\n2 faults against what was received: nothing was loaded',
  );
  expect(refused).toThrow(expect.objectContaining({ exitCode: 1 }));
});

test('who was overtaken is told so, and that nothing of it was loaded; exit code 1', () => {
  const refused = () => loaded({ ok: false, problem: { why: 'overtaken', since: 3 } });
  expect(refused).toThrow('since version 3: nothing of this was loaded');
  expect(refused).toThrow(expect.objectContaining({ exitCode: 1 }));
});
