/** The report of a ward that has held its drill and not its assessment. */
import type { Receipt } from '../../../contract/submissions/receipt.ts';
import type { Example } from '../../openapi/example.ts';
import { acceptedExample } from './receipts.ts';

export const drill = {
  day: '2026-09-21',
  reference: '15/BB-UBND',
  sha256: '0b6c3f1a7d6b1d6a1f4f1f0f3b0b9b1a4d2c6e8f9a7b5c3d1e0f2a4b6c8d0e1f',
};

export const acceptedDuties: Receipt = {
  id: 'H26.18.motcua~etx-duties~2026-Q4~1',
  kind: 'report',
  agency: 'H26.18',
  system: 'H26.18.motcua',
  dataset: 'etx-duties',
  period: '2026-Q4',
  revision: 1,
  receivedAt: '2026-11-20T02:30:05.120Z',
  sha256: '0caf85da164ebfd28d34338d20c06c163f84b29278dce4778d1c30804d084cf0',
  digest: '6f59511fbb20c971364cc6f3a29fa49cd80e3c3ae71cb1a70d11c6449ef34450',
};
const { system, dataset, period } = acceptedDuties;

export const dutiesExample: Example = {
  name: 'duties',
  summary: 'What a system owes by law: its availability, and the evidence of its last drill',
  body: {
    system,
    dataset,
    period,
    revision: 1,
    cells: [
      { indicator: 'connectivity.availability', numerator: 131_900, denominator: 132_480 },
      { indicator: 'duties.recovery-drill', evidence: drill },
      { indicator: 'duties.penetration-assessment', evidence: null },
    ],
  },
  status: 202,
  answer: acceptedExample(acceptedDuties),
};
