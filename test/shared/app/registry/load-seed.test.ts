/** Each kind of fault in the files of a seed, in the words in which a person reads it. */
import { describe, expect, test } from 'vitest';
import { readSeed, type SeedFiles } from '../../../../shared/app/registry/load-seed.ts';
import { seedFaultText } from '../../../../shared/app/registry/seed-fault.ts';
import { inOneLanguage } from '../../../fixtures/one-language.ts';
import { smallSeedFiles } from '../../../fixtures/small-seed.ts';

const files = smallSeedFiles();

const faultsOf = (changed: Partial<SeedFiles>): string[] => {
  const result = readSeed({ ...files, ...changed });
  return result.ok ? [] : result.problem.map((one) => inOneLanguage(seedFaultText(one)));
};

const rowOf = (csv: string, start: string): number =>
  csv.split('\n').findIndex((line) => line.startsWith(start)) + 1;
const agencies = (from: string | RegExp, to: string): Partial<SeedFiles> => ({
  agenciesCsv: files.agenciesCsv.replace(from, to),
});
const systems = (from: string | RegExp, to: string): Partial<SeedFiles> => ({
  systemsCsv: files.systemsCsv.replace(from, to),
});
const duties = (from: string | RegExp, to: string): Partial<SeedFiles> => ({
  dutiesCsv: files.dutiesCsv.replace(from, to),
});
const hanoi = rowOf(files.agenciesCsv, 'H26,');
const ward = rowOf(files.agenciesCsv, 'H26.18,');
const bacGiang = rowOf(files.agenciesCsv, 'H02,');
const end = files.agenciesCsv.split('\n').length;
const added = (row: string): Partial<SeedFiles> => ({ agenciesCsv: `${files.agenciesCsv}${row}\n` });
/** Another stretch of Ha Noi from a day on. */
const again = (from: string) =>
  added(
    `H26,000.00.00.H26,01,Hà Nội,Ha Noi,province,VN,${from},,,seen in public text; administrative code by Decision 19/2025/QĐ-TTg`,
  );

describe('bad data names file, row and column, the value and what is allowed', () => {
  test.each<[string, Partial<SeedFiles>, string[]]>([
    [
      'an unknown kind',
      agencies(/^(H26,.*),province,/m, '$1,city,'),
      [
        `agencies.csv, row ${hanoi}, column kind: unknown value: "city"; allowed: "ministry", "ministerial-level", "government-agency", "province", "department", "commune"`,
      ],
    ],
    [
      'a day that is none',
      agencies(/^(H26,.*),2020-09-15,/m, '$1,2020-09-31,'),
      [`agencies.csv, row ${hanoi}, column valid_from: not a day: "2020-09-31"; allowed: YYYY-MM-DD`],
    ],
    [
      'an unknown parent',
      agencies(/^(H26\.18,.*),commune,H26,/m, '$1,commune,H99,'),
      [
        `agencies.csv, row ${ward}, column parent: unknown agency: "H99"; allowed: "VN" or the code of an agency listed here`,
      ],
    ],
    [
      'a parent that the code does not begin with',
      agencies(/^(H26\.18,.*),commune,H26,/m, '$1,commune,H29,'),
      [
        `agencies.csv, row ${ward}, column parent: the code H26.18 does not begin with its parent's and a dot: "H29"; allowed: "H26"`,
      ],
    ],
    [
      'a parent closed before its child',
      added(
        "H02.18,000.00.18.H02,,Ủy ban nhân dân xã A,People's Committee of A,commune,H02,2025-07-01,,,made up",
      ),
      [
        `agencies.csv, row ${end}, column parent: parent not in being all through 2025-07-01 to open: "H02"; allowed: a parent in being; this one: 2020-09-15 to 2025-06-30`,
      ],
    ],
    [
      'a code twice',
      again('2020-09-15'),
      [
        `agencies.csv, row ${end}, column valid_from: duplicate: the code already has an entry from that day: "2020-09-15"; allowed: one entry`,
      ],
    ],
    [
      'overlapping validity',
      again('2026-01-01'),
      [
        `agencies.csv, row ${end}, column valid_from: overlaps the validity 2020-09-15 to open: "2026-01-01"; allowed: nothing after an open validity`,
      ],
    ],
    [
      'merged into nothing',
      agencies(/^(H02,.*),H05,/m, '$1,H99,'),
      [
        `agencies.csv, row ${bacGiang}, column merged_into: unknown agency: "H99"; allowed: an agency listed here that is in being, or whose merges end in one`,
      ],
    ],
    [
      'a legacy code of another agency',
      agencies('H26,000.00.00.H26', 'H26,000.00.00.H27'),
      [
        `agencies.csv, row ${hanoi}, column legacy_code: not the legacy form of H26: "000.00.00.H27"; allowed: "000.00.00.H26"`,
      ],
    ],
    [
      'administrative codes of no form, of another kind, and twice',
      {
        agenciesCsv: files.agenciesCsv
          .replace(/^(G06,[^,]*),,/m, '$1,06,')
          .replace(/^(H26,[^,]*),01,/m, '$1,1,')
          .replace(/^(H26\.18,[^,]*),00070,/m, '$1,79,')
          .replace(/^(H26\.20,[^,]*),00004,/m, '$1,26732,'),
      },
      [
        `agencies.csv, row ${rowOf(files.agenciesCsv, 'G06,')}, column administrative_code: not the administrative code of a ministry: "06"; allowed: empty`,
        `agencies.csv, row ${hanoi}, column administrative_code: not of the form: "1"; allowed: /^(\\d{2}|\\d{5})$/`,
        `agencies.csv, row ${ward}, column administrative_code: not the administrative code of a commune: "79"; allowed: 5 digits, or empty`,
        `agencies.csv, row ${rowOf(files.agenciesCsv, 'H29.23,')}, column administrative_code: the administrative code of H26.20: "26732"; allowed: one for each agency`,
      ],
    ],
    [
      'a system of an unknown agency',
      systems('G01.dvc,G01,', 'G01.dvc,G77,'),
      [
        'systems.csv, row 2, column agency: unknown agency: "G77"; allowed: the code of an agency in agencies.csv',
        'systems.csv, row 2, column agency: not the agency of the id; G01.dvc was registered by G01: "G77"; allowed: "G01"',
      ],
    ],
    [
      'a system of a closed agency',
      systems(/^(H47\.dvc,.*),2025-06-30$/m, '$1,'),
      [
        `systems.csv, row ${rowOf(files.systemsCsv, 'H47.dvc')}, column agency: agency closed or not yet in being during 2020-09-15 to open: "H47"; allowed: an agency in being; this one: 2020-09-15 to 2025-06-30`,
      ],
    ],
    [
      'a security level beyond 5, a stage and a day at once',
      systems(/^(G01\.dvc,.*),large,4,online,connected,2026-01-31,/m, '$1,large,6,online,ready,31/01/2026,'),
      [
        'systems.csv, row 2, column security_level: too large or too long: 6; allowed: at most 5',
        'systems.csv, row 2, column stage: unknown value: "ready"; allowed: "planned", "testing", "connected", "suspended"',
        'systems.csv, row 2, column due: not a day: "31/01/2026"; allowed: YYYY-MM-DD',
      ],
    ],
    [
      'history rows that contradict each other',
      systems(/^(G14\.ndxp,G06,.*),5,/m, '$1,4,'),
      [
        `systems.csv, row ${rowOf(files.systemsCsv, 'G14.ndxp,G06')}, column security_level: differs from row ${rowOf(files.systemsCsv, 'G14.ndxp,G14')}, which has the same id: "4"; allowed: "5"`,
      ],
    ],
    [
      'a cell too many, and an empty row',
      {
        systemsCsv: files.systemsCsv
          .replace('G01.dvc,G01,', 'G01.dvc,G01,,')
          .replace('\nG01.vanban', '\n\nG01.vanban'),
      },
      [
        'systems.csv, row 2: 12 cells; allowed: 11, as the header has (quote a cell that has a comma in it)',
        'systems.csv, row 3: the row is empty; remove it',
      ],
    ],
    [
      'a column misspelt',
      systems('security_level', 'level'),
      [
        'systems.csv, row 1, column security_level: the column is missing',
        'systems.csv, row 1, column level: unknown column: "level"; allowed: id, agency, name_vi, name_en, size, security_level, channel, stage, due, valid_from, valid_to',
      ],
    ],
    [
      'semicolons for commas',
      { agenciesCsv: files.agenciesCsv.replaceAll(',', ';') },
      [expect.stringMatching(/^agencies\.csv, row 1: no comma in "code;.*columns are parted by commas/)],
    ],
    [
      'a catalogue that is not JSON',
      { catalogueJson: '{' },
      ['catalogue.json, at the root: not JSON: The text ends too early: line 1, character 2.'],
    ],
    [
      'a name twice in a JSON object',
      { calendarJson: files.calendarJson.replace('{', '{ "utcOffset": "+07:00",') },
      ['calendar.json, at /utcOffset: not JSON: The name "utcOffset" stands twice in this object.'],
    ],
    [
      'an unknown fold',
      { catalogueJson: files.catalogueJson.replace('"fold": "ratio"', '"fold": "average"') },
      [
        'catalogue.json, at /indicators/0/fold: unknown value: "average"; allowed: "sum", "min", "max", "latest", "ratio", "evidence"',
      ],
    ],
    [
      'a calendar without quarters',
      { calendarJson: files.calendarJson.replace('"kind": "quarter"', '"kind": "month"') },
      [
        'calendar.json, at /periods/1/kind: duplicate period kind: "month"; allowed: one entry for each period kind',
        'calendar.json, at /periods: no period of kind "quarter", which dataset etx-duties uses: ["month","half-year","year"]; allowed: also "quarter"',
      ],
    ],
    [
      'a size, a level and a day of a duty that are none',
      duties(/^recovery-drill(.*),large,1,5,12,2026-01-01,/m, 'recovery-drill$1,huge,0,5,12,soon,'),
      [
        'duties.csv, row 2, column size: unknown value: "huge"; allowed: "large", "small"',
        'duties.csv, row 2, column level_from: too small or too short: 0; allowed: at least 1',
        'duties.csv, row 2, column valid_from: not a day: "soon"; allowed: YYYY-MM-DD',
      ],
    ],
    [
      'a duty of events, and one of nothing that the dataset has',
      {
        dutiesCsv: files.dutiesCsv
          .replace('etx-duties,duties.recovery-drill,large', 'etx-daily,duties.recovery-drill,large')
          .replace('duties.recovery-drill,small', 'usage.accounts,small'),
      },
      [
        'duties.csv, row 2, column dataset: no dataset of reports: "etx-daily"; allowed: "etx-monthly", "etx-quarterly", "etx-inspection", "etx-yearly", "etx-duties", "etx-procedures"',
        'duties.csv, row 3, column indicator: not an indicator of dataset etx-duties: "usage.accounts"; allowed: "connectivity.availability", "duties.recovery-drill", "duties.penetration-assessment"',
      ],
    ],
    [
      'two rules for one size and level, and levels the wrong way round',
      {
        dutiesCsv: files.dutiesCsv
          .replace('large,4,5,6', 'large,3,5,6')
          .replace('small,4,5,6', 'small,5,4,6'),
      },
      [
        'duties.csv, row 5, column level_from: penetration-assessment of large systems has a rule for these levels already: 3; allowed: levels outside 1 to 3',
        'duties.csv, row 8, column level_from: above level_to: 5; allowed: up to 4',
      ],
    ],
    [
      'a hub without its own system and without the dataset of its prober',
      {
        ...systems(/^(G06\.dtm,.*),connected,/m, '$1,planned,'),
        catalogueJson: files.catalogueJson.replace('"id": "hub-probes"', '"id": "probes"'),
      },
      [
        `systems.csv: the hub's own system is missing or not connected: nothing; allowed: "G06.dtm", connected`,
        'catalogue.json, at /datasets: the dataset that the prober reports to is missing: ["etx-monthly","etx-quarterly","etx-inspection","etx-yearly","etx-live","etx-daily","etx-duties","etx-procedures","probes"]; allowed: also "hub-probes"',
      ],
    ],
    [
      'faults in all files at once',
      {
        ...agencies(/^(H26\.18,.*),commune,H26,/m, '$1,commune,H99,'),
        ...systems('G01.dvc,G01,', 'G01.DVC,G01,'),
        catalogueJson: '[]',
        calendarJson: files.calendarJson.replace('+07:00', '+08:00'),
      },
      [
        `agencies.csv, row ${ward}, column parent: unknown agency: "H99"; allowed: "VN" or the code of an agency listed here`,
        'systems.csv, row 2, column id: not of the form: "G01.DVC"; allowed: /^[0-9A-Z]+(\\.[0-9A-Z]+)*\\.[a-z][a-z0-9-]{0,27}$/',
        'catalogue.json, at the root: wrong type: []; allowed: an object',
        'calendar.json, at /utcOffset: unknown value: "+08:00"; allowed: "+07:00"',
      ],
    ],
  ])('%s', (_, changed, expected) => {
    expect(faultsOf(changed)).toEqual(expected);
  });
});
