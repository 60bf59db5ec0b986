/** Totals of a province, folded from one report. */
import type { Example } from '../openapi/example.ts';
import { accepted } from '../submissions/examples/report.ts';

const total = (indicator: string, value: string, kind?: string) => ({
  indicator,
  dimensions: kind === undefined ? {} : { kind },
  value,
});

const totalCells = [
  total('complaints.received', '3', 'agency'),
  total('complaints.received', '41', 'business'),
  total('complaints.received', '128', 'citizen'),
  total('complaints.received', '0', 'internal'),
  total('complaints.settled', '3', 'agency'),
  total('complaints.settled', '40', 'business'),
  total('complaints.settled', '120', 'citizen'),
  total('complaints.settled', '0', 'internal'),
  total('connectivity.longest-outage', '12.5'),
  total('incidents.recorded', '4'),
  total('incidents.settled', '4'),
  total('sharing.requests-received', '17'),
  total('sharing.requests-refused', '2'),
];

const totalSubtotals = [total('complaints.received', '172'), total('complaints.settled', '163')];

const totals = {
  kind: 'total',
  dataset: 'etx-inspection',
  period: '2026-H2',
  from: '2026-06-15',
  to: '2026-12-14',
  foldedFrom: [],
  stocksFrom: null,
  total: {
    node: 'H26',
    names: { vi: 'Ủy ban nhân dân Thành phố Hà Nội', en: "People's Committee of Ha Noi" },
    reporters: 1,
    newestReceivedAt: accepted.receivedAt,
    cells: totalCells,
    subtotals: totalSubtotals,
  },
  children: [
    {
      node: 'H26.dvc',
      names: {
        vi: 'Hệ thống thông tin giải quyết thủ tục hành chính thành phố Hà Nội',
        en: 'Administrative procedure information system of Ha Noi',
      },
      reporters: 1,
      newestReceivedAt: accepted.receivedAt,
      cells: totalCells,
      subtotals: totalSubtotals,
    },
  ],
  next: null,
  asOf: null,
  changedSince: [],
  changes: 0,
  nextChange: null,
};

export const totalsExamples: readonly Example[] = [
  {
    name: 'province',
    summary: 'A province and its systems',
    query: { dataset: 'etx-inspection', period: '2026-H2', agency: 'H26' },
    status: 200,
    answer: totals,
  },
  {
    name: 'legacy code',
    summary: 'The same by the legacy code',
    query: { dataset: 'etx-inspection', period: '2026-H2', agency: '000.00.00.H26' },
    status: 200,
    answer: totals,
  },
];
