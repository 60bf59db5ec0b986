/** A ward and its system, as they are found. */
import type { AgencyList, SystemList } from '../../contract/registry/tree-answers.ts';
import type { Example } from '../openapi/example.ts';

const found: AgencyList = {
  asOf: '2026-11-20',
  node: null,
  agencies: [
    {
      code: 'H26.18',
      legacyCode: '000.00.18.H26',
      administrativeCode: '00070',
      kind: 'commune',
      names: { vi: 'Ủy ban nhân dân phường Hoàn Kiếm', en: "People's Committee of Hoan Kiem Ward" },
      parent: 'H26',
      from: '2025-07-01',
      to: null,
      state: 'open',
      mergedInto: null,
      agencies: 0,
      systems: 1,
      provenance:
        'name and administrative code by Decision 19/2025/QĐ-TTg; agency code made up; check before production use',
    },
  ],
  next: null,
};

export const agenciesExample: Example = {
  name: 'search',
  summary: 'By a name without its diacritics',
  query: { search: 'hoan kiem' },
  status: 200,
  answer: found,
};

const systems: SystemList = {
  asOf: '2026-11-20',
  node: 'H26.18',
  systems: [
    {
      id: 'H26.18.motcua',
      names: { vi: 'Hệ thống một cửa điện tử phường Hoàn Kiếm', en: 'One-stop system of Hoan Kiem Ward' },
      agency: 'H26.18',
      from: '2025-07-01',
      to: null,
      details: { size: 'small', securityLevel: 2, channel: 'online', stage: 'connected', due: '2026-06-30' },
    },
  ],
  next: null,
};

export const systemsExample: Example = {
  name: 'ward',
  summary: 'The systems of a ward, by a key of its city',
  query: { agency: 'H26.18' },
  status: 200,
  answer: systems,
};
