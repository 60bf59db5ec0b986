import { describe, expect, test } from 'vitest';
import type { Agency, System } from '../../../../shared/contract/registry.ts';
import { registryFaults } from '../../../../shared/domain/registry/registry-rules.ts';
import { legacyAgencyCode } from '../../../../shared/domain/values/agency-code.ts';
import { faultText } from '../../../fixtures/fault-text.ts';

type Stretch = Agency['history'][number];
const names = { vi: 'Cơ quan', en: 'Agency' };
const stretch = (parent: string, from = '2020-01-01', to: string | null = null): Stretch => ({
  from,
  to,
  parent,
  names,
});
const agency = (code: string, history: Stretch[], changes: Partial<Agency> = {}): Agency => ({
  code,
  legacyCode: legacyAgencyCode(code) ?? '',
  kind: 'department',
  history,
  mergedInto: null,
  provenance: 'test',
  ...changes,
});
const system = (id: string, history: System['history']): System => ({
  id,
  names,
  size: 'small',
  securityLevel: 2,
  channel: 'online',
  stage: 'connected',
  due: '2026-06-30',
  history,
});
const closed = (code: string, to: string, mergedInto: string | null) =>
  agency(code, [stretch('VN', '2020-01-01', to)], { mergedInto });

const H26 = agency('H26', [stretch('VN')]);
const open = 'allowed: an agency listed here that is in being, or whose merges end in one';

const texts = (agencies: Agency[], systems: System[] = []): string[] =>
  registryFaults(agencies, systems).map((found) => `/${found.path.join('/')} ${faultText(found)}`);

describe('a registry without faults', () => {
  test.each<[string, Agency[], System[]]>([
    ['is empty', [], []],
    [
      'has three levels',
      [H26, agency('H26.05', [stretch('H26')]), agency('H26.05.01', [stretch('H26.05')])],
      [],
    ],
    [
      'merges twice, ending in being',
      [H26, closed('H01', '2021-12-31', 'H02'), closed('H02', '2025-06-30', 'H26')],
      [],
    ],
    ['closes without a successor', [closed('H01', '2021-12-31', null)], []],
    [
      'has a child through two adjoining stretches of its parent',
      [
        agency('H57', [stretch('VN', '2020-01-01', '2024-12-31'), stretch('VN', '2025-01-01')]),
        agency('H57.18', [stretch('H57', '2022-01-01')]),
      ],
      [],
    ],
    [
      'moves a system to the agency that its owner was merged into',
      [H26, closed('H01', '2025-06-30', 'H26')],
      [
        system('H01.dvc', [
          { from: '2020-01-01', to: '2025-06-30', agency: 'H01' },
          { from: '2025-07-01', to: null, agency: 'H26' },
        ]),
      ],
    ],
    ['has a code that the legacy scheme cannot say', [H26, agency('H26.123', [stretch('H26')])], []],
  ])('%s', (_, agencies, systems) => {
    expect(texts(agencies, systems)).toEqual([]);
  });
});

describe('a fault among agencies is named', () => {
  test.each<[string, Agency[], string[]]>([
    ['duplicate', [H26, H26], ['/agencies/1/code duplicate code: "H26"; allowed: one entry for each code']],
    [
      'level 1 below another',
      [H26, agency('H27', [stretch('H26')])],
      ['/agencies/1/history/0/parent a level-1 agency stands under the country: "H26"; allowed: "VN"'],
    ],
    [
      'a sub-unit under the country',
      [H26, agency('H26.05', [stretch('VN')])],
      ['/agencies/1/history/0/parent not an agency of level 1: "VN"; allowed: "H26"'],
    ],
    [
      'a cycle',
      [agency('H26.05', [stretch('H26.06')]), agency('H26.06', [stretch('H26.05')])],
      [
        '/agencies/0/history/0/parent cycle: H26.05 is above itself: "H26.06"; allowed: an agency that is not below this one',
        '/agencies/1/history/0/parent cycle: H26.06 is above itself: "H26.05"; allowed: an agency that is not below this one',
      ],
    ],
    [
      'a gap in the life of its parent',
      [
        agency('H57', [stretch('VN', '2020-01-01', '2024-12-30'), stretch('VN', '2025-01-01')]),
        agency('H57.18', [stretch('H57', '2022-01-01')]),
      ],
      [
        '/agencies/1/history/0/parent parent not in being all through 2022-01-01 to open: "H57"; allowed: a parent in being; this one: 2020-01-01 to 2024-12-30, 2025-01-01 to open',
      ],
    ],
    [
      'older than its parent',
      [agency('H57', [stretch('VN', '2020-01-01')]), agency('H57.18', [stretch('H57', '2019-12-31')])],
      [
        '/agencies/1/history/0/parent parent not in being all through 2019-12-31 to open: "H57"; allowed: a parent in being; this one: 2020-01-01 to open',
      ],
    ],
    [
      'ends before it begins',
      [agency('H57', [stretch('VN', '2020-01-02', '2020-01-01')])],
      [
        '/agencies/0/history/0/to the last day is before the first: "2020-01-01"; allowed: 2020-01-02 or later, or empty',
      ],
    ],
    [
      'overlaps by one day',
      [agency('H57', [stretch('VN', '2020-01-01', '2024-12-31'), stretch('VN', '2024-12-31')])],
      [
        '/agencies/0/history/1/from overlaps the validity 2020-01-01 to 2024-12-31: "2024-12-31"; allowed: after 2024-12-31',
      ],
    ],
    [
      'merged and in being',
      [H26, agency('H27', [stretch('VN')], { mergedInto: 'H26' })],
      ['/agencies/1/mergedInto merged, but its validity is open: "H26"; allowed: empty, or a last day'],
    ],
    [
      'merged into one that is closed',
      [closed('H01', '2021-12-31', 'H02'), closed('H02', '2025-06-30', null)],
      [`/agencies/0/mergedInto the chain of merges ends in a closed agency: H01 → H02: "H02"; ${open}`],
    ],
    [
      'merged in a circle',
      [closed('H01', '2021-12-31', 'H02'), closed('H02', '2025-06-30', 'H01')],
      [
        `/agencies/0/mergedInto merges in a circle: H01 → H02 → H01: "H02"; ${open}`,
        `/agencies/1/mergedInto merges in a circle: H02 → H01 → H02: "H01"; ${open}`,
      ],
    ],
  ])('%s', (_, agencies, expected) => {
    expect(texts(agencies)).toEqual(expected);
  });
});

describe('a fault among systems is named', () => {
  const life = { from: '2021-01-01', to: null, agency: 'H26' };

  test.each<[string, System[], string[]]>([
    [
      'duplicate',
      [system('H26.dvc', [life]), system('H26.dvc', [life])],
      ['/systems/1/id duplicate id: "H26.dvc"; allowed: one entry for each id'],
    ],
    [
      'registered by another agency than its id says',
      [system('H29.dvc', [life])],
      [
        '/systems/0/history/0/agency not the agency of the id; H29.dvc was registered by H29: "H26"; allowed: "H29"',
      ],
    ],
    [
      'unknown agency',
      [system('H29.dvc', [{ ...life, agency: 'H29' }])],
      ['/systems/0/history/0/agency unknown agency: "H29"; allowed: the code of an agency in agencies.csv'],
    ],
    [
      'older than its agency',
      [system('H26.dvc', [{ ...life, from: '2019-12-31' }])],
      [
        '/systems/0/history/0/agency agency closed or not yet in being during 2019-12-31 to open: "H26"; allowed: an agency in being; this one: 2020-01-01 to open',
      ],
    ],
  ])('%s', (_, systems, expected) => {
    expect(texts([H26], systems)).toEqual(expected);
  });
});
