/** The version of the registry, and an import that is refused: one that is taken has the files of a country. */
import type { ProblemDetails } from '../../contract/problem.ts';
import type { RegistryFiles, RegistryStanding } from '../../contract/registry/import.ts';
import type { Example } from '../openapi/example.ts';

export const registryExample: Example = {
  name: 'standing',
  summary: 'The first version',
  status: 200,
  answer: { version: '0.1', at: '2026-11-20T02:30:00.000Z' } satisfies RegistryStanding,
};

const files: RegistryFiles = {
  'agencies.csv':
    'code,legacy_code,administrative_code,name_vi,name_en,kind,parent,valid_from,valid_to,merged_into,provenance\nH26,000.00.00.H26,01,Hà Nội,Ha Noi,city,VN,2020-09-15,,,an example\n',
  'systems.csv':
    'id,agency,name_vi,name_en,size,security_level,channel,stage,due,valid_from,valid_to\nG06.dtm,G06,Hệ thống DTM,DTM hub,large,3,online,connected,2026-01-31,2026-01-01,\n',
  'catalogue.json': '{',
  'calendar.json': '[]',
  'duties.csv':
    'duty,name_vi,name_en,dataset,indicator,size,level_from,level_to,months,valid_from,provenance\n',
};

export const importRegistryExample: Example = {
  name: 'refused',
  summary: 'Files with faults: each is said, and nothing is changed',
  headers: { 'If-Match': '"0.1"', 'Accept-Language': 'en' },
  body: files,
  status: 422,
  answer: {
    type: 'urn:dtm:problem:import-refused',
    title: 'The import is refused',
    status: 422,
    detail:
      'Nothing was changed. Errors in the files: 4. errors[] says what and where, by file, row and column.',
    code: 'import-refused',
    requestId: 'cc481daa-f6f6-46f1-a5e4-07ead80ac69b',
    errors: [
      {
        code: 'import-value',
        pointer: null,
        file: 'agencies.csv',
        row: 2,
        column: 'kind',
        key: null,
        detail: 'Not of its form: unknown value: "city".',
        allowed: [
          '"ministry", "ministerial-level", "government-agency", "province", "department", "commune"',
        ],
      },
      {
        code: 'import-rule',
        pointer: null,
        file: 'systems.csv',
        row: 2,
        column: 'agency',
        key: null,
        detail: 'Against the rules of the registry: unknown agency: "G06".',
        allowed: ['the code of an agency in agencies.csv'],
      },
      {
        code: 'import-file',
        pointer: '',
        file: 'catalogue.json',
        row: null,
        column: null,
        key: null,
        detail: 'The file cannot be read: not JSON: The text ends too early: line 1, character 2.',
      },
      {
        code: 'import-value',
        pointer: '',
        file: 'calendar.json',
        row: null,
        column: null,
        key: null,
        detail: 'Not of its form: wrong type: [].',
        allowed: ['an object'],
      },
    ],
  } satisfies ProblemDetails,
};
