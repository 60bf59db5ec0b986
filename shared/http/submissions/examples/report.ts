/** The report that most examples are about: as it is sent, and what the hub says of it afterwards. */
import type { Receipt } from '../../../contract/submissions/receipt.ts';

const kinds = ['internal', 'agency', 'citizen', 'business'] as const;

const ofEachKind = (indicator: string, values: readonly number[]) =>
  kinds.map((kind, index) => ({ indicator, dimensions: { kind }, value: values[index] }));

const reported = { agency: 'H26', system: 'H26.dvc', dataset: 'etx-inspection', period: '2026-H2' };

export const inspection = {
  system: reported.system,
  dataset: reported.dataset,
  period: reported.period,
  revision: 1,
  cells: [
    ...ofEachKind('complaints.received', [0, 3, 128, 41]),
    ...ofEachKind('complaints.settled', [0, 3, 120, 40]),
    { indicator: 'incidents.recorded', value: 4 },
    { indicator: 'incidents.settled', value: 4 },
    { indicator: 'sharing.requests-received', value: 17 },
    { indicator: 'sharing.requests-refused', value: 2 },
    { indicator: 'connectivity.longest-outage', value: '12.5' },
  ],
};

/** What its receipt says. */
export const accepted: Receipt = {
  id: 'H26.dvc~etx-inspection~2026-H2~1',
  kind: 'report',
  ...reported,
  revision: 1,
  receivedAt: '2026-11-20T02:30:05.120Z',
  sha256: '648f3a3f0f448ee02a6f72507b0f55258cabc8ba1365269c0627f1bd3f1a98a2',
  digest: 'a9f7ed81c8c620ce2b1b32b8bef7c395319e279acc87fa8284fb46d338f98139',
};

const { id, receivedAt, sha256, digest } = accepted;

/** Read back. */
export const counted = {
  id,
  kind: 'report',
  ...reported,
  revision: 1,
  state: 'counted',
  receivedAt,
  storedAt: '2026-11-20T02:30:05.124Z',
  sha256,
  digest,
  timeliness: 'on-time',
  cells: 13,
};
